import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.finding import SURE, Entry, Index

TRADES = "Stahlbau Logistik Druckerei Optik Gartenbau Feinkost Textil Glas Papier"
COMPANIES = [
    Entry(
        1,
        "10234",
        "Bäckerei Huber GmbH",
        "Augsburg",
        ("Anna Huber",),
        ("+49821123456", "+436641234500"),
    ),
    Entry(
        2,
        "10235",
        "Müller Maschinenbau GmbH & Co. KG",
        "München",
        ("Jan Müller", "Petra Lang"),
        ("+4989987654", "+491712345678"),
    ),
    Entry(3, "10236", "Bäckerei Müller", "Ulm", ("Karl Kaiser",)),
    Entry(4, "10237", "Weiß Elektro e.K.", "Berlin", ("Gerd Weiß",)),
    Entry(5, "10238", "Huber Bau GmbH", "Rosenheim"),
    Entry(6, "10239", "Schmidt & Söhne OHG", "Augsburg", ("Ute Kaiser",)),
    Entry(7, "10240", "Paletten Schmidt GmbH", "Köln"),
    Entry(8, "K-77", "Gasthof Drei Linden", "Ulm"),
    *(Entry(20 + n, str(500 + n), f"Müller {trade}", "Hof") for n, trade in enumerate(
        TRADES.split()
    )),
]  # fmt: skip
MUELLERS = {2, 3, *range(20, 29)}


@pytest.fixture(scope="module")
def index() -> Index:
    return Index(COMPANIES)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("10234", 1),
        (" k-77 ", 8),
        ("gmbh huber bäckerei", 1),
        ("Baekerei Huber", 1),
        ("bäcker augsburg", 1),
        ("müller maschinenbau", 2),
        ("muler maschienenbau", 2),
        ("MUELLER MASCHINENBAU", 2),
        ("maschinen bau muller", 2),
        ("müllermaschinenbau", 2),
        ("u\u0308mu\u0308ller maschinenbau"[2:], 2),
        ("weiss", 4),
        ("WEISS elektro", 4),
        ("Gerd Weiss", 4),
        ("huber rosenheim", 5),
        ("drei linden", 8),
        ("karl kaiser", 3),
        ("petra lang", 2),
    ],
)
def test_one_clear_hit_comes_alone(index: Index, query: str, expected: int) -> None:
    assert [hit.id for hit in index.find(query)] == [expected]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("huber", {1, 5}),
        ("bäck", {1, 3}),
        ("kaiser", {3, 6}),
        ("schmidt", {6, 7}),
        ("haber", {1, 5}),
    ],
)
def test_several_plausible_ones_come_together(
    index: Index, query: str, expected: set[int]
) -> None:
    assert {hit.id for hit in index.find(query)} == expected


@pytest.mark.parametrize("query", ["müller", "mueller", "muller", "Muler", "mueller gmbh"])
def test_a_common_name_gives_as_many_as_fit_the_buttons(index: Index, query: str) -> None:
    hits = index.find(query)
    assert len(hits) == 8
    assert {hit.id for hit in hits} <= MUELLERS


@pytest.mark.parametrize(
    "query", ["0171 23", "+49 171/23", "0049 (0)171 2345678", "+49 (0) 171-2345", "(0171) 234567"]
)
def test_a_phone_is_found_however_it_is_written(index: Index, query: str) -> None:
    assert [hit.id for hit in index.find(query)] == [2]


def test_a_phone_is_found_by_a_piece_but_not_surely(index: Index) -> None:
    (hit,) = index.find("2345-67")
    assert hit.id == 2
    assert hit.score < SURE


def test_a_foreign_number_is_found_in_national_writing(index: Index) -> None:
    assert [hit.id for hit in index.find("0664 1234500")] == [1]


def test_three_digits_are_no_phone_fragment(index: Index) -> None:
    assert index.find("171") == []


def test_only_a_number_is_exact(index: Index) -> None:
    assert index.find("10234")[0].exact
    assert not index.find("Bäckerei Huber GmbH")[0].exact


def test_a_guess_from_a_misspelling_is_not_sure(index: Index) -> None:
    (hit,) = index.find("Lindne")
    assert hit.id == 8
    assert hit.score < SURE


@pytest.mark.parametrize(
    "query",
    ["", " ", "asdfgh", "x" * 4096, "müller " * 600, "1" * 4096, "😀", "مرحبا", "\0", "%", "<b>",
     "gmbh", "co kg", "hallo", "und", "12", "+", "()", "müller xyzabc"],
)  # fmt: skip
def test_nonsense_finds_nothing(index: Index, query: str) -> None:
    assert index.find(query) == []


def test_customers_met_lately_come_first_among_equals(index: Index) -> None:
    assert index.find("müller", favoured={28})[0].id == 28
    assert index.find("müller", favoured={26})[0].id == 26


def test_the_limit_is_kept(index: Index) -> None:
    assert len(index.find("müller", limit=3)) == 3


def test_an_empty_index_finds_nothing() -> None:
    index = Index([])
    assert index.find("müller") == []
    assert index.find("0171 2345678") == []
    assert index.mentioned("bei Müller") == []
    assert index.similar("Müller", "Ulm") == []


