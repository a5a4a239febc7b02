"""The office's own layer over the bundled catalogue: updates of facts, changes of guidance, and assurances.

    <settings>/catalog/updates/<when>-<id>.json   one applied import each; the later wins; removing it undoes it
    <settings>/catalog/guidance.json              the office's texts, and who assured which text when

Nothing of it is ever written into the bundled files, so an update of the program keeps it, and taking it away
brings the bundled catalogue back. A file that can't be read is told and left out; the desk works on without it.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from services_catalog.errors import DamagedStoreError, DataProblem
from services_catalog.paths import OFFICE_UPDATES, write_whole
from services_catalog.records import CODE, guidance_from, plain, service_from_layer

GUIDANCE = "guidance.json"
Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Update:
    """What an import says of one service: its record whole, or that it is withdrawn; `changed` names the fields."""

    record: Mapping[str, Any]
    changed: tuple[str, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OwnText:
    """The office's own guidance of a service, and the bundled entry that it was made from: its hash, and its text.

    The text is None where there was no bundled entry, and in files of before it was kept.
    """

    entry: Entry
    base: str
    base_entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class Assured:
    """Who assured which text, by its hash, on which day (ISO), against which facts (`facts_mark`).

    The mark is empty in files of before it was kept; the days are compared then.
    """

    by: str
    on: str
    text: str
    facts: str = ""


@dataclass(frozen=True, slots=True)
class OfficeLayer:
    """All of it, read; `problems` tell what could not be."""

    updates: Mapping[str, Update] = field(default_factory=dict)
    texts: Mapping[str, OwnText] = field(default_factory=dict)
    assured: Mapping[str, Assured] = field(default_factory=dict)
    problems: tuple[DataProblem, ...] = ()

    def guidance(self, code: str, bundled: Entry | None) -> Entry | None:
        """The guidance that holds here: the office's own text, else the bundled one, with the office's assurance.

        An assurance holds for the text that was assured and no other.
        """
        own = self.texts.get(code)
        entry = own.entry if own else bundled
        assured = self.assured.get(code)
        if entry is not None and assured and assured.text == entry_hash(entry):
            facts = {"facts": assured.facts} if assured.facts else {}
            return {**entry, "assured": {"by": assured.by, "on": assured.on, **facts}}
        return entry

    def facts_mark(self, code: str, record_sha256: str) -> str:
        """A short hash of what is known of a service: its whole record's hash, and what an import says of it."""
        update = self.updates.get(code)
        told = [
            record_sha256,
            plain(update.record) if update else {},
            plain(update.details) if update else {},
        ]
        return _hash(told)


def entry_hash(entry: Entry) -> str:
    """A short hash of a text, whoever assured it."""
    told = {key: value for key, value in entry.items() if key != "assured"}
    return _hash(told)


def _hash(told: Any) -> str:
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]


def load(folder: Path | None) -> OfficeLayer:
    """Read the layer; an empty one where there is none."""
    if folder is None or not folder.is_dir():
        return OfficeLayer()
    problems: list[DataProblem] = []
    updates: dict[str, Update] = {}
    for path in update_files(folder):
        try:
            updates |= read_update(path)
        except DamagedStoreError as error:
            problems.append(DataProblem(path.name, error.message))
    try:
        texts, assured = read_guidance_file(folder / GUIDANCE)
    except DamagedStoreError as error:
        problems.append(DataProblem(GUIDANCE, error.message))
        texts, assured = {}, {}
    return OfficeLayer(updates, texts, assured, tuple(problems))


def update_files(folder: Path) -> list[Path]:
    """The applied imports, oldest first."""
    return sorted((folder / OFFICE_UPDATES).glob("*.json"))


def read_update(path: Path) -> dict[str, Update]:
    """One applied import, by code. Raises DamagedStoreError where it can't be read."""
    try:
        services = json.loads(path.read_text(encoding="utf-8"))["services"]
        found = {}
        for code, each in services.items():
            service_from_layer(each["record"])
            found[code] = Update(each["record"], tuple(each.get("changed", ())), each.get("details", {}))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedStoreError(f"Tệp cập nhật {path.name} không đọc được.") from error
    return found


def read_guidance_file(path: Path) -> tuple[dict[str, OwnText], dict[str, Assured]]:
    """The office's texts and assurances by code; none where the file is missing.

    Raises DamagedStoreError where it can't be read; it is left as it is.
    """
    try:
        file = json.loads(path.read_text(encoding="utf-8"))
        texts = {
            _code(code): OwnText(
                _sound(each["entry"]),
                str(each["base"]),
                _sound(each["base_entry"]) if each.get("base_entry") else None,
            )
            for code, each in file["texts"].items()
        }
        assured = {
            _code(code): Assured(
                str(each["by"]), str(each["on"]), str(each["text"]), str(each.get("facts", ""))
            )
            for code, each in file["assured"].items()
        }
    except FileNotFoundError:
        return {}, {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedStoreError(f"Tệp bài hướng dẫn của cơ quan {path} không đọc được.") from error
    return texts, assured


def guidance_content(texts: Mapping[str, OwnText], assured: Mapping[str, Assured]) -> dict[str, Any]:
    """The file's form."""
    return {
        "texts": {
            code: {"base": each.base, "base_entry": each.base_entry, "entry": each.entry}
            for code, each in texts.items()
        },
        "assured": {
            code: {"by": each.by, "on": each.on, "text": each.text, "facts": each.facts}
            for code, each in assured.items()
        },
    }


def save_guidance(folder: Path, texts: Mapping[str, OwnText], assured: Mapping[str, Assured]) -> None:
    """Write the office's texts and assurances whole or not at all."""
    text = json.dumps(guidance_content(texts, assured), ensure_ascii=False, indent=1, sort_keys=True)
    write_whole(folder / GUIDANCE, f"{text}\n".encode())


def _code(code: str) -> str:
    if not CODE.fullmatch(code):
        raise ValueError(code)
    return code


def _sound(entry: Entry) -> Entry:
    guidance_from(entry)
    return entry
