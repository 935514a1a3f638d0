"""Pictures, documents, voice and albums, both ways."""

import struct
import zlib

import pytest
from telegram import Bot, InputMediaPhoto, KeyboardButton, ReplyKeyboardMarkup, ReplyKeyboardRemove
from telegram.error import BadRequest

from bot.playground import Person, World


def png(width: int = 4, height: int = 3) -> bytes:
    """A small grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc)

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


async def test_a_document_from_a_phone_can_be_fetched(bot: Bot, rep: Person) -> None:
    await rep.send_document("kunden.csv", b"Nummer;Name\n1;Huber", caption="bitte sehr")
    (update,) = await bot.get_updates(timeout=2)
    assert update.message is not None
    assert update.message.document is not None
    assert update.message.caption == "bitte sehr"
    assert update.message.document.file_name == "kunden.csv"
    assert update.message.document.mime_type == "text/csv"
    file = await bot.get_file(update.message.document)
    assert bytes(await file.download_as_bytearray()) == b"Nummer;Name\n1;Huber"


async def test_photos_voice_stickers_contacts_and_places_arrive_as_such(
    bot: Bot, rep: Person
) -> None:
    await rep.send_photo(png(40, 30), caption="Palette")
    await rep.send_voice(b"OggS", duration=7)
    await rep.send_sticker()
    await rep.send_contact()
    await rep.send_location()
    found = [update.message for update in await bot.get_updates(timeout=2) if update.message]
    assert (found[0].photo[-1].width, found[0].photo[-1].height) == (40, 30)
    assert found[1].voice is not None
    assert found[1].voice.to_dict()["duration"] == 7
    assert found[2].sticker is not None
    assert found[3].contact is not None
    assert found[3].contact.user_id == rep.id
    assert found[4].location is not None
    assert found[4].location.latitude > 48


async def test_an_album_arrives_as_messages_of_one_group(bot: Bot, rep: Person) -> None:
    await rep.send_album([png(), png()], caption="zwei Bilder")
    found = [update.message for update in await bot.get_updates(timeout=2) if update.message]
    assert len({message.media_group_id for message in found}) == 1
    assert [message.caption for message in found] == ["zwei Bilder", None]


async def test_the_bot_sends_files_which_the_phone_holds(bot: Bot, rep: Person) -> None:
    await rep.say("hallo")
    await bot.send_document(
        rep.id, b"PK", filename="besuche.xlsx", caption="<b>Besuche</b>", parse_mode="HTML"
    )
    sent = rep.messages[-1]
    assert sent.file is not None
    assert (sent.file.name, sent.file.content) == ("besuche.xlsx", b"PK")
    assert sent.html == "<b>Besuche</b>"
    photo = await bot.send_photo(rep.id, png())
    await bot.send_photo(rep.id, photo.photo[-1].file_id)
    assert rep.messages[-1].file is rep.messages[-2].file
    await bot.send_media_group(rep.id, [InputMediaPhoto(png()), InputMediaPhoto(png())])
    assert rep.messages[-1].album == rep.messages[-2].album is not None
    await bot.edit_message_caption(rep.id, sent.id, caption="Besuche 2026")
    assert sent.text == "Besuche 2026"


async def test_file_limits_are_telegrams(bot: Bot, rep: Person) -> None:
    await rep.say("hallo")
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(rep.id, b"no picture")
    with pytest.raises(BadRequest, match="too big for a photo"):
        await bot.send_photo(rep.id, png() + bytes(10 * 1024 * 1024))
    with pytest.raises(BadRequest, match="Wrong file identifier/http url specified"):
        await bot.send_document(rep.id, "unknown")
    big = await rep.send_document("gross.bin", size=20 * 1024 * 1024 + 1)
    assert big.file is not None
    assert big.file.as_json()["file_size"] == 20 * 1024 * 1024 + 1
    assert big.file.content == b""
    with pytest.raises(BadRequest, match="File is too big"):
        await bot.get_file(big.file.file_id)


async def test_reply_keyboards_share_contact_and_place(
    bot: Bot, rep: Person, world: World
) -> None:
    await rep.say("hallo")
    keys = [[KeyboardButton("Nummer", request_contact=True), KeyboardButton("Nein")]]
    await bot.send_message(rep.id, "Wer?", reply_markup=ReplyKeyboardMarkup(keys))
    assert [key.text for key in rep.keyboard[0]] == ["Nummer", "Nein"]
    await rep.press("Nummer")
    await rep.press("Nein")
    assert rep.messages[-2].contact
    assert rep.messages[-2].contact["user_id"] == rep.id
    assert rep.messages[-1].text == "Nein"
    await bot.send_message(rep.id, "Danke", reply_markup=ReplyKeyboardRemove())
    assert rep.keyboard == []


async def test_what_somebody_filmed_is_sent_on_by_the_method_of_its_kind_alone(
    bot: Bot, rep: Person
) -> None:
    await rep.send_media("video", b"film", "So sieht es aus")
    await rep.send_media("video_note", b"film")
    await rep.send_media("audio", b"ton")
    await rep.send_media("animation", b"film")
    found = [update.message for update in await bot.get_updates(timeout=2) if update.message]
    video, note, audio, animation = found
    assert video.video
    assert note.video_note
    assert audio.audio
    assert animation.animation
    assert animation.document
    assert (await bot.send_video(rep.id, video.video.file_id, caption="Da")).video
    assert (await bot.send_video_note(rep.id, note.video_note.file_id)).video_note
    assert (await bot.send_audio(rep.id, audio.audio.file_id)).audio
    assert (await bot.send_animation(rep.id, animation.animation.file_id)).animation
    with pytest.raises(BadRequest, match="file of type video as document"):
        await bot.send_document(rep.id, video.video.file_id)
