import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.finding import Entry, Index
from bot.domain.visit_words import VisitWords, looks_like_a_visit, read_plan, read_visit
from bot.when import Moment, Unclear

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 24, 10, 20, tzinfo=BERLIN)  # a Tuesday
HUBER, MUELLER, MUELLER_ULM, WEISS, HUBER_BAU, SCHMIDT = range(1, 7)
INDEX = Index(
    [
        Entry(HUBER, "10234", "Bäckerei Huber GmbH", "Augsburg", ("Anna Huber",)),
        Entry(MUELLER, "10235", "Müller Maschinenbau GmbH & Co. KG", "München", ("Jan Müller",)),
        Entry(MUELLER_ULM, "10236", "Bäckerei Müller", "Ulm", ("Karl Kaiser",)),
        Entry(WEISS, "10237", "Weiß Elektro e.K.", "Berlin"),
        Entry(HUBER_BAU, "10238", "Huber Bau GmbH", "Rosenheim"),
        Entry(SCHMIDT, "10239", "Schmidt & Söhne OHG", "Augsburg", ("Ute Kaiser",)),
    ]
)


def mentioned(text: str) -> list[tuple[int, tuple[int, int]]]:
    return [(mention.id, mention.span) for mention in INDEX.mentioned(text)]


def read(text: str, language: str = "de") -> VisitWords:
    return read_visit(text, NOW, language, mentioned)


def moment(found: Moment | Unclear | None) -> str:
    assert isinstance(found, Moment)
    return found.at.strftime("%d.%m. %H:%M")


def test_the_sentence_of_the_car_park_is_read_whole() -> None:
    visit = read(
        "War gestern um drei bei Müller, Angebot über 500 Paletten besprochen, "
        "nachfassen in 2 Wochen"
    )
    assert set(visit.customers) == {MUELLER, MUELLER_ULM}
    assert moment(visit.at) == "23.11. 15:00"
    assert visit.result == "quote_wanted"
    assert visit.notes == "Angebot über 500 Paletten besprochen"
    assert moment(visit.follow_up) == "08.12. 09:00"


def test_the_command_is_read_whole() -> None:
    visit = read("Müller gestern 15 Uhr: Angebot besprochen, Wiedervorlage in 2 Wochen")
    assert set(visit.customers) == {MUELLER, MUELLER_ULM}
    assert moment(visit.at) == "23.11. 15:00"
    assert visit.result == "quote_wanted"
    assert visit.notes == "Angebot besprochen"
    assert moment(visit.follow_up) == "08.12. 09:00"


def test_the_english_sentence_is_read_whole() -> None:
    visit = read(
        "Was at Mueller Maschinenbau yesterday at half past three, discussed a quote for "
        "500 pallets, follow up in two weeks",
        "en",
    )
    assert visit.customers == (MUELLER,)
    assert moment(visit.at) == "23.11. 15:30"
    assert visit.result == "quote_wanted"
    assert visit.notes == "discussed a quote for 500 pallets"
    assert moment(visit.follow_up) == "08.12. 09:00"


@pytest.mark.parametrize(
    ("text", "at", "has_time"),
    [
        ("bei Huber, Interesse", "24.11. 10:20", False),
        ("heute bei Huber", "24.11. 10:20", False),
        ("heute um 9 bei Huber", "24.11. 09:00", True),
        ("War heute um 7 bei Huber", "24.11. 07:00", True),
        ("Gestern Huber besucht", "23.11. 10:20", False),
        ("War Freitag bei Huber", "20.11. 10:20", False),
        ("War gestern bei Huber um halb drei, gut", "23.11. 14:30", True),
        ("Huber besucht, vorgestern um 11", "22.11. 11:00", True),
        ("visited Huber on Friday", "20.11. 10:20", False),
        ("War bei Huber, Lieferung morgen", "24.11. 10:20", False),
        ("War bei Huber, Lieferung bis Freitag", "24.11. 10:20", False),
        ("War bei Huber wegen der Lieferung am 3.12.", "24.11. 10:20", False),
        ("War bei Huber. Er hat gestern bestellt", "24.11. 10:20", False),
        ("Besuch bei Huber am 3.2.2026", "03.02. 10:20", False),
    ],
)
def test_a_visit_lies_in_the_past_and_is_now_unless_said(
    text: str, at: str, has_time: bool
) -> None:
    found = read(text).at
    assert moment(found) == at
    assert isinstance(found, Moment)
    assert found.has_time is has_time


