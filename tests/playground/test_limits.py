"""Limits and refusals, each in Telegram's words."""

from datetime import timedelta

import httpx
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, EndPointNotFound, InvalidToken

from bot.domain.clock import MovableClock
from bot.playground import Person, Server, World


def button(**what: object) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton("Taste", **what)]])  # type: ignore[arg-type]


async def test_callback_data_may_have_64_bytes_and_not_one_more(bot: Bot, rep: Person) -> None:
    await rep.say("hallo")
    assert await bot.send_message(rep.id, "geht", reply_markup=button(callback_data="ü" * 32))
    with pytest.raises(BadRequest, match="Button_data_invalid"):
        await bot.send_message(rep.id, "nicht", reply_markup=button(callback_data="ü" * 32 + "x"))
    with pytest.raises(BadRequest, match="text buttons are unallowed"):
        await bot.send_message(rep.id, "nicht", reply_markup=button())


async def test_a_text_is_counted_in_utf16_units_after_its_tags(bot: Bot, rep: Person) -> None:
    await rep.say("hallo")
    fits = "<b>" + "🌲" * 2048 + "</b>"
    assert await bot.send_message(rep.id, fits, parse_mode="HTML")
    with pytest.raises(BadRequest, match="Message is too long"):
        await bot.send_message(rep.id, "🌲" * 2048 + "x")
    with pytest.raises(BadRequest, match="Message text is empty"):
        await bot.send_message(rep.id, " \n ")


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<b>offen", 'Can\'t find end tag corresponding to start tag "b"'),
        ("zu</b>", "Unexpected end tag at byte offset 2"),
        ("ä<h1>x</h1>", 'Unsupported start tag "h1" at byte offset 2'),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("1 <", "Unclosed start tag at byte offset 2"),
    ],
)
async def test_broken_html_is_refused_with_the_place(
    bot: Bot, rep: Person, world: World, html: str, words: str
) -> None:
    await rep.say("hallo")
    with pytest.raises(BadRequest):
        await bot.send_message(rep.id, html, parse_mode="HTML")
    assert world.calls[-1].outcome == f"Bad Request: can't parse entities: {words}"


async def test_formatting_survives_the_way_to_the_phone(bot: Bot, rep: Person) -> None:
    await rep.say("hallo")
    html = (
        '🌲 <b>fett <i>und schräg</i></b> <a href="https://example.org/?a=1&amp;b=2">da</a>\n'
        '<pre><code class="language-python">x &lt; 1</code></pre> <tg-spoiler>leise</tg-spoiler>'
    )
    await bot.send_message(rep.id, html, parse_mode="HTML")
    assert rep.messages[-1].html == html


async def test_a_callback_query_can_be_answered_for_a_while_only(
    bot: Bot, rep: Person, clock: MovableClock
) -> None:
    await rep.say("hallo")
    await bot.send_message(rep.id, "Sicher?", reply_markup=button(callback_data="ja"))
    query_id = await rep.press("Taste")
    assert query_id
    clock.advance(timedelta(minutes=5))
    with pytest.raises(BadRequest, match="Query is too old and response timeout expired"):
        await bot.answer_callback_query(query_id)


async def test_a_message_can_be_deleted_for_two_days(
    bot: Bot, rep: Person, clock: MovableClock
) -> None:
    await rep.say("hallo")
    old = await bot.send_message(rep.id, "alt")
    clock.advance(timedelta(hours=47))
    young = await bot.send_message(rep.id, "jung")
    clock.advance(timedelta(hours=2))
    assert await bot.delete_message(rep.id, young.message_id)
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await bot.delete_message(rep.id, old.message_id)


async def test_a_wrong_token_is_unauthorized(server: Server) -> None:
    bot = Bot("1:falsch", base_url=f"{server.url}/bot")
    with pytest.raises(InvalidToken, match="rejected by the server"):
        await bot.initialize()
    await bot.shutdown()


async def test_an_unknown_method_is_not_found_and_remembered(bot: Bot, world: World) -> None:
    with pytest.raises(EndPointNotFound):
        await bot.do_api_request("sendCarrierPigeon")
    assert world.unknown_methods == ["sendCarrierPigeon"]


async def test_parameters_may_come_as_query_json_or_form(
    server: Server, rep: Person, world: World
) -> None:
    await rep.say("hallo")
    url = f"{server.url}/bot{world.token}/sendMessage"
    async with httpx.AsyncClient(trust_env=False) as client:
        await client.get(url, params={"chat_id": rep.id, "text": "query"})
        await client.post(url, json={"chat_id": rep.id, "text": "json"})
        await client.post(url, data={"chat_id": str(rep.id), "text": "form", "colour": "x"})
        missing = await client.post(url, json={"chat_id": rep.id})
    assert [message.text for message in rep.answers] == ["query", "json", "form"]
    assert missing.json()["description"] == "Bad Request: message text is empty"
    assert world.unknown_parameters == ["sendMessage.colour"]


async def test_nobody_gets_in_under_a_foreign_host_name(server: Server) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        answer = await client.get(f"{server.url}/", headers={"Host": "evil.example:80"})
    assert answer.status_code == 421
