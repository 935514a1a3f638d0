"""The question which customer it is about: those that fit or the recent ones, or words."""

from collections.abc import Sequence

from telegram import Message

from bot.domain import checks
from bot.domain.refusal import Refusal
from bot.domain.say import Text, text
from bot.forms.form import Choice, Dialogue, Field, Got, Unsure
from bot.services import customers
from bot.storage.customers import Customer

MOST_RECENT = 5
MOST_HITS = 8


def customer_field(question: str) -> Field:
    """The field `customer`; `question` is the text when nothing is known yet. The values
    `candidates` and `name` say who fits what was told."""

    def ask(dialogue: Dialogue) -> Text:
        if dialogue.get("candidates"):
            return text("visit-customer-which", name=dialogue.get("name") or "")
        return text(question)

    return Field("customer", _read, _choices, required=True, per_row=1, ask=ask)


def _choices(dialogue: Dialogue) -> Sequence[Choice]:
    session, actor = dialogue.session, dialogue.actor
    if candidates := dialogue.get("candidates"):
        fitting = (customers.get(session, actor, one) for one in candidates)
        nobody = Choice({"value": None, "others": {"candidates": []}},
                        text("visit-customer-none"))  # fmt: skip
        return [*map(_choice, fitting), nobody]
    return [_choice(one) for one in customers.recent(session, actor, MOST_RECENT)]


def _choice(customer: Customer) -> Choice:
    return Choice(customer.id, text("visit-choice", name=customers.label(customer)))


def _read(dialogue: Dialogue, message: Message) -> Got | Unsure:
    if not message.text:
        raise Refusal("visit-customer-kind")
    hits = customers.find(dialogue.session, dialogue.actor, message.text, MOST_HITS)
    if not hits:
        raise Refusal("visit-customer-unknown", words=checks.excerpt(message.text))
    if len(hits) == 1:
        return Got(hits[0].id)
    question = text("visit-customer-which", name=checks.excerpt(message.text))
    return Unsure(question, [_choice(one) for one in hits])
