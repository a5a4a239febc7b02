"""Vietnamese typed through an input method into the real program, byte for byte."""

import itertools
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal.program import F3, UP, Program

pytestmark = pytest.mark.terminal

DELETE_ALL = "\x15"
BURST = "vie⌫êt⌫⌫ệt"
DECOMPOSED = unicodedata.normalize("NFD", BURST)


def _bursts() -> Iterator[tuple[str, bool]]:
    """The same word as each keyboard sends it: backspace as 0x08 or 0x7f, one write or many, composed or not."""
    for backspace, word, piecewise in itertools.product("\x08\x7f", (BURST, DECOMPOSED), (False, True)):
        yield word.replace("⌫", backspace), piecewise


def _type_into(program: Program, row: str) -> None:
    """Type the word in every way into the field that has the focus, and find it right each time."""
    for burst, piecewise in _bursts():
        program.send(burst, piecewise=piecewise)
        program.wait_for(lambda seen: row.format("việt") in " ".join(seen.split()))
        program.send(DELETE_ALL)
        program.wait_for(lambda seen: row.format("việt") not in " ".join(seen.split()))


def test_in_the_search_box(home: Path) -> None:
    """Without it the search would look for `vieê` when the officer typed việt."""
    with Program(home) as program:
        program.wait_for("Dịch vụ công thiết yếu")
        _type_into(program, "│ {} │")


def test_in_the_list_of_commands(home: Path) -> None:
    """Without it the palette would be the one box where Vietnamese can't be typed."""
    with Program(home) as program:
        program.wait_for("F10")
        program.send("\x10")
        program.wait_for("Gõ tên việc cần làm")
        _type_into(program, "│ {} │")


def test_in_a_form(worked_home: Path) -> None:
    """Without it notes and names of officers would be stored scrambled."""
    with Program(worked_home) as program:
        program.wait_for("Dịch vụ công thiết yếu")
        program.send(F3)
        program.wait_for("Ghi chú")
        program.send(UP)
        program.wait_for(lambda _seen: "Ghi chú" in program.row_of_cursor())
        _type_into(program, "Ghi chú {} ")
