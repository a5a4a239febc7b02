"""What people here call a service, kept apart from what an update brings."""

from pathlib import Path

import pytest

from services_catalog.errors import DamagedStoreError, SettingsError
from services_catalog.own_words import MOST, added, as_synonyms, load, removed, save


def test_words_are_kept(tmp_path: Path) -> None:
    """An office that types its words in must find them after the next start."""
    own = added(added({}, "1.001193", "làm giấy cho  cháu"), "1.001193", "khai đẻ")
    save(tmp_path / "words.json", own)
    assert load(tmp_path / "words.json") == {"1.001193": ["làm giấy cho cháu", "khai đẻ"]}


def test_no_file_means_no_words(tmp_path: Path) -> None:
    """Most offices never add any."""
    assert load(tmp_path / "words.json") == {}


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"groups": [{"means": 5}]}'])
def test_a_torn_file_is_told_and_left(tmp_path: Path, content: bytes) -> None:
    """Overwriting it would lose what the office wrote."""
    path = tmp_path / "words.json"
    path.write_bytes(content)
    with pytest.raises(DamagedStoreError):
        load(path)
    assert path.read_bytes() == content


@pytest.mark.parametrize("said", ["", " … ", "x" * 81, "KHAI ĐẺ", "khai de"])
def test_refuses_what_is_no_new_word(said: str) -> None:
    """The same word twice, or a page of text, would only slow the search down."""
    with pytest.raises(SettingsError):
        added({"1.001193": ["khai đẻ"]}, "1.001193", said)


def test_there_is_a_limit_for_one_service() -> None:
    """Thirty names are more than any service has."""
    own = {"1.001193": [f"từ {number}" for number in range(MOST)]}
    with pytest.raises(SettingsError):
        added(own, "1.001193", "một từ nữa")


def test_taking_the_last_word_away_forgets_the_service() -> None:
    """An empty list would stand in the file for ever."""
    assert removed({"a": ["x", "y"], "b": ["z"]}, "b", "z") == {"a": ["x", "y"]}
    assert removed({"a": ["x", "y"]}, "a", "x") == {"a": ["y"]}


def test_the_search_reads_the_same_form() -> None:
    """One form for the bundled words and the office's own: one reader for both."""
    assert as_synonyms({"1.001193": ["khai đẻ"]})["groups"][0]["means"] == {"1.001193": ["khai đẻ"]}
