"""Looks: a block that nobody has drawn yet is an error, not a blank space."""

from dataclasses import dataclass
from typing import cast

import pytest

from handouts import typeset
from handouts.blocks import Block, PortalCode, Title
from handouts.fonts import BOLD, REGULAR
from handouts.formats import LEAFLETS
from services_catalog.settings import Paper

A5 = LEAFLETS[Paper.A5]


@dataclass(frozen=True)
class _Unknown:
    text: str


def test_a_block_without_looks_is_refused() -> None:
    """A new kind of block that paper doesn't know would silently vanish from every leaflet."""
    with pytest.raises(TypeError):
        typeset.pieces([cast("Block", _Unknown("x"))], A5, ("gov.vn",))


@pytest.mark.parametrize(
    ("length", "size", "font"), [(40, A5.title, BOLD), (150, A5.heading, BOLD), (1_100, A5.body, REGULAR)]
)
def test_long_titles_are_set_quieter_but_never_below_body_size(length: int, size: float, font: str) -> None:
    """A name of 1,100 characters at title size would fill the sheet and leave no room for the steps."""
    title, _ = typeset.pieces([Title("thủ tục " * (length // 8), "", "1.001193")], A5, ())
    assert title.size == size >= 12
    assert title.lines[0][0].font == font


def test_words_beside_the_code_push_the_blanks_down() -> None:
    """Long search words must not be written over by the citizen's own dossier code."""
    short, long = (
        typeset.pieces(
            [PortalCode("https://dichvucong.gov.vn/", "Quét", lines, ("Mã:", "Ngày:"))], A5, ("gov.vn",)
        )[0]
        for lines in (("một dòng",), ("nhiều dòng",) * 12)
    )
    assert long.height > short.height
    assert long.height > len(long.lines) * long.leading
