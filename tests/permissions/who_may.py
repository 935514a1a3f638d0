"""Who may: design.md's table as data, one entry for everything a feature registers."""

from dataclasses import dataclass

from bot.domain.actor import EVERYONE, OFFICE, STAFF, Role

CONTACTS = frozenset({Role.CUSTOMER})


@dataclass(frozen=True)
class Press:
    """A kind of button: `about` is the kind of thing that stands third in its data, and `need`
    ("read" or "edit") what one must be allowed with that thing. `examples` is data that no
    scenario shows; `{}` stands for the thing."""

    roles: frozenset[Role]
    about: str = ""
    need: str = "read"
    examples: tuple[str, ...] = ()


COMMANDS = {
    "start": EVERYONE, "help": EVERYONE, "language": EVERYONE, "cancel": EVERYONE,
    "invite": OFFICE, "team": OFFICE,
    "visit": STAFF, "visits": STAFF, "today": STAFF, "customer": STAFF,
    "company": CONTACTS, "mine": CONTACTS,
    "cases": EVERYONE, "complaint": EVERYONE, "enquiry": EVERYONE, "note": STAFF,
    "staffgroup": frozenset({Role.MANAGER}),
    "answers": OFFICE,
    "weekly": OFFICE,
}  # fmt: skip
STRANGERS_TOO = {"start", "join"}
"""Commands and buttons by which one comes in."""

BUTTONS = {
    "join:": Press(frozenset(), "code"),
    "help:": Press(EVERYONE),
    "language:de": Press(EVERYONE), "language:en": Press(EVERYONE),
    "today:more": Press(STAFF, examples=("today:more",)),
    "overdue:others": Press(OFFICE, examples=("overdue:others",)),
    "customer:open": Press(STAFF, "customer"), "customer:show": Press(STAFF, "customer"),
    "customer:contacts": Press(STAFF, "customer"), "customer:history": Press(STAFF, "customer"),
    "customer:edit": Press(STAFF, "customer", "edit"),
    "customer:part": Press(STAFF, "customer", "edit", ("customer:part:{}:contact1",)),
    "customer:field": Press(STAFF, "customer", "edit", ("customer:field:{}:contact1.phone", "customer:field:{}:iban",
         "customer:field:{}:name", "customer:field:{}:owner_id")),
    "customer:undo": Press(STAFF, "change", "edit"),
    "customer:new": Press(STAFF, examples=("customer:new:Neu",)),
    "visit:for": Press(STAFF, "customer"),
    "visit:open": Press(STAFF, "visit"), "visit:files": Press(STAFF, "visit", "read", ("visit:files:{}",)),
    "visit:versions": Press(STAFF, "visit", "read", ("visit:versions:{}",)),
    "visit:edit": Press(STAFF, "visit", "edit"), "visit:attach": Press(STAFF, "visit", "edit"),
    "visit:undo": Press(STAFF, "visit", "edit"),
    "visits:list": Press(STAFF, "list"), "visits:table": Press(STAFF, "list"),
    "visits:reps": Press(OFFICE, "list", "read", ("visits:reps:{}:all:0",)),
    "followup:for": Press(STAFF, "customer"),
    "followup:open": Press(STAFF, "follow-up"),
    "followup:done": Press(STAFF, "follow-up", "edit"),
    "followup:cancel": Press(STAFF, "follow-up", "edit", ("followup:cancel:{}",)),
    "followup:undo": Press(STAFF, "ended follow-up", "edit"),
    "followup:hour": Press(STAFF, "follow-up", "edit"),
    "followup:tomorrow": Press(STAFF, "follow-up", "edit"),
    "followup:week": Press(STAFF, "follow-up", "edit"),
    "followup:move": Press(STAFF, "follow-up", "edit"),
    "case:for": Press(STAFF, "customer"), "case:visit": Press(STAFF, "visit"),
    "case:show": Press(STAFF, "case"), "case:open": Press(STAFF, "case"),
    "case:history": Press(STAFF, "case"), "case:files": Press(STAFF, "case"), "case:note": Press(STAFF, "case"),
    "case:answer": Press(OFFICE, "case"), "case:question": Press(OFFICE, "case"),
    "case:resolution": Press(OFFICE, "case"), "case:take": Press(OFFICE, "case"),
    "case:priority": Press(OFFICE, "case"), "case:assign": Press(OFFICE, "case"),
    "case:merge": Press(OFFICE, "case"), "case:to": Press(OFFICE, "case", "read", ("case:to:{}:1",)),
    "case:rank": Press(OFFICE, "case"),
    "case:waits": Press(OFFICE, "case"), "case:solved": Press(OFFICE, "case"),
    "case:into": Press(OFFICE, "two cases", "read", ("case:into:{}",)),
    "case:part": Press(OFFICE, "merged case", "edit"),
    "case:reopen": Press(OFFICE, "case"),
    "case:canned": Press(OFFICE, "case"),
    "case:fill": Press(OFFICE, "case", "read", ("case:fill:{}:1",)),
    "case:send": Press(OFFICE, "case", "read", ("case:send:{}:1:x",)),
    "cases:list": Press(STAFF),
    "group:look": Press(frozenset()), "group:yes": Press(frozenset()),
    "group:no": Press(frozenset()), "group:end": Press(frozenset()),
    "canned:list": Press(OFFICE), "canned:new": Press(OFFICE),
    "canned:open": Press(OFFICE, "canned answer"), "canned:title": Press(OFFICE, "canned answer"),
    "canned:words": Press(OFFICE, "canned answer"), "canned:delete": Press(OFFICE, "canned answer", "edit"),
    "canned:undo": Press(OFFICE, "deleted canned answer", "edit"),
    "week:show": Press(OFFICE), "week:table": Press(OFFICE),
    "mycase:open": Press(CONTACTS, "own case"), "mycase:about": Press(CONTACTS, "own case"),
    "mycase:content": Press(CONTACTS, "own case"), "mycase:again": Press(CONTACTS, "own case"),
    "mycase:move": Press(CONTACTS, "own words", "read", ("mycase:move:{}",)),
    "mycase:apart": Press(CONTACTS, "own words apart", "read", ("mycase:apart:{}",)),
    "mycase:rate": Press(CONTACTS, "own case"),
    "team:l": Press(OFFICE), "team:n": Press(OFFICE), "team:i": Press(OFFICE, examples=("team:i",)),
    "team:p": Press(OFFICE, "person"), "team:r": Press(OFFICE, "person", "edit"),
    "team:x": Press(OFFICE, "person", "edit"),
    "team:w": Press(OFFICE, "invitation", "edit", ("team:w:{}",)),
    "import:take": Press(OFFICE, "import", "edit"),
    "import:go": Press(OFFICE, "applying import", "edit", ("import:go:{}",)),
    "import:refused": Press(OFFICE, "import", "edit"),
    "import:cancel": Press(OFFICE, "import", "edit"),
    **{f"f:{verb}": Press(STAFF, "form", "edit") for verb in "vnsbgexr"},
    "f:d": Press(STAFF, "form", "edit", ("f:{}:1:d:m2026-11",)),
}  # fmt: skip
"""By prefix and verb. A form's buttons are its owner's, whatever role that is."""

