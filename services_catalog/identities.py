"""What a counter may keep of a person to call back, for a few days: what they are called and three digits.

Off unless the office chose a number of days (`identity_days`); Luật 91/2025/QH15, Điều 3 and Điều 9: for one
purpose, no longer than it needs, and the person was told. It stands in a table of its own: never in an event, a
bundle, an export, a report, or a draft.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from services_catalog.errors import EntryRefusedError
from services_catalog.personal_numbers import may_become_personal
from services_catalog.store import identity_rows
from services_catalog.store.identity_rows import Done
from services_catalog.store.journal_file import JournalFile
from services_catalog.vietnamese import VIETNAM, clean

LONGEST_NAME = 40
_DIGITS = re.compile(r"\d{3}")
_MANY_DIGITS = re.compile(r"\d.*\d.*\d")


@dataclass(frozen=True, slots=True)
class Identity:
    """What somebody is called, or initials, and the last three digits of a phone; either may be empty."""

    name: str
    phone: str

    @property
    def masked(self) -> str:
        """As it is shown until somebody asks for it: that there is something, and where it starts."""
        shown = (f"{self.name[:1]}•••" if self.name else "", "ĐT •••" if self.phone else "")
        return " ".join(filter(None, shown))

    @property
    def plain(self) -> str:
        """As it is shown to who asked for it."""
        return " · ".join(filter(None, (self.name, f"ĐT …{self.phone}" if self.phone else "")))


def checked_identity(name: str, phone: str, *, informed: bool) -> Identity | None:
    """The identity if the person was told that it is kept; None where nothing is to be kept.

    Raises EntryRefusedError, which names the field.
    """
    name, phone = clean(name), clean(phone)
    if not name and not phone:
        return None
    if len(name) > LONGEST_NAME or _MANY_DIGITS.search(name) or may_become_personal(name):
        raise EntryRefusedError(
            f"Chỉ ghi tên gọi hoặc chữ viết tắt, nhiều nhất {LONGEST_NAME} chữ, không ghi số.", field="name"
        )
    if phone and not (phone.isascii() and _DIGITS.fullmatch(phone)):
        raise EntryRefusedError("Chỉ ghi đúng 3 số cuối điện thoại.", field="phone")
    if not informed:
        raise EntryRefusedError(
            "Phải thông báo cho người dân trước khi giữ tên gọi hay số điện thoại của họ.", field="informed"
        )
    return Identity(name, phone)


class Identities:
    """The identities in the journal's file. `clock` gives the present moment with its time zone.

    Every method may raise a StoreError.
    """

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        self._file = JournalFile(path)
        self._clock = clock

    def keep(self, entry_id: str, identity: Identity, days: int) -> None:
        """Keep the identity of an entry's person for `days` days."""
        now = self._clock().astimezone(VIETNAM)
        until = (now.date().isoformat(), (now.date() + timedelta(days=days)).isoformat())
        with self._file.writing() as connection:
            identity_rows.keep(connection, entry_id, identity.name, identity.phone, until)
            identity_rows.note(connection, Done(_moment(now), "kept", entry_id))

    def masked(self, entry_ids: Sequence[str]) -> dict[str, str]:
        """What stands for the identities of these entries until it is asked for."""
        found = self._file.read(lambda connection: identity_rows.among(connection, entry_ids)) or {}
        return {entry: Identity(*identity).masked for entry, identity in found.items()}

    def reveal(self, entry_id: str, officer: str) -> Identity | None:
        """Show the identity, and note that this was done."""
        with self._file.writing() as connection:
            found = identity_rows.one(connection, entry_id)
            if found is None:
                return None
            at = _moment(self._clock().astimezone(VIETNAM))
            identity_rows.note(connection, Done(at, "revealed", entry_id, officer=clean(officer, 100)))
        return Identity(*found)

    def overdue(self, days: int) -> int:
        """How many should be gone: their time is over, or longer than an office that now keeps `days` allows."""
        today, before = self._limits(days)
        return self._file.read(lambda connection: identity_rows.overdue(connection, today, before)) or 0

    def unwiped(self) -> bool:
        """Whether pages with something erased may still stand in the file's write-ahead log."""
        return bool(self._file.read(identity_rows.unwiped))

    def erase_due(self, days: int) -> int:
        """Erase what is overdue so that no copy stays in the file, note it, and return how many it were."""
        erased = 0
        if self.overdue(days):
            today, before = self._limits(days)
            with self._file.writing() as connection:
                erased = identity_rows.erase(connection, today, before)
                identity_rows.note(connection, self._done("erased", erased))
        # Somebody who reads at this moment keeps the log from being emptied; the next call tries again.
        if self.unwiped() and self._file.empty_log():
            with self._file.writing() as connection:
                identity_rows.note(connection, self._done("wiped", 0))
        return erased

    def close(self) -> None:
        """Let go of the file; a later call opens it again."""
        self._file.close()

    def _done(self, what: str, quantity: int) -> Done:
        return Done(_moment(self._clock().astimezone(VIETNAM)), what, quantity=quantity)

    def _limits(self, days: int) -> tuple[str, str]:
        today: date = self._clock().astimezone(VIETNAM).date()
        return today.isoformat(), (today - timedelta(days=days)).isoformat()


def _moment(now: datetime) -> str:
    return now.isoformat(timespec="milliseconds")
