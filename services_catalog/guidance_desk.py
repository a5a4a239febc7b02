"""The office's guidance: read what holds, save a text, assure it, go back to the bundled one, and pass changes on."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from services_catalog import office_layer, record_facts
from services_catalog.catalog import DATA
from services_catalog.errors import FileProblemError, MotcuaError
from services_catalog.guidance import read_guidance
from services_catalog.guidance_rules import Finding, PlainWords, Severity, judge
from services_catalog.guidance_rules import load as load_rules
from services_catalog.office_layer import Assured, OwnText, entry_hash
from services_catalog.paths import OFFICE_UPDATES, write_whole

_UPDATE_NAME = re.compile(r"[0-9A-Za-z-]{1,80}\.json")
KIND = "motcua-catalog-changes"
LARGEST = 50_000_000
"""Bytes of a file of changes; an office's own texts are some thousand times smaller."""


class GuidanceRefusedError(MotcuaError):
    """Bài hướng dẫn này chưa lưu được."""

    title = "Chưa lưu"
    next_step = "Sửa các chỗ được nêu rồi lưu lại."


@dataclass(frozen=True, slots=True)
class Opened:
    """A service's guidance for an editor: what holds, and the bundled one.

    `base` is the bundled text that the office's own was made from, where it is kept; `base_changed` tells that the
    bundled one is another by now. `fresh` tells that the facts are those that were assured.
    """

    entry: Mapping[str, Any] | None
    bundled: Mapping[str, Any] | None
    own: bool
    base_changed: bool
    assured: Assured | None
    base: Mapping[str, Any] | None = None
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Merged:
    """What a file of changes would do: the codes of new texts, changed ones, assurances, and how many imports."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    assured: tuple[str, ...]
    updates: int


class GuidanceDesk:
    """All that an editor does with the disk. Raises DamagedStoreError where the office's file can't be read."""

    def __init__(self, office: Path, data: Path = DATA) -> None:
        self._office = office
        self._data = data
        self._rules: PlainWords | None = None
        self._facts: dict[str, record_facts.RecordFacts] | None = None

    def open(self, code: str) -> Opened:
        """What there is of one service."""
        texts, assured = self._read()
        bundled = self._bundled().get(code)
        own = texts.get(code)
        entry = own.entry if own else bundled
        held = assured.get(code)
        if held and (entry is None or held.text != entry_hash(entry)):
            held = None
        return Opened(
            entry=entry,
            bundled=bundled,
            own=own is not None,
            base_changed=own is not None and own.base != (entry_hash(bundled) if bundled else ""),
            assured=held,
            base=own.base_entry if own else None,
            fresh=bool(held and held.facts in {"", self._facts_mark(code)}),
        )

    def facts(self, code: str) -> record_facts.RecordFacts | None:
        """What is kept of the service's whole record."""
        if self._facts is None:
            self._facts = record_facts.load(self._data / record_facts.FILE)
        return self._facts.get(code)

    def judged(self, code: str, entry: Mapping[str, Any]) -> list[Finding]:
        """What the rules say of a text."""
        if self._rules is None:
            self._rules = load_rules(self._data)
        return judge(code, dict(entry), self._rules, facts=self.facts(code))

    def save(self, code: str, entry: Mapping[str, Any]) -> None:
        """Keep the office's text; one that is the bundled one again is no text of its own.

        Raises GuidanceRefusedError where the text's form is broken: it could not be shown.
        """
        wrong = [
            each for each in self.judged(code, entry) if each.severity is Severity.ERROR and not each.place
        ]
        if wrong:
            raise GuidanceRefusedError(f"{wrong[0].sentence()}.")
        texts, assured = self._read()
        bundled = self._bundled().get(code)
        texts.pop(code, None)
        plain_entry = {**entry, "assured": {"by": "", "on": ""}}
        if bundled is None or entry_hash(bundled) != entry_hash(plain_entry):
            texts[code] = OwnText(plain_entry, entry_hash(bundled) if bundled else "", bundled)
        office_layer.save_guidance(self._office, texts, assured)

    def assure(self, code: str, by: str, on: date) -> Assured:
        """Note that this officer compared the text with its source today.

        Raises GuidanceRefusedError where there is no text, or nobody to assure it.
        """
        entry = self.open(code).entry
        if entry is None:
            raise GuidanceRefusedError("Chưa có bài hướng dẫn để xác nhận.")
        if not by:
            raise GuidanceRefusedError(
                "Chưa khai báo cán bộ.", next_step="Bấm F7 ở màn hình chính để khai báo."
            )
        texts, assured = self._read()
        assured[code] = Assured(by, on.isoformat(), entry_hash(entry), self._facts_mark(code))
        office_layer.save_guidance(self._office, texts, assured)
        return assured[code]

    def reset(self, code: str) -> None:
        """Go back to the bundled text."""
        texts, assured = self._read()
        texts.pop(code, None)
        assured.pop(code, None)
        office_layer.save_guidance(self._office, texts, assured)

    def export(self, out: Path, *, unit: str, at: datetime) -> Path:
        """Write all changes of this office as one file, to send to the province or another desk."""
        texts, assured = self._read()
        updates = {
            path.name: json.loads(path.read_text(encoding="utf-8"))
            for path in office_layer.update_files(self._office)
        }
        file = {
            "kind": KIND,
            "unit": unit,
            "at": at.isoformat(timespec="seconds"),
            "updates": updates,
            **office_layer.guidance_content(texts, assured),
        }
        return write_whole(
            out, f"{json.dumps(file, ensure_ascii=False, indent=1, sort_keys=True)}\n".encode()
        )

    def merge(self, path: Path, *, write: bool) -> Merged:
        """Compare a file of changes with this office's own, and with `write` take it over: whole, or nothing of it.

        Raises FileProblemError where it is no such file or is damaged.
        """
        file = _changes_file(path)
        texts, assured = self._read()
        theirs, their_assured = _guidance_of(file, path)
        have = {each.name for each in office_layer.update_files(self._office)}
        updates = {name: each for name, each in file["updates"].items() if name not in have}
        new = tuple(sorted(theirs.keys() - texts.keys()))
        changed = tuple(
            sorted(code for code in theirs.keys() & texts.keys() if theirs[code].entry != texts[code].entry)
        )
        newly = tuple(sorted(code for code, each in their_assured.items() if assured.get(code) != each))
        if write:
            self._take_over(updates, {**texts, **theirs}, {**assured, **their_assured})
        return Merged(new, changed, newly, len(updates))

    def _take_over(
        self, updates: Mapping[str, Any], texts: dict[str, OwnText], assured: dict[str, Assured]
    ) -> None:
        written = []
        try:
            for name, each in updates.items():
                text = json.dumps(each, ensure_ascii=False, indent=1, sort_keys=True)
                path = self._office / OFFICE_UPDATES / name
                written.append(write_whole(path, f"{text}\n".encode()))
            office_layer.save_guidance(self._office, texts, assured)
        except MotcuaError:  # nothing in part: what was new a moment ago goes again
            for path in written:
                path.unlink(missing_ok=True)
            raise

    def _facts_mark(self, code: str) -> str:
        facts = self.facts(code)
        return office_layer.load(self._office).facts_mark(code, facts.sha256 if facts else "")

    def _read(self) -> tuple[dict[str, OwnText], dict[str, Assured]]:
        return office_layer.read_guidance_file(self._office / office_layer.GUIDANCE)

    def _bundled(self) -> dict[str, dict[str, Any]]:
        return read_guidance(self._data / "guidance")[0]


