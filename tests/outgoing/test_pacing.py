"""Pacing: a small burst per chat, then one a second; 29 a second overall."""

from bot.outgoing.pacing import BURST, OVERALL, Pacing


def sent_within(pacing: Pacing, chats: list[int], seconds: float) -> int:
    """How many messages go out when every chat always has one waiting."""
    sent, now = 0, 1000.0
    while now < 1000.0 + seconds:
        busy = pacing.busy(now)
        for chat_id in chats:
            if chat_id not in busy and pacing.room(now) > 0:
                pacing.took(chat_id, now)
                sent += 1
                busy = pacing.busy(now)
        now += 0.01
    return sent


def test_a_chat_gets_a_burst_and_then_one_message_a_second() -> None:
    assert sent_within(Pacing(), [7], 10) in (BURST + 9, BURST + 10)


def test_a_group_gets_twenty_a_minute() -> None:
    assert sent_within(Pacing(), [-100], 60) <= 24


def test_the_whole_bot_stays_under_thirty_a_second() -> None:
    assert sent_within(Pacing(), list(range(1, 200)), 2) <= 2 * OVERALL


def test_a_quiet_chat_is_forgotten() -> None:
    pacing = Pacing()
    pacing.took(7, 0.0)
    assert pacing.busy(100.0) == set()
    assert pacing._chats == {}
