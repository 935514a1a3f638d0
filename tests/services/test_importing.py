"""Customers from a file into the database and back, on both databases."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from bot.cli_customers import export_customers, import_customers
from bot.domain.actor import Role
from bot.domain.clock import FrozenClock
from bot.domain.desk import Desk
from bot.domain.refusal import Refusal
from bot.services import exporting
from bot.services.customer_columns import (
    AddressRecord,
    ContactRecord,
    CustomerRecord,
    customer_headings,
    customer_row,
    is_heading,
)
from bot.services.importing import applying, staging
from bot.services.importing.checking import Check
from bot.services.tables import read_table, write_csv
from bot.storage import Session, customer_import, customers, imports, jobs, runs
from bot.storage.audit import AuditRow
from bot.storage.customer_import import Change
from bot.storage.customers import Address, Customer
from bot.storage.engine import Database
from bot.storage.imports import ImportRow
from bot.storage.people import Person
from tests.databases import laid_out
from tests.readers import readers_forked

NOW = datetime(2026, 11, 23, 9, 20, tzinfo=UTC)
HUBER = CustomerRecord(
    "10234", "Bäckerei Huber GmbH", vat_id="DE136695976", grade="B", visit_interval=30,
    phone="+49821123456", email="info@huber.example", payment_terms=0,
    iban="DE89370400440532013000", invoice_email="rechnung@huber.example",
    preferences="=Bio-Mehl\nLieferung vor 6 Uhr", notes="'+ ruft lieber an",
    addresses=(
        AddressRecord("billing", "Hauptstr. 12", "Hof", "86150", "Augsburg", "DE"),
        AddressRecord("delivery", "Bahnhofstr. 1", "", "1010", "Wien", "AT"),
    ),
    contacts=(
        ContactRecord(1, "ms", "Dr.", "Anna", "Huber", "Einkauf", "+49821123456", language="de"),
        ContactRecord(3, "mr", "", "Jan", "Weiß", email="jan@huber.example", mobile="+491712345678"),
    ),
)  # fmt: skip
WEISS = CustomerRecord("10235", "Weiß Elektro")


@pytest.fixture(autouse=True)
def _forked() -> Iterator[None]:
    with readers_forked():
        yield


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = laid_out(database_url)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(NOW)


@pytest.fixture
def desk(clock: FrozenClock) -> Desk:
    return Desk("Nordlicht Handel GmbH", ZoneInfo("Europe/Berlin"), clock=clock)


class Office:
    """The command line, with what it said."""

    def __init__(self, database: Database, desk: Desk, folder: Path) -> None:
        self.database, self.desk, self.folder = database, desk, folder
        self.said: list[str] = []

    def take(self, *records: CustomerRecord, dry_run: bool = False) -> str:
        """Import these records; the line with the counts that were found."""
        rows = [customer_row(one, "de") for one in records]
        return self.take_rows(customer_headings("de"), rows, dry_run=dry_run)

    def take_rows(
        self, headings: Sequence[str], rows: Sequence[Sequence[str]], *, dry_run: bool = False
    ) -> str:
        file = self.folder / "kunden.csv"
        file.write_bytes(write_csv(headings, rows))
        self.said.clear()
        assert import_customers(self.database, self.desk, file, dry_run, self.said.append) == 0
        return self.said[1]

    def stored(self) -> dict[str, CustomerRecord]:
        """What the database has, by number."""
        found = self.database.transact(lambda s: exporting.page(s, 0))
        return {record.number: record for _, record in found}

    def trail(self) -> list[AuditRow]:
        """What was noted about customers, in order."""
        query = select(AuditRow).where(AuditRow.subject == "customer").order_by(AuditRow.id)
        return self.database.transact(lambda s: list(s.scalars(query)))

    def hire(self, name: str, *, removed: bool = False, role: Role = Role.REP) -> int:
        """Somebody with access; their id."""

        def work(session: Session) -> int:
            one = Person(name=name, role=str(role), language="de", joined_at=NOW,
                         removed_at=NOW if removed else None)  # fmt: skip
            session.add(one)
            session.flush()
            return one.id

        return self.database.transact(work)


@pytest.fixture
def office(database: Database, desk: Desk, tmp_path: Path) -> Office:
    return Office(database, desk, tmp_path)


def staged(office: Office, *records: CustomerRecord) -> int:
    """An import that waits for a yes; its id."""
    rows = [customer_row(one, "de") for one in records]
    data = write_csv(customer_headings("de"), rows)
    one = office.database.transact(lambda s: staging.start(s, office.desk, "chat.csv", None))
    with Check(data, "chat.csv") as check:
        while found := check.next_rows(staging.BATCH):
            office.database.transact(partial(staging.stage, import_id=one.id, rows=found))
    office.database.transact(lambda s: staging.finish(s, one.id, check.columns))
    return one.id


def begun(office: Office, import_id: int) -> None:
    """Somebody said yes."""
    office.database.transact(
        lambda s: applying.begin(s, office.desk, imports.locked(s, import_id))
    )


def applied(office: Office, import_id: int) -> dict[str, int]:
    """Apply to the end; what was done."""
    while True:
        one = office.database.transact(lambda s: applying.apply(s, office.desk, import_id))
        if one.status == "done":
            return dict(one.applied)


def test_all_fields_arrive_and_the_same_file_again_changes_nothing(office: Office) -> None:
    assert office.take(HUBER, WEISS).startswith("2 neu · 0 geändert · 0 gleich")
    assert office.stored() == {"10234": HUBER, "10235": WEISS}
    assert office.take(HUBER, WEISS).startswith("0 neu · 0 geändert · 2 gleich")
    assert [one.deed for one in office.trail()] == ["created", "created"]


def test_empty_cells_leave_what_is_there_and_filled_ones_change_it(office: Office) -> None:
    office.take(HUBER)
    assert office.take(CustomerRecord("10234", "Huber AG", grade="A")).startswith("0 neu · 1 ge")
    assert office.stored()["10234"] == replace(HUBER, name="Huber AG", grade="A")


def test_one_changed_field_of_a_contact_or_address_keeps_its_others(office: Office) -> None:
    office.take(HUBER)
    office.take_rows(
        [
            "Kundennummer",
            "Name",
            "Liefer-PLZ",
            "Lieferland",
            "Ansprechpartner 3 Funktion",
            "Korrespondenz Ort",
        ],
        [["10234", HUBER.name, "1020", "A", "Lager", "Ulm"]],
    )
    stored = office.stored()["10234"]
    assert stored.addresses == (
        HUBER.addresses[0],
        AddressRecord("correspondence", city="Ulm", country="DE"),
        replace(HUBER.addresses[1], postal_code="1020"),
    )
    assert stored.contacts == (HUBER.contacts[0], replace(HUBER.contacts[1], function="Lager"))


def test_a_change_is_noted_once_with_who_when_and_both_values(
    office: Office, clock: FrozenClock
) -> None:
    office.take(HUBER)
    clock.advance(timedelta(days=1))
    office.take(CustomerRecord("10234", "Huber AG", payment_terms=14))
    created, changed = office.trail()
    assert (created.deed, created.at, created.person_id) == ("created", NOW, None)
    assert (changed.deed, changed.at) == ("changed", NOW + timedelta(days=1))
    assert changed.details == {"name": [HUBER.name, "Huber AG"], "payment_terms": [0, 14]}


def test_a_dry_run_changes_nothing_and_leaves_nothing_behind(office: Office) -> None:
    found = office.take(HUBER, replace(WEISS, name=""), dry_run=True)
    assert found == "1 neu · 0 geändert · 0 gleich · 1 abgelehnt"
    assert office.said[-1] == "Probelauf, nichts wurde übernommen."
    assert [one.name for one in office.folder.glob("*.xlsx")] == []
    assert office.stored() == {}
    count = select(func.count()).select_from(ImportRow)
    assert office.database.transact(lambda s: s.scalar(count)) == 0


def test_the_second_row_with_a_number_is_refused_and_both_lines_are_named(office: Office) -> None:
    found = office.take(HUBER, WEISS, replace(HUBER, name="Huber AG"))
    assert found == "2 neu · 0 geändert · 0 gleich · 1 abgelehnt"
    assert office.said[2] == "Zeile 4: Kundennummer „10234“ steht schon in Zeile 2."
    assert office.stored()["10234"].name == HUBER.name


def test_refused_rows_are_written_next_to_the_file_with_every_reason(office: Office) -> None:
    office.take_rows(
        ["Kundennummer", "Name", "PLZ", "E-Mail", "Rabattgruppe"],
        [["1", "Huber", "8615", "huber", "=A"], ["2", "Weiß", "86150", "", "B"]],
    )
    file = office.folder / "kunden-refused.xlsx"
    table = read_table(file.read_bytes(), file.name, is_heading)
    assert table.headings == [
        "Grund", "Zeile", "Kundennummer", "Name", "PLZ", "E-Mail", "Rabattgruppe"
    ]  # fmt: skip
    ((reason, *rest),) = table.rows
    assert rest == ["2", "1", "Huber", "8615", "huber", "=A"]
    assert "Postleitzahl „8615“" in reason
    assert "E-Mail-Adresse „huber“" in reason
    assert office.said[-1].endswith("kunden-refused.xlsx.")


def test_an_owner_is_found_by_name_and_refused_when_unknown_or_shared(office: Office) -> None:
    tom = office.hire("Tom Berg")
    office.hire("Ute Weiß"), office.hire("Ute Weiss")
    office.hire("Kurt Kunde", role=Role.CUSTOMER)
    owners = ("tom berg", "Ute Weiß", "Eva Fort", "Kurt Kunde")
    records = [CustomerRecord(str(n), "Huber", owner=name) for n, name in enumerate(owners)]
    assert office.take(*records) == "1 neu · 0 geändert · 0 gleich · 3 abgelehnt"
    assert "„Ute Weiß“ ist nicht eindeutig" in office.said[2]
    assert "„Eva Fort“ hat hier keinen Zugang" in office.said[3]
    query = select(Customer.owner_id)
    assert office.database.transact(lambda s: s.scalars(query).all()) == [tom]


def test_an_owner_who_has_left_or_shares_a_name_stays_owner(office: Office) -> None:
    ids = [office.hire("Ute Weiß"), office.hire("Ute Weiß"), office.hire("Tom Berg", removed=True)]
    office.take(*(CustomerRecord(str(n), "Huber") for n in range(3)))

    def give(session: Session) -> None:
        for customer in session.scalars(select(Customer)):
            customer.owner_id = ids[int(customer.number)]

    office.database.transact(give)
    assert office.take(*office.stored().values()) == "0 neu · 0 geändert · 3 gleich · 0 abgelehnt"


def test_what_somebody_changed_since_the_dry_run_is_compared_anew(office: Office) -> None:
    office.take(HUBER)
    import_id = staged(office, replace(HUBER, grade="A"), WEISS)
    office.take(replace(HUBER, grade="A"), replace(WEISS, grade="C"))
    begun(office, import_id)
    assert applied(office, import_id) == {"unchanged": 2}
    assert office.stored()["10235"].grade == "C"


def test_two_are_never_applied_at_once_and_the_second_can_be_tried_again(office: Office) -> None:
    first, second = staged(office, HUBER), staged(office, WEISS)
    begun(office, first)
    with pytest.raises(Refusal) as busy:
        begun(office, second)
    assert busy.value.text.key == "import-busy"
    assert applied(office, first) == {"new": 1}
    begun(office, second)
    assert applied(office, second) == {"new": 1}


def test_the_database_itself_refuses_a_second_apply(office: Office) -> None:
    first, second = staged(office, HUBER), staged(office, WEISS)
    begun(office, first)

    def force(session: Session) -> bool:
        return imports.begin(session, imports.locked(session, second), NOW)

    assert not office.database.transact(force)


def test_the_command_line_first_finishes_what_was_left_and_then_does_its_own(
    office: Office,
) -> None:
    left = staged(office, HUBER)
    begun(office, left)
    office.take(WEISS)
    assert "„chat.csv“ war noch nicht zu Ende übernommen" in " ".join(office.said)
    assert set(office.stored()) == {"10234", "10235"}


def test_an_apply_on_the_command_line_is_a_job_that_others_take_over_when_it_dies(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(applying, "apply", dies)
        with pytest.raises(KeyboardInterrupt):
            office.take(HUBER)

    def take_over(session: Session) -> jobs.Job | None:
        runs.bury(session, "me", NOW, alone=True)
        jobs.recover(session, NOW)
        return jobs.claim(session, "me", NOW)

    job = office.database.transact(take_over)
    assert job
    assert job.kind == "import-apply"
    assert applied(office, job.args["import"]) == {"new": 1}


def test_changed_customers_are_found_by_every_process(office: Office) -> None:
    office.take(HUBER)
    before = office.database.transact(customers.version)
    office.take(replace(HUBER, name="Huber AG"), WEISS)
    entries = office.database.transact(lambda s: customers.entries_since(s, before))
    assert {one.name for one in entries} == {"Huber AG", "Weiß Elektro"}


def test_many_rows_come_in_several_pieces(office: Office) -> None:
    records = [CustomerRecord(str(n), f"Huber {n}") for n in range(1201)]
    assert office.take(*records).startswith("1.201 neu")
    assert office.said[-1] == "1.201 neu · 0 geändert · 0 gleich"
    assert office.database.transact(lambda s: s.scalar(select(func.count(Customer.id)))) == 1201


@pytest.mark.parametrize("name", ["out.xlsx", "out.csv"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_what_is_exported_comes_back_as_it_was(office: Office, name: str, language: str) -> None:
    office.hire("Tom Berg")
    office.take(replace(HUBER, owner="Tom Berg"), WEISS)
    file = office.folder / name
    desk = replace(office.desk, language=language)
    assert export_customers(office.database, desk, file, office.said.append) == 0
    assert import_customers(office.database, desk, file, True, office.said.append) == 0
    counts = "0 neu · 0 geändert · 2 gleich" if language == "de" else "0 new · 0 changed · 2 unch"
    assert any(line.startswith(counts) for line in office.said)
    before = office.stored()

    def forget(session: Session) -> None:
        for one in session.scalars(select(Customer).options(*customers._WHOLE)):
            session.delete(one)

    office.database.transact(forget)
    assert import_customers(office.database, desk, file, False, office.said.append) == 0
    assert office.stored() == before
    assert before["10234"].owner == "Tom Berg"


def test_an_export_has_to_be_xlsx_or_csv_and_say_where_it_went(office: Office) -> None:
    assert export_customers(office.database, office.desk, Path("k.pdf"), office.said.append) == 2
    file = office.folder / "nowhere" / "k.csv"
    assert export_customers(office.database, office.desk, file, office.said.append) == 1
    assert office.said[0].endswith("muss auf .xlsx oder .csv enden.")
    assert "lässt sich nicht schreiben" in office.said[1]


def test_a_file_that_is_no_list_of_customers_is_one_sentence_and_exit_1(office: Office) -> None:
    for content, sentence in (
        (None, "lässt sich nicht lesen"),
        (b"", "ist leer"),
        (b"Name;Ort\nHuber;Ulm", "fehlt die Spalte mit der Kundennummer"),
        (b"Kundennummer;Ort\n1;Ulm", "fehlt die Spalte mit dem Namen"),
        (b"Kundennummer;Name\n", "keine Kunden"),
    ):
        file = office.folder / "liste.csv"
        if content is not None:
            file.write_bytes(content)
        office.said.clear()
        assert import_customers(office.database, office.desk, file, False, office.said.append) == 1
        assert len(office.said) == 1
        assert sentence in office.said[0]


def test_staged_rows_nobody_asked_for_are_forgotten_after_a_week(
    office: Office, clock: FrozenClock
) -> None:
    import_id = staged(office, HUBER)
    assert office.database.transact(lambda s: staging.outdated(s, office.desk)) == []
    clock.advance(timedelta(days=8))
    assert office.database.transact(lambda s: staging.outdated(s, office.desk)) == [import_id]
    while office.database.transact(lambda s: staging.clear(s, import_id)):
        pass
    assert office.database.transact(lambda s: staging.outdated(s, office.desk)) == []
    with pytest.raises(Refusal):
        begun(office, import_id)


def test_a_large_file_is_shared_by_two_children_and_stays_in_order() -> None:
    rows = [[str(n), "Huber " * 20] for n in range(5000)]
    rows[4000][0] = "17"
    with Check(write_csv(["Kundennummer", "Name"], rows), "k.csv") as check:
        found = check.next_rows(10_000)
        assert check.next_rows(1) == []
    assert [row.line for row in found] == list(range(2, 5002))
    assert [row.line for row in found if row.record is None] == [4002]
    assert found[4000].reasons == [["import-number-twice", {"number": "17", "line": "19"}]]


def test_an_address_keeps_its_country_when_none_is_given(office: Office) -> None:
    office.take(HUBER)
    office.take_rows(["Kundennummer", "Name", "Lieferung Ort"], [["10234", HUBER.name, "Graz"]])
    query = select(Address.country).where(Address.kind == "delivery")
    assert office.database.transact(lambda s: s.scalar(query)) == "AT"


def test_a_number_somebody_takes_at_that_instant_waits_for_the_next_piece(office: Office) -> None:
    office.take(WEISS)
    change = Change("10235", None, {"name": "Weiß AG"}, frozenset({"name"}))
    assert office.database.transact(lambda s: customer_import.write(s, [change], NOW)) == {}
    assert office.stored()["10235"] == WEISS
