"""The font of a report's PDF: Times New Roman or a free font of its measures where this machine has one.

Times New Roman may not be handed on, so none is bundled: Windows has it, and Tinos is free (Debian: fonts-croscore).
Liberation Serif has the same measures, but its usual versions lack 92 Vietnamese letters, so letters are counted before
a font is taken. Where there is none, Source Sans, which is bundled, takes its place, and the report says so.
"""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from font_source_sans_pro import font_files_ttf
from reportlab import rl_config
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from services_catalog.vietnamese import LETTERS, clean

_SUBSTITUTE = "?"
_STYLES: tuple[tuple[str, Literal[0, 1], Literal[0, 1]], ...] = (
    ("", 0, 0),
    ("-Bold", 1, 0),
    ("-Italic", 0, 1),
    ("-BoldItalic", 1, 1),
)
_SETS = (
    ("Times New Roman", ("times.ttf", "timesbd.ttf", "timesi.ttf", "timesbi.ttf")),
    (
        "Times New Roman",
        tuple(f"Times_New_Roman{style}.ttf" for style in ("", "_Bold", "_Italic", "_Bold_Italic")),
    ),
    ("Tinos", tuple(f"Tinos-{style}.ttf" for style in ("Regular", "Bold", "Italic", "BoldItalic"))),
    (
        "Liberation Serif",
        tuple(f"LiberationSerif-{style}.ttf" for style in ("Regular", "Bold", "Italic", "BoldItalic")),
    ),
    ("FreeSerif", tuple(f"FreeSerif{style}.ttf" for style in ("", "Bold", "Italic", "BoldItalic"))),
)
_BUNDLED = tuple(
    font_files_ttf[name]
    for name in ("SourceSansPro", "SourceSansProBold", "SourceSansProIt", "SourceSansProBoldIt")
)


@dataclass(frozen=True, slots=True)
class Face:
    """The family in use: its name, also as ReportLab knows it, whether it has the measures of Times, its letters."""

    name: str
    family: str
    is_times: bool
    letters: frozenset[str]


def folders() -> tuple[Path, ...]:
    """Where this machine keeps its fonts."""
    home = Path.home()
    return (
        Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts",
        home / "AppData/Local/Microsoft/Windows/Fonts",
        home / ".local/share/fonts",
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        Path("/Library/Fonts"),
    )


@cache
def face() -> Face:
    """Make the family known to ReportLab, once a process."""
    rl_config.useA85 = 0
    for name, files in _SETS:
        paths, family = _found(files), _family(name)
        letters = _register(paths, family, LETTERS) if paths else None
        if letters is not None:
            return Face(name, family, is_times=True, letters=letters)
    family = _family("Source Sans")
    return Face("Source Sans", family, is_times=False, letters=_register(_BUNDLED, family, "") or frozenset())


def _family(name: str) -> str:
    """A name of its own for each family: ReportLab keeps the first font it was given under a name."""
    return f"Report{name.replace(' ', '')}"


def printable(text: str) -> str:
    """A text as one line that the family can draw; a letter it lacks shows as «?» and not as an empty box."""
    line = "\u00a0".join(
        map(clean, text.split("\u00a0"))
    )  # blanks to be filled in by hand stay as wide as they are
    for letter in set(line) - face().letters:
        line = line.replace(letter, " " if letter.isspace() else _SUBSTITUTE)
    return line


def _found(files: tuple[str, ...]) -> tuple[str, ...] | None:
    """The four files of a family, all in one folder."""
    for folder in folders():
        for regular in sorted(folder.rglob(files[0])) if folder.is_dir() else ():
            paths = [regular.with_name(each) for each in files]
            if all(each.is_file() for each in paths):
                return tuple(map(str, paths))
    return None


def _register(paths: tuple[str, ...], family: str, needed: str) -> frozenset[str] | None:
    """Register four files as the family; None where one can't be read or lacks a `needed` letter."""
    try:
        fonts = [TTFont(f"{family}{name}", path) for (name, _, _), path in zip(_STYLES, paths, strict=True)]
    except (TTFError, OSError):
        return None
    letters = frozenset(map(chr, set.intersection(*(set(font.face.charToGlyph) for font in fonts))))
    if not set(needed) <= letters:
        return None
    for font, (_, bold, italic) in zip(fonts, _STYLES, strict=True):
        pdfmetrics.registerFont(font)
        addMapping(family, bold, italic, font.fontName)
    return letters
