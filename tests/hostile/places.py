"""Every place where input is taken: each form at each of its questions, and outside of forms."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from bot.forms.form import Form
from bot.handlers import customer_editing
from bot.handlers.features import FORMS
from bot.storage import Session, follow_ups, visits
from bot.storage.canned_answers import CannedAnswer
from bot.storage.cases import Case
from bot.storage.customers import Customer
from bot.storage.forms import OpenForm
from bot.storage.people import Person
from tests.hand import Hand
from tests.simulated.office import Office

TOLD = "/besuch Weiß gestern 15 Uhr: Auftrag, nachfassen in 2 Wochen"
_MOST_STEPS = 8
_PATHS = [
    *(path for row in customer_editing.OWN for path in row),
    *(f"billing.{path}" for row in customer_editing.ADDRESS for path in row),
    *(f"contact1.{path}" for row in customer_editing.CONTACT for path in row),
]


class NoWay(LookupError):
    """What was said before has changed the way: the form ended before the question."""


@dataclass(frozen=True)
class Door:
    """How somebody opens a form: words, or a button's data, with ids by name."""

    who: str
    opening: str
    only: tuple[str, ...] = ()
    """The fields asked behind this door, where it is not all."""


DOORS: dict[str, tuple[Door, ...]] = {
    "invite": (Door("ada", "/einladen"),),
    "visit": (
        Door("ada", "/besuch", ("rep", "customer", "at", "result", "notes", "follow_up")),
        Door("tom", "/besuch Huber gestern um 15: Auftrag, nachfassen Montag oder Dienstag",
             ("which_follow_up",)),
    ),
    "visit-files": (Door("tom", "visit:attach:{visit}"),),
    "follow-up": (Door("tom", "followup:for:{customer}"),),
    "follow-up-move": (Door("tom", "followup:move:{follow_up}"),),
    "customer-new": (
        Door("ada", "/kunde", ("name",)),
        Door("ada", "/kunde Bäckerei Huber", ("twin",)),
        Door("ada", "/kunde Ganz Neu Handel", ("place", "contact", "phone", "number")),
    ),
    "case-write": (
        *(Door("ada", f"case:{one}:{{case}}", ("words",)) for one in ("answer", "note")),
        Door("ada", "case:question:{case}", ("canned_shown",)),
    ),
    "canned-new": (Door("ada", "canned:new"),),
    "canned-change": tuple(Door("ada", f"canned:{one}:{{canned}}") for one in ("title", "words")),
    "case-raise": (
        Door("tom", "/reklamation", ("customer",)), Door("tom", "case:for:{customer}", ("notes",)),
    ),
    "case-reference": (Door("anna", "mycase:about:{case}:0"),),
    "case-first": (Door("anna", "/reklamation"),),
    "customer-edit": tuple(Door("ada", f"customer:field:{{customer}}:{one}") for one in _PATHS),
}  # fmt: skip
"""A form that is new needs an entry."""
ANSWERS = {("customer-new", "contact"): "Anna Huber", ("invite", "name"): "Uwe Neu",
           ("canned-new", "title"): "Ersatz"}  # fmt: skip
"""What is said where a question on the way has no buttons, and cannot be left out."""


@dataclass(frozen=True)
class Place:
    """A question of a form behind one of its doors."""

    form: str
    field: str
    door: Door

    @property
    def name(self) -> str:
        """As in the corpus: "visit:notes", "customer-edit:iban"."""
        edits = self.form == "customer-edit"
        return f"{self.form}:{self.door.opening.rpartition(':')[2] if edits else self.field}"


def places() -> Iterator[Place]:
    """All of them, from the forms there are."""
    for kind, form in FORMS._known.items():
        for field in form.fields:
            for door in DOORS[kind]:
                if not door.only or field.name in door.only:
                    yield Place(kind, field.name, door)


def missing() -> set[str]:
    """Questions that no door leads to."""
    wanted = {f"{kind}:{one.name}" for kind, form in FORMS._known.items() for one in form.fields}
    covered = {f"{one.form}:{one.field}" for one in places()}
    return wanted - covered


class Rooms:
    """Leads people to places, in an office where a visit is saved already."""

    def __init__(self, office: Office, ids: dict[str, int]) -> None:
        self._office = office
        self._ids = ids

    @classmethod
    async def of(cls, office: Office) -> "Rooms":
        """The office, with a visit and a follow-up saved."""
        tom = office.tom
        await tom.say(TOLD)
        await tom.press("Besuch speichern")
        await office.anna.say("/reklamation Palette kaputt")
        office.life.database.transact(
            lambda s: s.add(CannedAnswer(title="Ersatz", words="Guten Tag {kunde}, er kommt."))
        )
        return cls(office, office.life.database.transact(_ids))

    async def enter(self, place: Place) -> Hand:
        """Somebody stands before the question of the place; raises NoWay."""
        hand = self._office.hands[place.door.who]
        opening = place.door.opening.format(**self._ids)
        await (self.push(hand, opening) if ":" in opening else hand.say(opening))
        for _ in range(_MOST_STEPS):
            row = self.open_form(hand)
            if row is None or row.kind != place.form:
                raise NoWay(place, hand.screen)
            if row.step == place.field:
                return hand
            await self._one_step(hand, row, place)
        raise NoWay(place, hand.screen)

    async def _one_step(self, hand: Hand, row: OpenForm, place: Place) -> None:
        form: Form = FORMS._known[row.kind]
        wanted, present = form.field(place.field), form.field(row.step)
        if wanted and wanted.changeable:
            await self.push(hand, f"f:{row.id}:{row.version}:g:{place.field}")
        elif answer := ANSWERS.get((row.kind, row.step)):
            await hand.say(answer)
        elif present and not present.required:
            await self.push(hand, f"f:{row.id}:{row.version}:n:")
        else:
            await self.push(hand, f"f:{row.id}:{row.version}:v:0")

    async def push(self, hand: Hand, data: str) -> None:
        """Press a button that carries this."""
        if not hand.person.answers:
            await hand.say("/hilfe")
        await hand.person.press_data(data, hand.person.answers[-1].id)
        await self._office.settled()

    def open_form(self, hand: Hand) -> OpenForm | None:
        """The form that somebody is in."""
        return self._office.life.database.transact(
            lambda s: s.scalar(
                select(OpenForm)
                .where(OpenForm.state == "open", OpenForm.chat_id == hand.person.id)
                .order_by(OpenForm.id.desc())
            )
        )


def _ids(session: Session) -> dict[str, int]:
    visit = session.scalars(select(visits.Visit)).one()
    follow_up = session.scalars(select(follow_ups.FollowUp)).one()
    customer = session.scalars(select(Customer).where(Customer.number == "10234")).one()
    case = session.scalars(select(Case).where(Case.number == "R-2026-0001")).one()
    canned = session.scalars(select(CannedAnswer).where(CannedAnswer.title == "Ersatz")).first()
    assert canned
    eva = session.scalars(select(Person).where(Person.name == "Eva Roth")).one()
    return {"visit": visit.id, "follow_up": follow_up.id, "customer": customer.id, "eva": eva.id,
            "case": case.id, "canned": canned.id}  # fmt: skip
