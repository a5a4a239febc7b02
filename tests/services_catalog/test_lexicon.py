"""Phrases and words as data: classes, an office's own words, broken files."""

from pathlib import Path

import pytest

from services_catalog.errors import FileProblemError
from services_catalog.lexicon import Lexicon, load, terms_of


def test_classes_are_spread() -> None:
    """Without it «<người thân> mất» would stand for nobody."""
    lexicon = Lexicon()
    lexicon.add(
        {"classes": {"thân": ["mẹ", "ông nội"]}, "groups": [{"means": {"đăng ký khai tử": ["<thân> mất"]}}]}
    )
    assert [phrase for phrase, _ in lexicon.meanings["me"]] == ["mẹ mất"]
    assert [phrase for phrase, _ in lexicon.meanings["ong"]] == ["ông nội mất"]
    assert lexicon.known >= {"me", "noi", "mat"}


def test_a_code_is_a_meaning() -> None:
    """Without it an office could not point its words at a service."""
    lexicon = Lexicon()
    lexicon.add({"groups": [{"weight": 0.5, "means": {"1.001193": ["giấy tờ cu tí"]}}]})
    [(_, meaning)] = lexicon.meanings["giay"]
    assert (meaning.code, meaning.terms, meaning.weight) == ("1.001193", (), 0.5)


def test_abbreviations_need_no_marks() -> None:
    """Without it «dk» would be another word than «đk»."""
    assert [term.toned for term in terms_of("đk")] == [""]
    assert terms_of("sổ đỏ")[1].toned == "đo3"


@pytest.mark.parametrize("text", ["", "[]", '{"groups": [{}]}', '{"talk": 3}'])
def test_broken_files_are_told(tmp_path: Path, text: str) -> None:
    """Without it a slip in the file would end in a traceback."""
    path = tmp_path / "synonyms.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileProblemError):
        load(path)
