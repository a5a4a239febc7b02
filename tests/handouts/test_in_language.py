"""The office's own words in another language: whole, marked, never put right, and not read aloud."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pypdf
import pytest

from handouts import leaflet, plain_text, poster, speech, tagged
from handouts.fonts import LettersLackedError, check_letters
from handouts.leaflet import LeafletOptions
from services_catalog.model import PublicService
from services_catalog.second_language import LONGEST_TEXT, SecondLanguage
from services_catalog.settings import Paper, Settings
from tests.handouts.reading import sizes, stands_in_order, texts, words

MADE_ON = date(2026, 11, 22)
MONG = SecondLanguage("Mông", "Cur kal drev les Môngy\nNjuôz tx. pâuz; kuv, tsi")
TAY = SecondLanguage("tiếng Tày", "Pây nộp mạng")
Make = Callable[..., PublicService]


def _options(*found: SecondLanguage, paper: Paper = Paper.A5, large_print: bool = False) -> LeafletOptions:
    settings = Settings(paper=paper)
    return LeafletOptions(MADE_ON, settings, large_print=large_print, texts={"1.001193": found})


@pytest.mark.parametrize(
    ("options", "least"),
    [
        (_options(MONG, TAY), 12),
        (_options(MONG, TAY, paper=Paper.A4), 14),
        (_options(MONG, TAY, paper=Paper.A5X2), 12),
        (_options(MONG, TAY, large_print=True), 18),
    ],
    ids=["a5", "a4", "a5x2", "large print"],
)
def test_it_stands_on_every_paper(make_guided: Make, options: LeafletOptions, least: float) -> None:
    """Who reads no Vietnamese would look in vain on the paper that the next desk prints."""
    pdf = leaflet.render([make_guided()], options)
    text = " ".join(texts(pdf))
    assert stands_in_order(
        text,
        "Cần giúp",
        "Tiếng Mông Cur kal drev les Môngy Njuôz tx. pâuz; kuv, tsi",
        "tiếng Tày Pây nộp mạng",
        "Đề phòng",
    )
    assert min(run.size for run in words(pdf)) >= least


def test_it_belongs_to_its_service_alone(make_service: Make) -> None:
    """Words about births on a leaflet about deaths would send people away with the wrong papers."""
    text = " ".join(texts(leaflet.render([make_service(code="1.000656")], _options(MONG))))
    assert "Mông" not in text


def test_the_text_for_a_telephone_keeps_its_lines(make_guided: Make) -> None:
    """Splitting at full stops is a Vietnamese rule; «tx.» may be a word there."""
    written = plain_text.render(leaflet.content(make_guided(), _options(MONG)))
    assert "\n\nTiếng Mông:\nCur kal drev les Môngy\nNjuôz tx. pâuz; kuv, tsi\n\n" in written


def test_a_vietnamese_voice_does_not_read_it(make_guided: Make) -> None:
    """A loudspeaker that reads Mông as Vietnamese makes a fool of the office; the block is left out of the script."""
    content = leaflet.content(make_guided(), _options(MONG))
    assert speech.render(content) == speech.render(leaflet.content(make_guided(), _options()))


@pytest.mark.parametrize(("language", "code"), [("Mông", "hmn"), ("tiếng Tày", "tyz"), ("Sán Chay", "und")])
def test_a_screen_reader_is_told_the_language(make_guided: Make, language: str, code: str) -> None:
    """Without the language's mark a screen reader reads on in its Vietnamese voice."""
    pytest.importorskip("typst")
    options = _options(SecondLanguage(language, "Cur kal"))
    pdf = tagged.render([leaflet.content(make_guided(), options)], made_on=MADE_ON, hosts=("gov.vn",))
    with io.BytesIO(pdf) as file, pypdf.PdfReader(file) as reader:
        root: Any = reader.trailer["/Root"]
        marks = _languages(root["/StructTreeRoot"])
    assert code in marks
    assert "Cur kal" in " ".join(texts(pdf))


def _languages(element: Any) -> set[str]:
    found = {str(element["/Lang"])} if "/Lang" in element else set()
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        thing = kid.get_object()
        if isinstance(thing, dict):
            found |= _languages(thing)
    return found


def test_it_stands_on_the_poster_too(make_guided: Make) -> None:
    """The wall of a village house is read by those who take no leaflet."""
    found = {"1.001193": (MONG,)}
    pdf = poster.render([make_guided()], Paper.A4, Settings(), MADE_ON, found)
    assert stands_in_order(texts(pdf)[0], "Các bước", "Tiếng Mông Cur kal drev", "Đề phòng")
    assert len(sizes(pdf)) == 1


def test_the_longest_text_fits_on_a_poster_and_goes_on_on_a_leaflet(make_guided: Make) -> None:
    """A text that was taken must come out whole, whatever else has to give way."""
    line = "Cur kal drev les Môngy njuôz pâuz tsi"
    text = "\n".join([line] * (LONGEST_TEXT // (len(line) + 1)))
    found = SecondLanguage("Mông", text)
    on_wall = " ".join(
        texts(poster.render([make_guided()], Paper.A4, Settings(), MADE_ON, {"1.001193": (found,)}))
    )
    assert on_wall.count(line) == text.count("\n") + 1
    assert "Đề phòng lừa đảo" in on_wall
    pages = leaflet.pages(make_guided(), _options(found))
    assert all(not pages_end.piece.keep_with_next for pages_end in (each[-1] for each in pages[:-1]))
    assert " ".join(texts(leaflet.render([make_guided()], _options(found)))).count(line) == on_wall.count(
        line
    )


@pytest.mark.parametrize(
    ("text", "lacked"),
    [("Ꞗa", "Ꞗ"), ("ꓮꓯ", "ꓮ  ꓯ"), ("ə\u0300 ə\u0300", "ə\u0300"), ("ƣ", "ƣ"), ("\u0301a", "\u0301")],
)
def test_letters_that_would_come_out_otherwise_are_named(make_guided: Make, text: str, lacked: str) -> None:
    """A question mark in the middle of a word, or ư for ƣ, makes another word of it, and nobody here would notice."""
    with pytest.raises(LettersLackedError) as caught:
        leaflet.render([make_guided()], _options(SecondLanguage("Tày", text)))
    assert caught.value.message == f"Phông chữ trên tờ rơi thiếu: {lacked}."
    with pytest.raises(LettersLackedError):
        check_letters(text)


def test_vietnamese_letters_and_those_of_the_scripts_here_are_drawn() -> None:
    """An office must be able to write Tày, Nùng, Mông and Dao as they are written in Cao Bằng."""
    check_letters("Cur kal drev les Môngy ứẫỵđ Ơ Ư ā ə ŋ – «»“” 1.000 đ\nKho\u0302ng")


def test_words_that_look_like_code_stay_words(make_guided: Make) -> None:
    """What an office pastes must not become markup on paper."""
    nasty = SecondLanguage("Dao", "<b>#x</b> $y$ \\n {z}")
    assert "<b>#x</b> $y$ \\n {z}" in " ".join(texts(leaflet.render([make_guided()], _options(nasty))))
