"""Checks of single fields."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.checks import (
    PersonName,
    Refused,
    country,
    customer_number,
    email,
    excerpt,
    grade,
    iban,
    language,
    multi_line,
    name,
    payment_terms,
    person_name,
    phone,
    postal_code,
    salutation,
    show_iban,
    show_phone,
    single_line,
    vat_id,
    visit_interval,
)

CHECKS: list[Callable[[str], object]] = [
    country,
    customer_number,
    email,
    grade,
    iban,
    language,
    multi_line,
    name,
    payment_terms,
    person_name,
    phone,
    postal_code,
    salutation,
    single_line,
    vat_id,
    visit_interval,
]


def refusal(check: Callable[..., object], *given_args: str) -> Refused:
    with pytest.raises(Refused) as raised:
        check(*given_args)
    return raised.value


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@given(text=st.text() | st.from_regex(r"[A-Z]{2}[0-9A-Z ]{0,30}") | st.from_regex(r"[+0-9 ./]+"))
def test_any_text_is_either_taken_or_refused_with_a_short_quotation(
    check: Callable[[str], object], text: str
) -> None:
    quoted: list[str | int] = []
    try:
        check(text)
    except Refused as refused:
        quoted = list(refused.values.values())
    assert all(len(one) <= 40 for one in quoted if isinstance(one, str))


@pytest.mark.parametrize(
    "text",
    ["0821 123456", "0821/123456", "(0821) 12 34-56", "+49 (0)821 123456", "0049 821 123456"],
)
def test_a_phone_number_is_stored_as_e164_however_it_was_written(text: str) -> None:
    assert phone(text) == "+49821123456"


def test_a_phone_number_without_country_code_is_dialled_in_its_region() -> None:
    assert phone("01 234567", "AT") == "+431234567"


def test_invisible_direction_marks_around_a_phone_number_do_not_matter() -> None:
    assert phone("\u202a+49 821 123456\u202c") == "+49821123456"


def test_a_stored_phone_number_is_shown_in_groups() -> None:
    assert show_phone("+49821123456") == "+49 821 123456"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("0821 12345678901234", "check-phone-long"),
        ("+33 123", "check-phone-short"),
        ("+999 123456", "check-phone-unknown"),
        ("0800 FLOWERS", "check-phone-signs"),
        ("٠٨٢١ ١٢٣٤٥٦", "check-phone-signs"),
        ("0821 123456 / 0171 2345678 privat", "check-phone-signs"),
        ("0821\x00123456", "check-phone-signs"),
    ],
)
def test_a_wrong_phone_number_is_told_what_is_wrong(text: str, key: str) -> None:
    assert refusal(phone, text).key == key


def test_an_email_address_is_trimmed_and_its_domain_put_in_lower_case() -> None:
    assert email(" Anna.Huber@Huber-Mehl.DE ") == "Anna.Huber@huber-mehl.de"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("a@firma.de\r\nBcc: alle@firma.de", "check-email-control"),
        ("a@firma.de\x00", "check-email-control"),
        ("a@firma.de; b@firma.de", "check-email-several"),
        ("firma.de", "check-email-at"),
        ("a b@firma.de", "check-email-form"),
        ("a@firma", "check-email-form"),
    ],
)
def test_a_wrong_email_address_is_told_what_is_wrong(text: str, key: str) -> None:
    assert refusal(email, text).key == key


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("DE 136 695 976", "DE136695976"),
        ("de136.695.976", "DE136695976"),
        ("ATU 13585627", "ATU13585627"),
        ("GR 094259216", "EL094259216"),
    ],
)
def test_a_vat_id_is_stored_compact(text: str, stored: str) -> None:
    assert vat_id(text) == stored


def test_a_german_vat_id_with_a_digit_missing_is_told_how_many_there_are() -> None:
    refused = refusal(vat_id, "DE 12345678")
    assert refused.key == "check-vat-digits"
    assert refused.values == {"text": "DE12345678", "have": 8, "need": 9}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("136695976", "check-vat-country"),
        ("CHE-123.456.788", "check-vat-country"),
        ("DE", "check-vat-digits"),
        ("DE13669597X", "check-vat-form"),
        ("DE136695977", "check-vat-checksum"),
    ],
)
def test_a_wrong_vat_id_is_told_what_is_wrong(text: str, key: str) -> None:
    assert refusal(vat_id, text).key == key


def test_an_iban_is_stored_compact_and_shown_in_groups_of_four() -> None:
    stored = iban("de89 3704 0044 0532 0130 00")
    assert stored == "DE89370400440532013000"
    assert show_iban(stored) == "DE89 3704 0044 0532 0130 00"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("DE89 3704 0044 0532 0130 0", "check-iban-length"),
        ("DE89 3704 0044 0532 0130 01", "check-iban-checksum"),
        ("ZZ89 3704 0044 0532 0130 00", "check-iban-country"),
        ("Sparkasse", "check-iban-country"),
        ("12345678", "check-iban-form"),
        ("DE89 3704 0044 0532 0130 00\r\nX", "check-iban-length"),
    ],
)
def test_a_wrong_iban_is_told_what_is_wrong(text: str, key: str) -> None:
    assert refusal(iban, text).key == key


def test_a_german_postal_code_has_five_digits() -> None:
    assert postal_code(" D-01067 ") == "01067"
    refused = refusal(postal_code, "8615")
    assert refused.key == "check-postal-code-digits"
    assert refused.values == {"text": "8615", "have": 4, "need": 5}


def test_austrian_and_swiss_postal_codes_have_four_digits() -> None:
    assert postal_code("1010", "AT") == "1010"
    assert postal_code("CH-8000", "CH") == "8000"
    assert refusal(postal_code, "86150", "AT").values["need"] == 4


def test_a_postal_code_of_another_country_is_kept_as_given() -> None:
    assert postal_code("SW1A 1AA", "GB") == "SW1A 1AA"


def test_a_customer_number_is_trimmed_and_may_not_hide_characters() -> None:
    assert customer_number(" K-0042 ") == "K-0042"
    assert refusal(customer_number, "10\u200b234").key == "check-number-invisible"
    assert refusal(customer_number, "1\n2").key == "check-number-invisible"
    assert refusal(customer_number, "1" * 33).key == "check-text-long"


@pytest.mark.parametrize("text", ["B", "b", "B-Kunde", "Klasse B", " class b "])
def test_a_class_is_one_letter_however_it_was_written(text: str) -> None:
    assert grade(text) == "B"


def test_there_is_no_class_d() -> None:
    assert refusal(grade, "D").key == "check-class"


@pytest.mark.parametrize(
    ("text", "code"),
    [("Deutsch", "de"), ("DE", "de"), ("de-AT", "de"), ("englisch", "en"), ("en_US", "en")],
)
def test_a_language_is_german_or_english(text: str, code: str) -> None:
    assert language(text) == code


def test_other_languages_are_refused() -> None:
    assert refusal(language, "fr").key == "check-language"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("30", 30),
        ("30 Tage netto", 30),
        ("netto 14 Tage", 14),
        ("zahlbar innerhalb von 10 Tagen", 10),
        ("net 45 days", 45),
        ("sofort", 0),
        ("0", 0),
        ("365", 365),
    ],
)
def test_payment_terms_are_days(text: str, days: int) -> None:
    assert payment_terms(text) == days


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("366", "check-terms-range"),
        ("14 Tage 2 % Skonto, 30 Tage netto", "check-terms-form"),
        ("1_0", "check-terms-form"),
        ("nan", "check-terms-form"),
        ("٣٠", "check-terms-form"),
        ("-1", "check-terms-form"),
        ("99999999999999999999", "check-terms-form"),
    ],
)
def test_payment_terms_that_are_not_one_number_of_days_are_refused(text: str, key: str) -> None:
    assert refusal(payment_terms, text).key == key


def test_a_visit_interval_is_days_or_weeks() -> None:
    assert visit_interval("alle 6 Wochen") == 42
    assert visit_interval("1 week") == 7
    assert visit_interval("30 Tage") == 30
    assert refusal(visit_interval, "0").key == "check-interval-range"
    assert refusal(visit_interval, "monatlich").key == "check-interval-form"


def test_line_breaks_are_folded_where_one_line_is_wanted_and_kept_elsewhere() -> None:
    assert single_line("  Huber\r\nMehl\x00 \x00 GmbH ") == "Huber Mehl GmbH"
    assert multi_line("Bio-Mehl\r\n\x00vor 6 Uhr\n") == "Bio-Mehl\nvor 6 Uhr"


def test_a_text_that_is_too_long_is_told_by_how_much() -> None:
    refused = refusal(single_line, "x" * 201)
    assert refused.values == {"text": "x" * 39 + "…", "have": 201, "most": 200}


def test_emoji_and_right_to_left_text_are_kept() -> None:
    assert single_line("🥐 مخبز") == "🥐 مخبز"


@given(st.text(max_size=200))
def test_cleaning_text_twice_changes_nothing_more(text: str) -> None:
    for clean in (single_line, multi_line):
        once = clean(text)
        assert clean(once) == once


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("de", "DE"),
        ("D", "DE"),
        ("Deutschland", "DE"),
        ("Germany", "DE"),
        ("Oesterreich", "AT"),
        ("ÖSTERREICH", "AT"),
        ("Schweiz", "CH"),
        ("Czech Republic", "CZ"),
        ("Tschechien", "CZ"),
        ("USA", "US"),
    ],
)
def test_a_country_is_known_by_code_and_by_name_in_both_languages(text: str, code: str) -> None:
    assert country(text) == code


@pytest.mark.parametrize("text", ["Bayern", "EU", "ZZ", ""])
def test_what_is_no_country_is_refused(text: str) -> None:
    assert refusal(country, text).key == "check-country"


@pytest.mark.parametrize(
    ("text", "code"),
    [("Frau", "ms"), ("Ms.", "ms"), ("Herrn", "mr"), ("Mr", "mr"), ("divers", None)],
)
def test_a_salutation_is_known_in_both_languages(text: str, code: str | None) -> None:
    assert salutation(text) == code


def test_an_unknown_salutation_is_refused() -> None:
    assert refusal(salutation, "Familie").key == "check-salutation"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Frau Dr. Anna von Huber", PersonName("ms", "Dr.", "Anna", "von Huber")),
        ("Herr Prof. Dr. Jan Peter Berg", PersonName("mr", "Prof. Dr.", "Jan Peter", "Berg")),
        ("Huber, Anna", PersonName(None, "", "Anna", "Huber")),
        ("Huber", PersonName(None, "", "", "Huber")),
    ],
)
def test_a_full_name_is_taken_apart(text: str, name: PersonName) -> None:
    assert person_name(text) == name


@given(st.text())
def test_an_excerpt_is_one_printable_line_of_at_most_forty_characters(text: str) -> None:
    shown = excerpt(text)
    assert len(shown) <= 40
    assert not set(shown) & set("\n\r\t\x00\x1b")


@pytest.mark.parametrize(
    "text", ["\u200b", "\u202e\u2066", "\u3164", "🙂", "???", "\u0301", " \x00 "]
)
def test_a_name_has_a_letter_or_a_digit_that_can_be_seen(text: str) -> None:
    assert name(text) == ""
    assert name(f"{text}7") != ""
