"""Things of every kind and owner, each with a word of its own that only some may ever read."""

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select

from bot.domain.actor import Actor
from bot.forms.engine import open_form
from bot.handlers.visits import FORM
from bot.services import canned_answers, case_ending, cases, customers, follow_ups
from bot.services import people as access
from bot.services.acting import acting_for
from bot.storage import Session, files, forms, imports, people, visits
from bot.storage.customers import Address, Contact, Customer
from bot.storage.people import Invitation
from bot.storage.visits import Visit
from tests.simulated.office import CONTACT_OF, CUSTOMERS, PEOPLE, Office
from tests.transcripts.book import keep, person_id

OFFICE = frozenset({"ada", "max"})
REPS = frozenset({"tom", "eva"})
STAFF = OFFICE | REPS
NOBODY: frozenset[str] = frozenset()
ABSENT = 765_432


@dataclass(frozen=True)
class Thing:
    """Something a button may be about: its id, and who may read or edit it."""

    id: str
    readers: frozenset[str]
    editors: frozenset[str] = NOBODY


@dataclass
class Planted:
    """All there is: the things by kind, and by canary who may read it."""

    things: dict[str, list[Thing]] = field(default_factory=dict)
    readers: dict[str, frozenset[str]] = field(default_factory=dict)
    _numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(100))

    def add(
        self, kind: str, id: object, readers: Iterable[str], editors: Iterable[str] = ()
    ) -> None:
        """Note a thing."""
        thing = Thing(str(id), frozenset(readers), frozenset(editors))
        self.things.setdefault(kind, []).append(thing)

    def word(self, readers: Iterable[str]) -> str:
        """A new canary."""
        made = f"kanarie{next(self._numbers)}x"
        self.readers[made] = frozenset(readers)
        return made

    def digits(self, readers: Iterable[str]) -> str:
        """A phone number that is one."""
        made = f"555{next(self._numbers)}42"
        self.readers[made] = frozenset(readers)
        return f"+4989{made}"

    def leaks(self, words: str, reader: str) -> list[str]:
        """The canaries in the words that this reader may not see."""
        plain = squeezed(words)
        return [one for one, may in self.readers.items() if reader not in may and one in plain]


def squeezed(words: str) -> str:
    """Letters and digits alone, so that no formatting hides anything."""
    return re.sub(r"[\W_]", "", re.sub(r"\\n", "", words)).lower()


def plant(session: Session, office: Office) -> Planted:
    """Fill the furnished office with things of every kind."""
    found, desk = Planted(), office.life.program.desk
    ids = {name: person_id(session, full) for name, (full, _) in PEOPLE.items()}
    actors = {name: _actor(session, office, one) for name, one in ids.items()}
    contact_of = {number: name for name, number in CONTACT_OF.items()}
    keep(session, desk.now(), "10240", "Ohne Betreuer GmbH", "Bremen")
    books = [*CUSTOMERS, ("10240", "Ohne Betreuer GmbH", "Bremen", "")]
    for number, name, _city, owner in books:
        contact = contact_of.get(number, "")
        rep = next((one for one, (full, _) in PEOPLE.items() if full == owner), "")
        found.readers[squeezed(name)] = STAFF | {contact}
        one = session.scalars(select(Customer).where(Customer.number == number)).one()
        _mark(session, found, one, STAFF | {contact})
        customers.touched(session, one.id)
        found.add("customer", one.id, STAFF, OFFICE | ({rep} if rep else REPS))
    for name, (full, role) in PEOPLE.items():
        sees = {"anna": {"anna"}, "jan": {"jan"}, "tom": {"anna", "jan"},
                "ada": {"anna", "jan"}, "max": {"anna", "jan"}}  # fmt: skip
        found.readers[squeezed(full)] = STAFF | {name} | sees.get(name, set())
        removers = OFFICE - {name} if role != "manager" else NOBODY
        found.add("person", ids[name], OFFICE, removers)
        if role != "customer":
            found.add("list", ids[name], OFFICE | {name})
    found.add("list", 0, STAFF)
    for number, name in (("10234", "tom"), ("10236", "eva"), ("10234", "eva"), ("10236", "tom"),
                         ("10240", "eva")):  # fmt: skip
        _visited(session, found, actors, number, name)
    for name in ("tom", "eva", "ada"):
        own = {"tom": "10234", "eva": "10236", "ada": "10235"}[name]
        customer = session.scalars(select(Customer).where(Customer.number == own)).one()
        loaded = customers.get(session, actors[name], customer.id)
        change = customers.change(session, actors[name], loaded, preferences=found.word(STAFF))
        found.add("change", change, [name], [name])
    for name in sorted(STAFF):
        values = {"notes": {"texts": [[1, found.word([name])]], "files": []}, "rep": ids[name],
                  "result": "order", "at": desk.now().isoformat(), "which_follow_up": ""}  # fmt: skip
        open_form(session, actors[name], FORM, values, review=True)
        row = forms.current(session, actors[name].chat_id, 0, ids[name])
        assert row
        found.add("form", row.id, [name], [name])
    for name in ("ada", "max"):
        _imported(session, found, office, name, ids[name])
    for number, contact, rep in (("10234", "anna", "tom"), ("10236", "", "eva")):
        _complained(session, found, actors, number, contact, rep)
    _canned(session, found, actors["ada"])
    for role, editors in (("rep", OFFICE), ("manager", {"max"})):
        code = access.invite(session, desk, people.Role(role), found.word(editors), ids["max"])
        found.add("code", code, NOBODY)
        row_id = session.scalars(select(Invitation.id).order_by(Invitation.id.desc())).first()
        found.add("invitation", row_id, editors, editors)
    session.flush()
    return found