def _changes_file(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > LARGEST:
            raise FileProblemError(f"Tệp {path.name} quá lớn.")
        file = json.loads(path.read_text(encoding="utf-8"))
        sound = file["kind"] == KIND and all(map(_UPDATE_NAME.fullmatch, file["updates"].keys()))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        sound, file = False, {}
    if not sound:
        raise FileProblemError(
            f"Tệp {path.name} không phải tệp thay đổi của danh mục.",
            next_step="Cần tệp do «motcua catalog export-changes» ghi ra.",
        )
    return dict(file)


def _guidance_of(file: dict[str, Any], path: Path) -> tuple[dict[str, OwnText], dict[str, Assured]]:
    """The texts of a file of changes, checked as the office's own are, and its imports too."""
    from tempfile import TemporaryDirectory  # noqa: PLC0415 - slow to import, and a merge is rare

    try:
        with TemporaryDirectory(prefix="motcua-") as folder:
            for name, each in file["updates"].items():
                office_layer.read_update(write_whole(Path(folder) / name, json.dumps(each).encode()))
            own = {key: file[key] for key in ("texts", "assured")}
            return office_layer.read_guidance_file(
                write_whole(Path(folder) / "own" / "guidance.json", json.dumps(own).encode())
            )
    except (MotcuaError, KeyError) as error:
        raise FileProblemError(f"Tệp {path.name} có chỗ hỏng.", next_step="Danh mục vẫn như cũ.") from error
