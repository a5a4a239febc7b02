"""The two fonts of every handout, Source Sans Pro regular and bold, and what is done with letters they lack.

Paper can't be corrected once it is handed out: a letter without a glyph would come out as an empty box,
so it is replaced here, visibly, before anything is measured or drawn.
"""

from functools import cache, lru_cache

from font_source_sans_pro import font_files_ttf
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from services_catalog.vietnamese import clean

REGULAR = "SourceSansPro"
BOLD = "SourceSansProBold"
SUBSTITUTE = "?"
# An old converter of Vietnamese text left these in some of the Portal's names, where ư and Ư were meant.
_MEANT = str.maketrans("ƣƢ", "ưƯ")


@cache
def register() -> frozenset[str]:
    """Make both fonts known to ReportLab, once a process, and return the characters that both can draw.

    ReportLab is also told not to write its files as ASCII, which makes them larger and slower for nobody's good.
    """
    rl_config.useA85 = 0
    fonts = [TTFont(name, font_files_ttf[name]) for name in (REGULAR, BOLD)]
    for font in fonts:
        pdfmetrics.registerFont(font)
    drawable = set.intersection(*(set(font.face.charToGlyph) for font in fonts))
    return frozenset(map(chr, drawable))


def missing_glyphs(text: str) -> str:
    """Return the characters of `text` that the fonts can't draw, each once, in order of appearance."""
    drawable = register()
    return "".join(
        dict.fromkeys(letter for letter in clean(text).translate(_MEANT) if letter not in drawable)
    )


def printable(text: str) -> str:
    """Return `text` as one line that can be drawn: composed, no control characters, no missing glyphs."""
    line = clean(text).translate(_MEANT)
    for letter in set(line) - register():
        line = line.replace(letter, SUBSTITUTE)
    return line


@lru_cache(maxsize=20_000)
def width(text: str, font: str, size: float) -> float:
    """Return how wide `text` is when drawn, in points. Most words come back, so they are measured once."""
    register()
    return float(pdfmetrics.stringWidth(text, font, size))
