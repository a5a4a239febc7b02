"""The office's own lines in another language: kept as they were written, and harmless."""

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from services_catalog import second_language
from services_catalog.errors import SettingsError
from services_catalog.second_language import (
    LONGEST_TEXT,
    SecondLanguage,
    checked,
    load,
    save,
    with_text,
    without_text,
)

MONG = SecondLanguage("Mông", "Cur kal drev les Môngy\nHai dòng")
TAY = SecondLanguage("Tày", "Lục đếch")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the texts are going to be."""
    return tmp_path / "settings" / "languages.json"


def test_what_is_saved_is_read_again(path: Path) -> None:
    """Without it a text that the office wrote would be lost or changed."""
    texts = with_text(with_text({}, "1.001193", MONG), " 1.001193 ", TAY)
    save(path, texts)
    assert load(path) == ({"1.001193": (MONG, TAY)}, [])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_one_text_a_language() -> None:
    """Without it a corrected text would stand beside the wrong one."""
    texts = with_text({"1": (MONG, TAY)}, "1", SecondLanguage("mông", "mới"))
    assert texts == {"1": (TAY, SecondLanguage("mông", "mới"))}
    assert without_text(texts, "1", "MÔNG") == {"1": (TAY,)}
    assert without_text(texts, "2", "Tày")["1"] == texts["1"]


def test_a_service_without_texts_leaves_no_trace(path: Path) -> None:
    """Without it the file would fill with empty entries."""
    save(path, without_text({"1": (TAY,)}, "1", "Tày"))
    assert json.loads(path.read_text(encoding="utf-8")) == {}


def test_text_is_cleaned_and_keeps_its_lines() -> None:
    """Without it control characters could reach paper and screen, or a poem become one line."""
    assert checked(" Ta\u0300y ", "a\x1b[2J \n\n \u202eb\r\nc") == SecondLanguage("Tày", "a [2J\nb\nc")


@pytest.mark.parametrize(
    ("language", "text"),
    [("", "x"), ("Dao", " \n "), ("Dao", None), (1, "x"), ("x" * 41, "x"), ("Dao", "x" * (LONGEST_TEXT + 1))],
)
def test_what_can_not_be_used_is_refused(language: Any, text: Any) -> None:
    """Without it an empty box, or a page of text, would be printed on a leaflet."""
    with pytest.raises(SettingsError):
        checked(language, text)


@pytest.mark.parametrize("code", ["", " ", "1" * 61])
def test_a_code_is_needed(code: str) -> None:
    """Without it a text would be kept for no service."""
    with pytest.raises(SettingsError):
        with_text({}, code, TAY)


def test_no_file_means_no_texts(path: Path) -> None:
    """Without it most desks, which have none, could not print."""
    assert load(path) == ({}, [])


@pytest.mark.parametrize("content", ["{", "[]", "\udc80"])
def test_a_broken_file_is_told(path: Path, content: str) -> None:
    """Without it the office's text would silently be missing, or nothing could be printed at all."""
    path.parent.mkdir()
    path.write_text(content, encoding="utf-8", errors="surrogateescape")
    texts, problems = load(path)
    assert texts == {}
    assert [problem.source for problem in problems] == ["languages.json"]


def test_one_bad_entry_does_not_hide_the_others(path: Path) -> None:
    """Without it one slip in the file would take all texts off the leaflets."""
    good = {"language": "Tày", "text": "Lục đếch"}
    path.parent.mkdir()
    path.write_text(json.dumps({"1": [good, 5], "2": {"language": "", "text": "x"}, "": good, "3": good}))
    texts, problems = load(path)
    assert texts == {"1": (TAY,), "3": (TAY,)}
    assert len(problems) == 3


def test_the_usual_languages_are_offered() -> None:
    """Without it each desk would spell the languages in its own way."""
    assert second_language.USUAL_LANGUAGES == ("Tày", "Nùng", "Mông", "Dao")
