"""The page over plain HTTP: what it shows, and whom it refuses."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import httpx
import pytest

from bot.domain.clock import MovableClock
from bot.playground import Group, Person, Server, World, serve

from .page_stage import load_words


@pytest.fixture
def forum(world: World, rep: Person) -> Group:
    return world.group("Innendienst", [rep], forum=True)


@pytest.fixture
async def server(world: World, rep: Person, forum: Group) -> AsyncIterator[Server]:
    async with serve(world, phones=[rep], groups=[forum], words=load_words()) as server:
        yield server


@pytest.fixture
async def client(server: Server) -> AsyncIterator[httpx.AsyncClient]:
    origin = {"Origin": server.url}
    async with httpx.AsyncClient(base_url=server.url, trust_env=False, headers=origin) as client:
        yield client


async def drawn(client: httpx.AsyncClient, person: Person) -> str:
    """The messages of a phone as the first event draws them."""
    async with client.stream("GET", "/page/events") as answer:
        async for line in answer.aiter_lines():
            phone = json.loads(line.removeprefix("data: "))["phones"][str(person.id)]
            return "".join(phone["fresh"][key] for key in phone["order"])
    raise AssertionError("no event came")


async def test_the_page_speaks_the_chosen_language_and_remembers_it(
    client: httpx.AsyncClient,
) -> None:
    assert "Spielwiese" in (await client.get("/")).text
    assert "Playground" in (await client.get("/", params={"lang": "en"})).text
    assert "Playground" in (await client.get("/")).text
    assert "Spielwiese" in (await client.get("/", params={"lang": "xx"})).text


async def test_the_policy_allows_nothing_from_elsewhere(client: httpx.AsyncClient) -> None:
    page = await client.get("/")
    assert "default-src 'none'; script-src 'self'" in page.headers["Content-Security-Policy"]
    assert "style=" not in page.text
    assert "onclick" not in page.text


async def test_hostile_text_is_shown_and_never_markup(
    client: httpx.AsyncClient, rep: Person
) -> None:
    await rep.say("<script>alert(1)</script> {{ 7 * 7 }} \"'>")
    await rep.send_document('"><img src=x onerror=alert(1)>.csv', b"x")
    html = await drawn(client, rep)
    assert "&lt;script&gt;" in html
    assert "{{ 7 * 7 }}" in html
    assert "<script" not in html
    assert "<img" not in html


async def test_links_lead_only_to_safe_schemes(
    client: httpx.AsyncClient, rep: Person, world: World
) -> None:
    await rep.say("hallo")
    entity = {"type": "text_link", "offset": 0, "length": 4, "url": "javascript:alert(1)"}
    world.write(rep.chat, world.bot, text="hier", entities=[entity])
    html = await drawn(client, rep)
    assert "hier" in html
    assert "javascript" not in html


async def test_only_the_page_itself_may_act(
    client: httpx.AsyncClient, rep: Person, server: Server
) -> None:
    path, said = f"/page/{rep.id}/say", {"text": "hallo"}
    foreign = await client.post(path, data=said, headers={"Origin": "http://evil.example"})
    assert foreign.status_code == 403
    async with httpx.AsyncClient(base_url=server.url, trust_env=False) as nobody:
        assert (await nobody.post(path, data=said)).status_code == 403
        assert (await nobody.post("/page/clock", data={"by": "60"})).status_code == 403
    assert rep.messages == []
    assert (await client.post(path, data=said)).status_code == 204
    assert rep.messages[-1].text == "hallo"


async def test_what_is_impossible_is_refused_and_changes_nothing(
    client: httpx.AsyncClient, rep: Person, world: World
) -> None:
    stranger = world.person("Nina Neu")
    said = await rep.say("hallo")
    press = {"message": str(said.id), "row": "0", "column": "0", "label": "Ja"}
    refusals = [
        ("press", press, 409),
        ("say", {"text": "  "}, 409),
        ("edit", {"message": "99", "text": "x"}, 409),
        ("language", {"language": "xx"}, 409),
        ("dance", {}, 404),
    ]
    for action, fields, status in refusals:
        answer = await client.post(f"/page/{rep.id}/{action}", data=fields)
        assert (action, answer.status_code) == (action, status)
    foreign = await client.post(f"/page/{stranger.id}/say", data={"text": "x"})
    assert foreign.status_code == 404
    assert [message.text for message in rep.messages] == ["hallo"]


async def test_in_a_group_only_members_write_and_only_in_topics_that_are_there(
    client: httpx.AsyncClient, rep: Person, forum: Group, world: World
) -> None:
    topic = await rep.open_topic(forum, "<b>Huber</b>")
    stranger = world.person("Nina Neu")
    here = f"/page/{forum.id}"
    refusals = [
        (f"{here}/member", {"member": str(stranger.id)}, 409),
        (f"{here}/topic", {"topic": "4711"}, 409),
        (f"{here}/block", {}, 404),
        (f"/page/{rep.id}/topic", {"topic": "0"}, 404),
    ]
    for address, fields, status in refusals:
        assert (await client.post(address, data=fields)).status_code == status
    await client.post(f"{here}/topic", data={"topic": str(topic.id)})
    assert (await client.post(f"{here}/say", data={"text": "hallo"})).status_code == 204
    assert forum.transcript(topic.id).endswith("Tom Berg: hallo")
    page = (await client.get("/")).text
    assert "&lt;b&gt;Huber&lt;/b&gt;" in page
    assert "<b>Huber" not in page
    await rep.close_topic(forum, topic.id)
    await world.person("Eva").join(forum)
    await client.post(f"{here}/member", data={"member": str(stranger.id + 1)})
    assert (await client.post(f"{here}/say", data={"text": "auch"})).status_code == 409


async def test_an_uploaded_page_is_downloaded_and_not_shown(
    client: httpx.AsyncClient, rep: Person
) -> None:
    sent = await rep.send_document("böse.html", b"<script>alert(1)</script>", mime="text/html")
    assert sent.file
    answer = await client.get(f"/page/file/{sent.file.file_id}")
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def test_the_next_morning_is_eight_oclock_also_across_the_spring_change(
    client: httpx.AsyncClient, clock: MovableClock
) -> None:
    clock.advance(datetime(2027, 3, 27, 20, 0, tzinfo=UTC) - clock.now())
    assert (await client.post("/page/clock", data={"by": "morning"})).status_code == 204
    local = clock.now().astimezone(ZoneInfo("Europe/Berlin"))
    assert f"{local:%Y-%m-%d %H:%M}" == "2027-03-28 08:00"
    assert (await client.post("/page/clock", data={"by": "-5"})).status_code == 400
