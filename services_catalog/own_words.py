"""Everyday words that an office adds for a service: its own file, so that no update takes them away.

The file has the form of `data/synonyms.json`; the search reads both.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from services_catalog.errors import DamagedStoreError, SettingsError
from services_catalog.paths import write_whole
from services_catalog.vietnamese import clean, fold, words

TOPIC = "của cơ quan"
LONGEST = 80
MOST = 30
"""Words for one service; more would be a text, not a name."""


def load(path: Path) -> dict[str, list[str]]:
    """Return the office's words by code; a missing file means none.

    Raises DamagedStoreError where the file can't be read; it is left as it is.
    """
    try:
        groups = json.loads(path.read_text(encoding="utf-8"))["groups"]
        return {
            code: [clean(each, LONGEST) for each in said]
            for group in groups
            for code, said in group["means"].items()
        }
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DamagedStoreError(f"Tệp từ riêng {path} không đọc được.") from error


def added(own: Mapping[str, list[str]], code: str, said: str) -> dict[str, list[str]]:
    """Return the words with one more for `code`.

    Raises SettingsError where it is no word, too long, there already, or one too many.
    """
    text = clean(said)
    known = own.get(code, [])
    if not words(text):
        raise SettingsError("Cần ghi ít nhất một từ.")
    if len(text) > LONGEST:
        raise SettingsError(f"Cách gọi dài quá {LONGEST} chữ.")
    if any(fold(each) == fold(text) for each in known):
        raise SettingsError(f"«{text}» đã có rồi.")
    if len(known) >= MOST:
        raise SettingsError(f"Nhiều nhất {MOST} cách gọi cho một thủ tục.")
    return {**own, code: [*known, text]}


def removed(own: Mapping[str, list[str]], code: str, said: str) -> dict[str, list[str]]:
    """Return the words without this one."""
    left = {**own, code: [each for each in own.get(code, []) if each != said]}
    return {key: value for key, value in left.items() if value}


def save(path: Path, own: Mapping[str, list[str]]) -> None:
    """Write the office's words whole or not at all."""
    text = json.dumps(as_synonyms(own), ensure_ascii=False, indent=1, sort_keys=True)
    write_whole(path, f"{text}\n".encode())


def as_synonyms(own: Mapping[str, list[str]]) -> dict[str, Any]:
    """Return the words in the form that the search reads."""
    return {"groups": [{"topic": TOPIC, "means": dict(own)}]}