@pytest.mark.parametrize("text", ["War Dienstag bei Huber", "gestern um sieben bei Huber"])
def test_an_unclear_time_of_the_visit_stays_unclear(text: str) -> None:
    assert isinstance(read(text).at, Unclear)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("Auftrag über 200 Stück", "order"),
        ("hat 20 Paletten bestellt", "order"),
        ("ordered 200 pieces", "order"),
        ("Angebot gewünscht", "quote_wanted"),
        ("wants a quotation", "quote_wanted"),
        ("hat Interesse", "interested"),
        ("sehr interessiert", "interested"),
        ("is interested", "interested"),
        ("kein Interesse", "no_need"),
        ("noch kein großes Interesse", "no_need"),
        ("not interested", "no_need"),
        ("kein Bedarf", "no_need"),
        ("braucht nichts", "no_need"),
        ("Angebot abgelehnt", "no_need"),
        ("nicht angetroffen", "not_met"),
        ("niemand da", "not_met"),
        ("nobody there", "not_met"),
        ("Laden war geschlossen", "not_met"),
        ("Reklamation wegen Bruch", "problem"),
        ("Palette kaputt", "problem"),
        ("keine Reklamation, Auftrag erhalten", "order"),
        ("complaint about the delivery", "problem"),
        ("no problem, ordered again", "order"),
        ("kein Problem", "other"),
        ("lief problemlos", "other"),
        ("nicht bestellt", "other"),
        ("in order to talk", "other"),
        ("nettes Gespräch", "other"),
        ("", "other"),
    ],
)
def test_the_result_is_read_from_the_words(text: str, result: str) -> None:
    assert read(f"Huber: {text}").result == result


@pytest.mark.parametrize(
    ("text", "follow_up", "notes"),
    [
        ("Huber, Wiedervorlage in 2 Wochen", "08.12. 09:00", ""),
        ("Huber, Wiedervorlage: 3.12. 14 Uhr", "03.12. 14:00", ""),
        ("Huber, nachfassen nächsten Dienstag", "01.12. 09:00", ""),
        ("Huber, nochmal anrufen morgen", "25.11. 09:00", ""),
        ("Huber, morgen um 8 nochmal anrufen", "25.11. 08:00", ""),
        ("Huber, in zwei Wochen nachfassen wegen Muster", "08.12. 09:00", "wegen Muster"),
        ("Huber, Wiedervorlage in 2 Stunden", "24.11. 12:20", ""),
        ("Huber, follow up in two weeks", "08.12. 09:00", ""),
        ("Huber, call back on Friday", "27.11. 09:00", ""),
        ("Huber, chase next Tuesday at 3pm", "01.12. 15:00", ""),
    ],
)
def test_the_follow_up_is_read_with_its_time(text: str, follow_up: str, notes: str) -> None:
    visit = read(text)
    assert moment(visit.follow_up) == follow_up
    assert visit.notes == notes
    assert moment(visit.at) == "24.11. 10:20"


def test_a_follow_up_without_a_time_is_asked_and_its_words_are_kept() -> None:
    visit = read("Huber, Wiedervorlage")
    assert visit.follow_up == Unclear(())
    assert visit.notes == "Wiedervorlage"


def test_a_follow_up_in_the_past_is_asked() -> None:
    assert read("Huber, nachfassen gestern").follow_up == Unclear(())


def test_a_follow_up_that_may_be_two_days_stays_unclear() -> None:
    follow_up = read("Huber, nachfassen nächsten Freitag").follow_up
    assert isinstance(follow_up, Unclear)
    assert [each.at.strftime("%d.%m. %H") for each in follow_up.readings] == [
        "27.11. 09",
        "04.12. 09",
    ]


def test_no_follow_up_is_invented() -> None:
    assert read("War gestern bei Huber, Lieferung am 3.12.").follow_up is None


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("bei Bäckerei Huber, will 200 Stück", "will 200 Stück"),
        ("War gestern bei Huber Bau", ""),
        ("Ich habe gestern Huber Bau besucht und Muster gezeigt", "Muster gezeigt"),
        ("War gestern mit Frau Kaiser bei Weiß, gut", "mit Frau Kaiser, gut"),
        ("Gespräch mit Frau Kaiser über Paletten", "Gespräch mit Frau Kaiser über Paletten"),
        ("Auftrag über 1,5 t, Lieferung am 3.12.", "Auftrag über 1,5 t, Lieferung am 3.12."),
        ("Huber:   Interesse ,  ruft   an", "Interesse , ruft an"),
        ("War bei Schmidt & Söhne OHG in Augsburg und zeigte Muster", "zeigte Muster"),
        ("Bei Weiß Elektro e.K. Reklamation, alles nass", "Reklamation, alles nass"),
        ("Huber, niemand da. Nochmal anrufen morgen.", "niemand da."),
        ("Visited Huber Bau on Friday, nobody there", "nobody there"),
        ("Complaint at Weiss: broken pallet", "Complaint: broken pallet"),
        ("Huber\nErste Zeile\nZweite Zeile", "Erste Zeile\nZweite Zeile"),
    ],
)
def test_the_notes_keep_every_other_word(text: str, notes: str) -> None:
    assert read(text).notes == notes


