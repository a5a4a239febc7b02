"""A few lines in another language of the office's people, for a service: Tày, Nùng, Mông, Dao.

The office writes and answers for every word; nothing is translated by a machine, and nothing is bundled.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from services_catalog.errors import DataProblem, SettingsError
from services_catalog.paths import write_whole
from services_catalog.vietnamese import clean

LONGEST_TEXT = 1500
LONGEST_LANGUAGE = 40
LONGEST_CODE = 60
USUAL_LANGUAGES = ("Tày", "Nùng", "Mông", "Dao")


@dataclass(frozen=True, slots=True)
class SecondLanguage:
    """The office's own text in `language`; its lines are parted by line feeds."""

    language: str
    text: str


Texts = Mapping[str, tuple[SecondLanguage, ...]]
"""The texts of each service by its code, at most one for each language."""


def checked(language: Any, text: Any) -> SecondLanguage:
    """Return the text cleaned: no control characters, no empty lines.

    Raises SettingsError for what is no text, is empty or is longer than `LONGEST_TEXT`.
    """
    if not isinstance(language, str) or not isinstance(text, str):
        raise SettingsError("Tên tiếng và nội dung phải là chữ.")
    name = clean(language)
    lines = "\n".join(line for line in map(clean, text.splitlines()) if line)
    if not name or not lines:
        raise SettingsError("Cần ghi tên tiếng và nội dung.")
    if len(name) > LONGEST_LANGUAGE or len(lines) > LONGEST_TEXT:
        raise SettingsError(
            f"Tên tiếng dài nhất {LONGEST_LANGUAGE} chữ, nội dung dài nhất {LONGEST_TEXT} chữ."
        )
    return SecondLanguage(name, lines)


def load(path: Path) -> tuple[Texts, list[DataProblem]]:
    """Read the texts and tell what could not be used; a missing file means that there are none."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}, []
    except (OSError, ValueError):
        return {}, [DataProblem(path.name, "Tệp không đọc được; không in tiếng thứ hai.")]
    if not isinstance(raw, dict):
        return {}, [DataProblem(path.name, "Tệp sai dạng; không in tiếng thứ hai.")]
    texts: Texts = {}
    problems = []
    for code, entries in raw.items():
        for entry in entries if isinstance(entries, list) else [entries]:
            try:
                texts = with_text(texts, code, _entry(entry))
            except SettingsError as error:
                problems.append(DataProblem(path.name, f"Mã {clean(code, LONGEST_CODE)}: {error.message}"))
    return texts, problems


def _entry(raw: Any) -> SecondLanguage:
    if not isinstance(raw, dict):
        raise SettingsError("Mục sai dạng.")
    return checked(raw.get("language"), raw.get("text"))


def save(path: Path, texts: Texts) -> None:
    """Write the texts whole or not at all."""
    raw = {code: [asdict(each) for each in found] for code, found in texts.items() if found}
    write_whole(path, f"{json.dumps(raw, ensure_ascii=False, indent=1, sort_keys=True)}\n".encode())


def with_text(texts: Texts, code: str, text: SecondLanguage) -> Texts:
    """Return the texts with this one in place of what the service had in that language.

    Raises SettingsError for a code that is empty or too long.
    """
    key = clean(code)
    if not key or len(key) > LONGEST_CODE:
        raise SettingsError("Mã thủ tục không đúng.")
    return {**texts, key: (*_others(texts, key, text.language), text)}


def without_text(texts: Texts, code: str, language: str) -> Texts:
    """Return the texts without the service's one in that language."""
    return {**texts, code: _others(texts, code, language)}


def _others(texts: Texts, code: str, language: str) -> tuple[SecondLanguage, ...]:
    wanted = clean(language).casefold()
    return tuple(each for each in texts.get(code, ()) if each.language.casefold() != wanted)
