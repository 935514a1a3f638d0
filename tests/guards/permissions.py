"""What keeps people from what is not theirs."""

from tests.guards.guard import Guard

PRESSES = "tests/permissions/test_presses.py"
WORDS = "tests/permissions/test_words.py"
REMOVED = "tests/permissions/test_removed.py"
LOST = "tests/permissions/test_lost_customer.py"
INVITATIONS = "tests/permissions/test_invitations.py"
OWN = "return or_({0}, {1}.customer_id.in_(own))"

PERMISSIONS = (
    # At the door.
    Guard("a handler is for its roles", "intake/adapter.py",
          "if actor.role in door.roles or (actor.role is None and door.strangers):",
          "if actor.role is not None or door.strangers:", WORDS),
    Guard("a stranger is told nothing", "intake/adapter.py",
          "or (actor.role is None and door.strangers):", "or actor.role is None:", WORDS),
    Guard("nothing of a company's goes into a group", "intake/adapter.py",
          "if not here.is_private:", "if False:", WORDS),
    Guard("what is denied stands in the trail", "intake/adapter.py",
          "if no.text.key in DENIALS:", "if False:", WORDS),
    Guard("somebody who tries for ever fills no trail", "storage/audit.py",
          "if (session.scalar(noted) or 0) < MOST_DENIED:", "if True:", f"{REMOVED} -k removal"),
    Guard("a private chat is one's own only with oneself", "intake/incoming.py",
          '(chat.type == "private" and is_own)', '(chat.type == "private")', WORDS),
    Guard("a bot is not answered", "intake/adapter.py", "if _is_from_a_bot(update):", "if False:",
          WORDS),
    # Whose it is.
    Guard("a rep sees own visits and those of own customers", "storage/visit_lists.py",
          OWN.format("Visit.rep_id == actor.person_id", "Visit"), "return true()", PRESSES),
    Guard("a rep sees own follow-ups and those of own customers", "storage/follow_up_lists.py",
          OWN.format("FollowUp.person_id == actor.person_id", "FollowUp"), "return true()", PRESSES),
    Guard("a contact sees their own company", "storage/customers.py",
          "return Customer.id == actor.customer_id", "return true()", f"{WORDS} {PRESSES}"),
    Guard("a table is made with the eyes of who asked", "outgoing/visits_table.py",
          "person_id = task.job.person_id or 0", "person_id = 1", f"{PRESSES} -k tom"),
    Guard("an import is its admin's", "storage/imports.py",
          "Import.id == import_id, Import.person_id == person_id)", "Import.id == import_id)",
          PRESSES),
    Guard("a form is its person's", "storage/forms.py",
          "return form if form and form.person_id == person_id else None", "return form", PRESSES),
    Guard("a list of visits is one's own", "handlers/visit_lists.py",
          "if rep_id not in (0, actor.person_id) and not actor.is_office():", "if False:", PRESSES),
    Guard("who may remove whom is asked before the question", "handlers/team.py",
          "    access.check_may_remove(actor, person)\n    rows", "    rows", PRESSES),
    Guard("who may remove whom is asked again at the deed", "services/people.py",
          '    check_may_remove(actor, person)\n    hold(session, person)',
          "    hold(session, person)", PRESSES),
    Guard("a customer is changed by its rep", "services/customers.py",
          "return customer.owner_id in (None, actor.person_id)", "return True", LOST),
    Guard("a change is taken back by who made it", "services/customers.py",
          ' and first.person_id == actor.person_id\n', "\n", PRESSES),
    Guard("a visit is changed by who made it", "services/visits.py",
          "return actor.is_office() or actor.person_id in (visit.rep_id, visit.created_by)",
          "return True", PRESSES),
    Guard("a follow-up is changed by whom it reminds", "services/follow_ups.py",
          "return actor.is_office() or actor.person_id == one.person_id", "return True", PRESSES),
    Guard("an owner is given by the office", "handlers/customer_editing.py",
          'if path == "owner_id" and not actor.is_office():', "if False:", PRESSES),
    Guard("a button of an older question chooses nothing", "forms/engine.py",
          "if int(version) != row.version:", "if False:", f"{PRESSES} -k older"),
    # Coming in, and going.
    Guard("an invitation lets in once", "services/people.py",
          "    if found.used_at is not None:\n        raise", "    if False:\n        raise",
          INVITATIONS),
    Guard("an invitation that was withdrawn lets nobody in", "services/people.py",
          "    if found.withdrawn_at is not None:", "    if False:", INVITATIONS),
    Guard("an invitation ends", "services/people.py", "    if found.expires_at < now:",
          "    if False:", INVITATIONS),
    Guard("an invitation changes nobody's role", "handlers/start.py",
          'actor.name)\n    code = parts', 'actor.name) if False else None\n    code = parts', INVITATIONS),
    Guard("what waits for somebody removed is forgotten", "services/people.py",
          "    outbox.drop_for_person(session, person.id)\n", "", REMOVED),
    Guard("the answer to a press is its person's", "storage/outbox.py",
          "rendered.method, params, origin.person_id, lane=URGENT",
          "rendered.method, params, None, lane=URGENT", REMOVED),
    Guard("nobody removed is reminded", "services/people.py",
          "    reminders.cancel_for(session, person.id)\n", "", "tests/reminders/test_follow_up.py tests/permissions/test_removed.py"),
)  # fmt: skip