def test_a_text_without_a_customer_keeps_its_notes() -> None:
    visit = read("Gestern Messe, viele Gespräche")
    assert visit.customers == ()
    assert visit.notes == "Messe, viele Gespräche"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("War gestern bei Müller", "de"),
        ("habe Huber besucht", "de"),
        ("Huber gestern 15 Uhr", "de"),
        ("hatte Termin bei Huber", "de"),
        ("was at Huber", "en"),
        ("met Mr Kaiser", "en"),
        ("Huber yesterday", "en"),
    ],
)
def test_a_past_verb_or_a_time_tells_of_a_visit(text: str, language: str) -> None:
    assert looks_like_a_visit(text, NOW, language)


@pytest.mark.parametrize(
    "text",
    ["müller", "mueller gmbh", "0171 23", "10234", "bäcker augsburg", "Freitag", "15:30",
     "Huber Bau in Augsburg", "", "😀", "x" * 4096],
)  # fmt: skip
def test_all_else_is_a_look_up(text: str) -> None:
    assert not looks_like_a_visit(text, NOW, "de")


@pytest.mark.parametrize(
    "text",
    ["", "\0", "😀 🎉", "مرحبا", "<b>x</b>", "asdfgh", "1" * 4096, " " * 4096,
     "wiedervorlage " * 290,
     "war bei " * 512, "gestern, " * 450, "3.12. " * 680, "morgen anrufen " * 270, "\0\n" * 2048],
)  # fmt: skip
def test_nonsense_is_kept_as_notes_within_a_moment(text: str) -> None:
    start = time.perf_counter()
    visit = read(text)
    assert time.perf_counter() - start < 1
    assert visit.customers == ()
    assert visit.result == "other"


SAID = (
    "War gestern um drei bei Müller Huber Bau , . : ; - Angebot besprochen nachfassen in 2 Wochen "
    "Wiedervorlage morgen nicht kein Interesse nochmal anrufen \0 \n 3.12. 15 Uhr GmbH & Co. KG "
    "call back on Friday was at visited e.K. mit Frau Kaiser"
)
PIECES = st.sampled_from(SAID.split(" "))
PLAIN = "Palette Regal Stapler Farbe rot blau"


@given(st.lists(PIECES, max_size=14).map(" ".join) | st.text())
def test_no_sentence_upsets_the_reader(text: str) -> None:
    for language in ("de", "en"):
        visit = read(text, language)
        looks_like_a_visit(text, NOW, language)
        for found in (visit.at, visit.follow_up):
            readings = found.readings if isinstance(found, Unclear) else (found,) if found else ()
            for each in readings:
                assert 0 <= each.span[0] <= each.span[1] <= len(text)
        if isinstance(visit.follow_up, Moment):
            assert visit.follow_up.at > NOW
        assert "\0" not in visit.notes


@given(st.lists(st.sampled_from(PLAIN.split()), max_size=5))
def test_words_that_mean_nothing_special_are_never_lost(words: list[str]) -> None:
    visit = read(f"War gestern bei Müller, {' '.join(words)}, Wiedervorlage in 2 Wochen")
    assert visit.notes == " ".join(words)


def test_a_day_that_no_month_has_is_asked_and_not_taken_for_now() -> None:
    seen = read_visit("Bei Huber gewesen am 31.02., Interesse", NOW, "de", lambda _: [])
    assert seen.at == Unclear(())
    assert "31.02." in seen.notes


@pytest.mark.parametrize(
    "text", ["Huber morgen " + "am " * 1300 + "x", "am " * 1300, "bei " * 1000]
)
def test_a_long_row_of_small_words_is_read_within_a_moment(text: str) -> None:
    start = time.perf_counter()
    read(text)
    read_plan(text, NOW, "de", lambda _: [(1, (0, 5))])
    assert time.perf_counter() - start < 0.5


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Huber Do 15:30 Angebot besprechen", "Angebot besprechen"),
        ("Huber morgen 10 Uhr anrufen", "anrufen"),
        ("Huber Wiedervorlage 7.12. wegen Stollen", "wegen Stollen"),
        ("Huber Freitag Reklamation klären", "Reklamation klären"),
        ("Huber 3.12. 14 Uhr, braucht 20 Stück", "braucht 20 Stück"),
    ],
)
def test_what_lies_ahead_is_a_plan(text: str, what: str) -> None:
    plan = read_plan(text, NOW, "de", lambda _: [(1, (0, 5))])
    assert plan is not None
    assert plan.what == what


@pytest.mark.parametrize(
    "text",
    ["Huber gestern besucht", "Huber Freitag 10 Uhr Interesse", "War Freitag bei Huber",
     "Huber Freitag um 10 gesprochen", "Huber 20.11. Auftrag", "Huber ohne Zeit"],
)  # fmt: skip
def test_what_was_or_has_an_outcome_is_no_plan(text: str) -> None:
    assert read_plan(text, NOW, "de", lambda _: [(1, (0, 5))]) is None
