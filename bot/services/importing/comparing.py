"""What a row would change, compared with what the database has."""

from collections.abc import Mapping

from bot.domain.checks import Refused, fold
from bot.services.importing.record import Fields

_NUMBERS = {"owner_id", "visit_interval", "payment_terms"}
Old = str | int | None


def differences(record: Fields, known: Fields) -> dict[str, tuple[Old, str | int]]:
    """Old and new value of each field that the record would change."""
    return {
        path: (known.get(path, None if path in _NUMBERS else ""), value)
        for path, value in record.items()
        if known.get(path) != value and path != "number"
    }


class Owners:
    """Who may be meant by an owner's name: `staff` have access, `owning` own somebody now."""

    def __init__(self, staff: Mapping[int, str], owning: Mapping[int, str]) -> None:
        self._owning = {person_id: fold(name) for person_id, name in owning.items()}
        self._by_name: dict[str, list[int]] = {}
        for person_id, name in staff.items():
            self._by_name.setdefault(fold(name), []).append(person_id)

    def find(self, name: str, present: int | None) -> int:
        """The person; who owns the customer at `present` stays it under the same name.

        Raises Refused for a name that nobody has, or several.
        """
        wanted = fold(name)
        if present is not None and self._owning.get(present) == wanted:
            return present
        found = self._by_name.get(wanted, [])
        if len(found) != 1:
            raise Refused("import-owner-several" if found else "import-owner-unknown", owner=name)
        return found[0]