def _actor(session: Session, office: Office, one: int) -> Actor:
    made = acting_for(session, office.life.program.desk, one)
    assert made
    return made


def _mark(session: Session, found: Planted, one: Customer, card: frozenset[str]) -> None:
    session.refresh(one, ["addresses", "contacts"])
    for address in one.addresses:
        address.street = f"{found.word(card)} 1"
    one.addresses.append(Address(kind="delivery", street=found.word(STAFF), city="Kiel"))
    one.contacts.clear()
    session.flush()
    one.contacts = [Contact(
        position=1, salutation="ms", title="", first_name="Kim", last_name=found.word(STAFF),
        function=found.word(STAFF), phone=found.digits(STAFF), mobile=found.digits(STAFF),
        email=f"{found.word(STAFF)}@example.org", language="",
    )]  # fmt: skip
    one.phone, one.iban = found.digits(STAFF), found.word(STAFF).upper()
    one.email, one.invoice_email = f"{found.word(STAFF)}@a.de", f"{found.word(STAFF)}@b.de"
    one.vat_id, one.notes = found.word(STAFF), found.word(STAFF)
    one.preferences, one.grade, one.visit_interval = found.word(STAFF), "A", 1
    session.flush()


def _visited(
    session: Session, found: Planted, actors: dict[str, Actor], number: str, name: str
) -> None:
    """A visit by somebody, changed once, with a file, and its follow-ups."""
    actor, now = actors[name], actors[name].desk.now()
    customer = session.scalars(select(Customer).where(Customer.number == number)).one()
    owner = next((one for one, it in actors.items() if it.person_id == customer.owner_id), "")
    readers, editors = OFFICE | {name, owner}, OFFICE | {name}
    visit = visits.add(session, Visit(
        customer_id=customer.id, rep_id=actor.person_id, at=now, result="order",
        notes=found.word(readers), created_by=actor.person_id, created_at=now,
    ))  # fmt: skip
    visits.keep_version(session, visit, actor.person_id, now)
    visit.notes = found.word(readers)
    file = files.add(session, "document", f"{found.word(readers)}.txt", "text/plain", 9, now,
                     content=found.word(readers).encode())  # fmt: skip
    visits.attach(session, visit.id, [file.id])
    found.add("visit", visit.id, readers, editors)
    for kind in ("follow-up", "ended follow-up"):
        one = follow_ups.add(session, actor, customer.id, now, found.word(readers))
        if kind == "ended follow-up":
            follow_ups.done(session, actor, one)
        found.add(kind, one.id, readers, editors)


def _complained(
    session: Session, found: Planted, actors: dict[str, Actor], number: str, contact: str, rep: str
) -> None:
    """Two cases of a customer, with what was said, a file and a note in the first."""
    customer = session.scalars(select(Customer).where(Customer.number == number)).one()
    readers, ids, words = OFFICE | {rep}, [], []
    for _ in range(2):
        actor = actors[contact or rep]
        case = cases.begin(session, actor, customer.id, "complaint", "")
        case.reference = found.word(readers)
        file = files.add(session, "document", f"{found.word(readers | {contact})}.txt",
                         "text/plain", 9, actor.desk.now(), content=b"canary")  # fmt: skip
        kind = "message" if contact else "report"
        for one in (None, file.id):
            said = cases.tell(session, actor, case, kind, found.word(readers | {contact}), one)
        words.append(said.id)
        cases.tell(session, actors["ada"], case, "note", found.word(readers))
        found.add("case", case.id, readers, OFFICE)
        found.add("own case", case.id, {contact})
        ids.append(case.id)
    found.add("own words", f"{ids[1]}:{words[0]}", {contact})
    found.add("own words apart", f"{ids[0]}:{words[0]}", {contact})
    found.add("two cases", f"{ids[0]}:{ids[1]}", readers)
    third = cases.begin(session, actors[contact or rep], customer.id, "complaint", "")
    case_ending.merge(session, actors["ada"], third, case)
    found.add("merged case", third.id, readers, OFFICE)


def _canned(session: Session, found: Planted, ada: Actor) -> None:
    """One of the office's canned answers, and one that was deleted."""
    for kind in ("canned answer", "deleted canned answer"):
        one = canned_answers.add(session, ada, found.word(OFFICE), found.word(OFFICE))
        if kind == "deleted canned answer":
            canned_answers.delete(session, ada, one)
        found.add(kind, one.id, OFFICE, OFFICE)


def _imported(session: Session, found: Planted, office: Office, name: str, one: int) -> None:
    now = office.life.clock.now()
    for kind, status in (("import", "ready"), ("applying import", "applying")):
        if status == "applying" and name != "ada":
            continue
        made = imports.add(session, "customers", f"{found.word(OFFICE)}.csv", one, now)
        made.status, made.found = status, {"new": 1, "refused": 1}
        record = {"number": "10241", "name": found.word(STAFF)}
        rows = [
            {"import_id": made.id, "refused": refused, "line": 2, "record": record, "cells":
             [found.word([name])], "reasons": [["customer-row-number", {}]]}
            for refused in (False, True)
        ]  # fmt: skip
        imports.stage(session, rows)
        found.add(kind, made.id, [name], [name])