@pytest.mark.parametrize(
    ("name", "city", "expected"),
    [
        ("Mueller Maschinenbau", "", [2]),
        ("Huber Bäckerei", "Augsburg", [1]),
        ("Bäckerei Hubr GmbH & Co. KG", "Augsburg", [1]),
        ("Weiss Elektro GmbH", "Hamburg", [4]),
        ("Nordlicht Handel GmbH", "Kiel", []),
        ("Huber Automobile", "Augsburg", []),
    ],
)
def test_likely_duplicates_are_shown(
    index: Index, name: str, city: str, expected: list[int]
) -> None:
    assert [hit.id for hit in index.similar(name, city)] == expected


def test_the_same_name_in_another_city_is_a_lesser_duplicate(index: Index) -> None:
    (here,) = index.similar("Huber Bau", "Rosenheim")
    (there,) = index.similar("Huber Bau", "Kiel")
    assert there.score < here.score


@pytest.mark.parametrize(
    ("text", "named", "expected"),
    [
        ("bei Bäckerei Huber, will 200 Stück", "Bäckerei Huber", {1}),
        ("bei Huber in Augsburg war niemand", "Huber in Augsburg", {1}),
        ("mit Frau Kaiser gesprochen", "Kaiser", {3, 6}),
        ("10234 besucht", "10234", {1}),
        ("Was at Huber yesterday, wants a quote", "Huber", {1, 5}),
        ("bei Weis Elektro, Interesse", "Weis Elektro", {4}),
        ("beim Gasthof Drei Linden um drei", "Gasthof Drei Linden", {8}),
        ("heute bei Drei Linden, hat bestellt", "Drei Linden", {8}),
        ("bei Weiß Elektro e.K. Reklamation", "Weiß Elektro e.K", {4}),
        ("bei Müller Maschinenbau GmbH & Co. KG, gut", "Müller Maschinenbau GmbH & Co. KG", {2}),
        ("War bei der Firma Schmidt & Söhne OHG und habe", "Schmidt & Söhne OHG", {6}),
    ],
)
def test_a_customer_named_in_a_sentence_is_found_with_the_words_that_name_it(
    index: Index, text: str, named: str, expected: set[int]
) -> None:
    mentions = index.mentioned(text)
    assert {mention.id for mention in mentions} == expected
    assert {text[slice(*mention.span)] for mention in mentions} == {named}


@pytest.mark.parametrize(
    "text",
    [
        "War gestern um drei bei Müller, Angebot über 500 Paletten besprochen",
        "Müller gestern 15 Uhr: Angebot besprochen",
        "Gestern Mueller besucht, kein Interesse",
        "visited Müller on Friday, met Mr Nobody",
    ],
)
def test_every_customer_of_that_name_is_meant(index: Index, text: str) -> None:
    assert {mention.id for mention in index.mentioned(text)} == MUELLERS


def test_a_contact_tells_which_of_them_is_meant(index: Index) -> None:
    assert [mention.id for mention in index.mentioned("bei Müller mit Herrn Kaiser")] == [3]


@pytest.mark.parametrize(
    "text",
    [
        "War in Augsburg, viel los",
        "nachfassen in 2 Wochen",
        "",
        "😀 😀",
        "Angebot besprochen",
        "\0",
    ],
)
def test_a_sentence_without_a_customer_names_none(index: Index, text: str) -> None:
    assert index.mentioned(text) == []


def test_long_texts_take_no_time_to_speak_of(index: Index) -> None:
    start = time.perf_counter()
    for text in ("müller huber " * 300, "1" * 4096, " " * 4096, "bei " * 1024, "e. k. " * 700):
        index.mentioned(text)
        index.find(text)
        index.similar(text, text)
    assert time.perf_counter() - start < 2


def test_an_index_kept_up_finds_what_one_built_anew_finds() -> None:
    kept, anew = Index(COMPANIES[:6]), Index(COMPANIES)
    for entry in COMPANIES[:3]:
        kept.put(replace(entry, number="x" + entry.number, name="Zumbusch", phones=("+4930777",)))
    for entry in COMPANIES:
        kept.put(entry)
    for entry in COMPANIES:
        for query in (entry.number, entry.name, entry.city, *entry.others, *entry.phones):
            assert kept.find(query) == anew.find(query)
    assert kept.find("zumbusch") == kept.find("030 777") == []


@given(st.text() | st.text("müller huber bei,0123+ /äß", max_size=60))
def test_no_text_upsets_the_index(text: str) -> None:
    index = Index(COMPANIES[:8])
    assert len(index.find(text)) <= 8
    index.similar(text, text)
    for mention in index.mentioned(text):
        start, end = mention.span
        assert 0 <= start < end <= len(text)
        assert 0 < mention.score <= 1


@given(st.lists(st.tuples(st.text(), st.text(), st.text(), st.text()), max_size=5))
def test_any_entries_can_be_indexed(rows: list[tuple[str, str, str, str]]) -> None:
    index = Index(
        Entry(n, number, name, city, (name,), (phone,))
        for n, (number, name, city, phone) in enumerate(rows)
    )
    for _, name, *_ in rows:
        assert len(index.find(name)) <= 8
