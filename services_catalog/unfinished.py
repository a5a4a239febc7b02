"""What was being filled in when the power went: kept in a small file of its own until it is logged or given up.

No number that might become a citizen's is kept: someone who types an ID card into the note is refused at the
end, but the file would have had most of it by then.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Any

from services_catalog.ids import is_id
from services_catalog.paths import write_whole
from services_catalog.personal_numbers import may_become_personal
from services_catalog.submission import Draft, checked, draft_fields, draft_values

KEPT_FOR = timedelta(days=2)
MOST = 20


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A draft as it was last seen, the id that its entry was to have, and when that was."""

    draft: Draft
    entry_id: str
    at: datetime


class UnfinishedDrafts:
    """The drafts in one file, one a service; a file that can't be read counts as none.

    `clock` gives the present moment with its time zone.
    """

    def __init__(self, path: Path, clock: Callable[[], datetime]) -> None:
        self._path = path
        self._clock = clock
        self._lock = Lock()
        self._done: set[str] = set()

    def keep(self, draft: Draft, entry_id: str) -> None:
        """Remember the draft of an open form; one that was dropped meanwhile stays away.

        Raises FileProblemError or DiskFullError.
        """
        held = replace(draft, dossier=_harmless(draft.dossier), note=_harmless(draft.note))
        with self._lock:
            if entry_id in self._done:
                return
            others = [each for each in self._read() if each.draft.service_code != draft.service_code]
            self._write([Unfinished(held, entry_id, self._clock()), *others])

    def drop(self, entry_id: str) -> None:
        """Forget the draft: it was logged or given up. Raises FileProblemError or DiskFullError."""
        with self._lock:
            self._done.add(entry_id)
            before = self._read()
            after = [each for each in before if each.entry_id != entry_id]
            if len(after) < len(before):
                self._write(after)

    def of(self, service_code: str) -> Unfinished | None:
        """What was left of a form for this service."""
        return next((each for each in self.all() if each.draft.service_code == service_code), None)

    def all(self) -> list[Unfinished]:
        """What was left within `KEPT_FOR`, newest first."""
        with self._lock:
            return self._read()

    def _read(self) -> list[Unfinished]:
        try:
            raw = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return []
        now = self._clock()
        found = [made for each in raw if (made := _unfinished(each, now))] if isinstance(raw, list) else []
        return sorted(found, key=lambda each: each.at, reverse=True)[:MOST]

    def _write(self, drafts: list[Unfinished]) -> None:
        if not drafts:
            self._path.unlink(missing_ok=True)
            return
        values = [
            {"draft": draft_values(each.draft), "entry_id": each.entry_id, "at": each.at.isoformat()}
            for each in drafts[:MOST]
        ]
        write_whole(self._path, json.dumps(values, ensure_ascii=False).encode())


def _harmless(text: str) -> str:
    return "" if may_become_personal(text) else text


def _unfinished(raw: Any, now: datetime) -> Unfinished | None:
    """What the file says, by the rules of the form; None for what is too old or no draft."""
    try:
        draft, at = Draft(**draft_fields(raw["draft"])), datetime.fromisoformat(raw["at"])
        if not is_id(raw["entry_id"]) or not now - KEPT_FOR <= at <= now + KEPT_FOR:
            return None
        return Unfinished(checked(draft, max(now.date(), draft.day)), raw["entry_id"], at)
    except Exception:  # noqa: BLE001 - whatever stands in the file, the desk opens
        return None
