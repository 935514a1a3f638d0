"""What is no command and no button: an answer to the open form, or words to be understood."""

from collections.abc import Sequence
from typing import Any

from telegram import Update

from bot.domain.actor import Actor
from bot.domain.say import Answer, Say, button, text
from bot.forms.engine import Forms
from bot.handlers.feature import Feature, Handler
from bot.storage import Session


def conversation(forms: Forms, features: Sequence[Feature]) -> Handler:
    """The handler of every message that nothing else takes: replies first, then the open form,
    then the listeners."""
    listeners = [listen for feature in features for listen in feature.listeners]
    replies = [listen for feature in features for listen in feature.replies]

    def handler(session: Session, actor: Actor, update: Update) -> Sequence[Answer]:
        message = update.message
        assert message is not None
        if _is_unknown_command(message.text):
            return [Say((text("command-unknown"),), [[button("help-button", "help:")]])]
        for listen in replies if message.reply_to_message else ():
            heard = listen(session, actor, message)
            if heard is not None:
                return heard
        answers = forms.answer(session, actor, message)
        if answers is not None:
            return answers
        for listen in listeners:
            heard = listen(session, actor, message)
            if heard is not None:
                return heard
        return [Say((text("not-understood"),), [[button("help-button", "help:")]])]

    return handler


def edits(features: Sequence[Feature]) -> Handler:
    """The handler of edited messages; those nobody remembers are left alone."""
    listeners = [listen for feature in features for listen in feature.edits]

    def handler(session: Session, actor: Actor, update: Update) -> Sequence[Answer]:
        message = update.edited_message
        assert message is not None
        for listen in listeners:
            heard = listen(session, actor, message)
            if heard is not None:
                return heard
        return []

    return handler


def results(features: Sequence[Feature]) -> Handler:
    """The handler of finished jobs: hands each result to the feature that asked for it."""
    takers = {kind: take for feature in features for kind, take in feature.results.items()}

    def handler(session: Session, actor: Actor, done: Any) -> Sequence[Answer]:
        take = takers.get(done.result["kind"])
        return take(session, actor, done.result) if take else []

    return handler


def _is_unknown_command(words: str | None) -> bool:
    return bool(words and words.startswith("/") and len(words) > 1 and words[1].isalpha())