FORMS = {
    "visit": STAFF, "visit-files": STAFF, "follow-up": STAFF, "follow-up-move": STAFF,
    "customer-edit": STAFF, "customer-new": STAFF, "invite": OFFICE,
    "case-write": STAFF, "case-raise": STAFF, "canned-new": OFFICE, "canned-change": OFFICE,
    "case-reference": CONTACTS, "case-first": CONTACTS,
}  # fmt: skip
LISTENERS = {
    "imports.listen": OFFICE, "follow_ups.heard": STAFF, "visits.heard": STAFF,
    "customers.look_up": STAFF, "case_raising.heard": STAFF, "case_writing.continued": STAFF, "cases.asked_for": STAFF,
    "case_customer.heard": CONTACTS,
}  # fmt: skip
EDITS = {
    "follow_ups.edited": STAFF, "visits.edited": STAFF, "case_writing.edited": STAFF,
    "case_customer.edited": CONTACTS,
}  # fmt: skip
REPLIES = {"cases.replied": STAFF, "case_customer.replied": CONTACTS}
RESULTS = {"import-check", "import-apply", "import-refused", "fetch", "visits-table", "case-week",
           "case-week-table", "staff-group"}  # fmt: skip
JOBS = RESULTS | {"import-clear"}
"""Begun in the name of somebody, and as far as they may see at the time."""
REMINDERS = {"follow-up": STAFF, "overdue-follow-ups": OFFICE, "case-target": OFFICE,
             "case-week": frozenset({Role.MANAGER})}  # fmt: skip


def kind_of(data: str) -> str:
    """The key in `BUTTONS` of a button's data."""
    prefix, verb, *rest = [*data.split(":"), ""]
    if prefix == "f":
        return f"f:{rest[1]}" if len(rest) > 1 else "f:"
    return f"{prefix}:" if prefix in ("join", "help") else f"{prefix}:{verb}"
