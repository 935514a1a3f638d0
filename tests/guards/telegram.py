"""What keeps Telegram's misfortunes from doing harm."""

from tests.guards.guard import Guard

GROUP = "tests/transcripts/test_staff_group_away.py "
SENDING = "tests/faulty_telegram/test_sending.py "

TELEGRAM = (
    Guard("a 429 holds up its chat", "outgoing/outcomes.py", "Outcome(What.GATE, seconds=",
          "Outcome(What.AGAIN, seconds=", SENDING + "-k a_429_holds_up"),
    Guard("who cannot be reset to is asked for first", "outgoing/sender.py",
          "if not row.unknown or await self._is_there():", "if True:", SENDING + "-k resets"),
    Guard("a refused message is told", "outgoing/sender.py",
          "                self._tell_of_refusal(session, row)\n", "",
          SENDING + "-k misfortune"),
    Guard("nothing goes out to who was removed", "outgoing/sender.py", "if late or removed:",
          "if late:", "tests/races/test_at_once.py -k removal"),
    Guard("when all are refused Telegram is asked seldom", "outgoing/pacing.py",
          "        if now < self._held_until:\n            return 0\n", "", SENDING + "-k every_chat"),
    Guard("a chat's messages stand in line", "storage/outbox.py", "(~blocked & ~gated & ~is_busy)", "(~gated & ~is_busy)",
          SENDING + "-k misfortune"),
    Guard("an unknown outcome is tried once more only", "storage/outbox.py", "row.unknown > 1",
          "row.unknown > 9", SENDING + "-k misfortune"),
    Guard("a topic that is gone is made anew", "outgoing/sender.py",
          "            case What.NO_TOPIC if row.topic:", "            case What.NO_TOPIC if False:",
          GROUP + "-k last_ten"),
    Guard("what cannot be said in the group is said in private", "outgoing/sender.py",
          "            topics.fall_back(session", "            0 and topics.fall_back(session", GROUP + "-k right"),
    Guard("a group without topics is left at once", "outgoing/sender.py",
          "outcome = judge(error, method)", "outcome = judge(error, row.method)",
          GROUP + "-k loses_its_topics"),
    Guard("what was said while the group was away is told there", "handlers/staff_group.py",
          "    for entry in missed:",
          "    for entry in ():", GROUP + "-k away"),
    Guard("a group that moved is followed", "outgoing/sender.py",
          "                staff_group.move(session, row.chat_id, outcome.chat_id)\n", "",
          GROUP + "-k supergroup"),
    Guard("an answer that is none ends nothing", "botapi.py", "except MALFORMED",
          "except ZeroDivisionError", "tests/faulty_telegram/test_fetching.py -k answers"),
)  # fmt: skip
