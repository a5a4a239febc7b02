"""The handout as a tagged PDF (PDF/UA-1) for screen readers, from the same blocks as the printed leaflet.

ReportLab writes no tags, so this form is set by typst: headings, lists, language, title, reading order and a
text in place of the QR code. typst comes with the extra `motcua[accessible]`.
"""

import json
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from functools import cache, singledispatch
from importlib import resources
from itertools import groupby
from pathlib import Path
from typing import Any

from font_source_sans_pro import font_files_ttf

from handouts import blocks, qr
from handouts.fonts import REGULAR, printable
from services_catalog.errors import MotcuaError
from services_catalog.vietnamese import clean, fold

CODE_TEXT = "Mã QR mở trang của thủ tục này trên Cổng Dịch vụ công quốc gia"
LINK_TEXT = "Mở trang của thủ tục này trên Cổng"
AUTHOR = "Bộ phận một cửa"
_LONGEST_TITLE = 200
_CODE_SIDE = 40 / 25.4 * 72
# ISO 639-3; a screen reader that has no voice for a language at least doesn't read it as Vietnamese.
_CODES = {"tay": "tyz", "nung": "nut", "mong": "hmn", "hmong": "hmn", "dao": "ium"}
_UNDETERMINED = "und"
_LONG_WORD = re.compile(r"\S{30,}")
_MAY_BREAK = "\u200b"
_LISTS = {blocks.Paper: "papers", blocks.Step: "steps"}

Part = dict[str, Any]
Runs = list[dict[str, Any]]


class NoTaggedPdfError(MotcuaError):
    """Máy này chưa có phần làm PDF cho trình đọc màn hình."""

    title = "Chưa làm được PDF có thẻ"
    next_step = "Cài thêm: pip install 'motcua[accessible]'"


def render(
    leaflets: Sequence[Sequence[blocks.Block]], *, made_on: date, hosts: tuple[str, ...], author: str = ""
) -> bytes:
    """Return one PDF with the blocks of each leaflet, each beginning on a new page.

    The same input gives the same bytes. Raises NoTaggedPdfError without typst, LinkRefusedError where a QR code
    may not carry its address, which must be on one of `hosts`.
    """
    parts = [_parts(content, hosts) for content in leaflets]
    titles = [block.everyday for content in leaflets for block in content if isinstance(block, blocks.Title)]
    data = {
        "title": clean("; ".join(titles), _LONGEST_TITLE),
        "author": clean(author) or AUTHOR,
        "leaflets": parts,
    }
    typst, fonts = _typst()
    pdf: bytes = typst.compile(
        _template(),
        font_paths=fonts,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards="ua-1",
        timestamp=datetime.combine(made_on, time(), UTC),
    )
    return pdf


@cache
def _typst() -> tuple[Any, Any]:
    try:
        import typst  # noqa: PLC0415 - an extra that most desks don't have
    except ImportError as error:
        raise NoTaggedPdfError from error
    folder = Path(font_files_ttf[REGULAR]).parent
    return typst, typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


@cache
def _template() -> bytes:
    return resources.files("handouts").joinpath("tagged.typ").read_bytes()


def _parts(content: Iterable[blocks.Block], hosts: tuple[str, ...]) -> list[Part]:
    parts: list[Part] = []
    for kind, group in groupby(content, key=type):
        if kind in _LISTS:
            parts.append(_list(_LISTS[kind], list(group)))
        else:
            parts += [part for block in group for part in _shown(block, hosts)]
    return parts


def _list(kind: str, same: Sequence[Any]) -> Part:
    first = same[0]
    if isinstance(first, blocks.Step):
        return {"kind": kind, "start": first.number, "items": [[_run(step.text)] for step in same]}
    return {"kind": kind, "items": [_runs(paper.line) for paper in same]}


def _runs(line: Iterable[blocks.Words]) -> Runs:
    return [_run(text, strong=strong) for text, strong in line]


def _run(text: str, *, strong: bool = False) -> dict[str, Any]:
    return {"text": _breakable(text), "strong": strong}


def _breakable(text: str) -> str:
    """What can be drawn; a word that no line holds may be broken anywhere, for typst would let it run off the page."""
    return _LONG_WORD.sub(lambda word: _MAY_BREAK.join(word[0]), printable(text))


def _text(*runs: dict[str, Any]) -> Part:
    return {"kind": "text", "runs": list(runs)}


def _heading(text: str, level: int = 2) -> Part:
    return {"kind": "heading", "level": level, "text": _breakable(text)}


def _points(lines: Iterable[Runs]) -> Part:
    return {"kind": "points", "items": list(lines)}


@singledispatch
def _shown(block: Any, hosts: tuple[str, ...]) -> list[Part]:
    raise TypeError(block, hosts)


@_shown.register
def _title(block: blocks.Title, _hosts: tuple[str, ...]) -> list[Part]:
    official = [_text(_run(block.official_line))] if block.official else []
    return [
        _heading(block.everyday, level=1),
        *official,
        _text(_run(blocks.CODE), _run(block.code, strong=True)),
    ]


@_shown.register
def _notice(block: blocks.Notice, _hosts: tuple[str, ...]) -> list[Part]:
    return [_text(_run(block.text, strong=True))]


@_shown.register
def _named(block: blocks.Heading, _hosts: tuple[str, ...]) -> list[Part]:
    return [_heading(block.text)]


@_shown.register
def _paragraph(block: blocks.Paragraph, _hosts: tuple[str, ...]) -> list[Part]:
    return [_text(_run(line)) for line in block.lines]


@_shown.register
def _fact(block: blocks.Fact, _hosts: tuple[str, ...]) -> list[Part]:
    answers = [_runs(answer.line) for answer in block.answers]
    return [_heading(block.label), _points(answers) if len(answers) > 1 else _text(*answers[0])]


@_shown.register
def _portal_code(block: blocks.PortalCode, hosts: tuple[str, ...]) -> list[Part]:
    return [
        _heading(block.heading),
        {"kind": "code", "svg": _svg(block.address, hosts), "side": _CODE_SIDE, "alt": CODE_TEXT},
        {"kind": "link", "text": LINK_TEXT, "address": block.address},
        _text(_run(" ".join(block.lines))),
        *({"kind": "blank", "text": printable(label)} for label in block.blanks),
    ]


@_shown.register
def _caution(block: blocks.Caution, _hosts: tuple[str, ...]) -> list[Part]:
    return [_heading(block.heading), _points([_run(line)] for line in block.lines)]


@_shown.register
def _in_language(block: blocks.InLanguage, _hosts: tuple[str, ...]) -> list[Part]:
    lines = [_breakable(line) for line in block.lines]
    code = _CODES.get(fold(block.language).removeprefix("tieng "), _UNDETERMINED)
    return [_heading(block.heading), {"kind": "language", "code": code, "lines": lines}]


@_shown.register
def _imprint(block: blocks.Imprint, _hosts: tuple[str, ...]) -> list[Part]:
    return [_text(_run(line)) for line in block.lines]


def _svg(address: str, hosts: tuple[str, ...]) -> str:
    modules = qr.matrix(address, hosts)
    side = len(modules) + 2 * qr.QUIET_MODULES
    squares = "".join(
        f"M{column + qr.QUIET_MODULES} {row + qr.QUIET_MODULES}h1v1h-1z"
        for row, cells in enumerate(modules)
        for column, dark in enumerate(cells)
        if dark
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path d="{squares}"/></svg>'
