"""The handout as a script to read aloud: for a loudspeaker, an officer's voice or a speech program.

A line is one breath, with a short pause after it; an empty line is a long pause. Everything is in words, and
the code of the service is said twice, slowly enough to write it down. The address behind the QR code is left
out: nobody can write it down, and the Portal is found by the words to type into its search box. Words in another
language are left out too: a Vietnamese voice would make nonsense of them.
"""

from collections.abc import Iterable, Sequence
from functools import singledispatch
from typing import Any

from handouts import blocks
from handouts.spoken import number_words, spoken
from services_catalog.sentences import sentences

BREATH = 18
"""The most words that are read in one breath; a clause without a comma may be longer."""


def render(content: Sequence[blocks.Block]) -> str:
    """Return the script of one handout's blocks."""
    parts: list[list[str]] = []
    papers = 0
    for block in content:
        papers = papers + 1 if isinstance(block, blocks.Paper) else 0
        said = [f"Giấy thứ {_ordinal(papers)}.", *_said(block)] if papers else list(_said(block))
        parts.append([line for text in said for sentence in sentences(text) for line in _breaths(sentence)])
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def _ordinal(number: int) -> str:
    return {1: "nhất", 4: "tư"}.get(number) or number_words(number)


def _breaths(sentence: str) -> list[str]:
    lines: list[str] = []
    words = 0
    said = spoken(sentence).replace(";", ",")
    for clause in f"{said[:1].upper()}{said[1:]}".split(", "):
        more = len(clause.split())
        if lines and words + more <= BREATH:
            lines[-1] += f", {clause}"
            words += more
        else:
            lines.append(clause)
            words = more
    return [*(f"{line}," for line in lines[:-1]), _ended(lines[-1])] if lines[-1] else []


def _ended(line: str) -> str:
    return line if line[-1] in ".?!:" else f"{line}."


@singledispatch
def _said(block: Any) -> Iterable[str]:
    raise TypeError(block)


@_said.register
def _title(block: blocks.Title) -> Iterable[str]:
    code = f"{blocks.CODE} {block.code}"
    return [block.everyday, block.official_line, code, f"Xin nhắc lại mã: {block.code}"]


@_said.register
def _notice(block: blocks.Notice) -> Iterable[str]:
    return ["Xin chú ý.", block.text]


@_said.register
def _heading(block: blocks.Heading) -> Iterable[str]:
    return [block.text]


@_said.register
def _paragraph(block: blocks.Paragraph) -> Iterable[str]:
    return block.lines


@_said.register
def _paper(block: blocks.Paper) -> Iterable[str]:
    case = f"{block.case}: " if block.case else ""
    amount = f", {block.amount}" if block.amount else ""
    return [f"{case}{block.name}{amount}.", block.note]


@_said.register
def _step(block: blocks.Step) -> Iterable[str]:
    return [f"Bước {block.number}.", block.text]


@_said.register
def _fact(block: blocks.Fact) -> Iterable[str]:
    return [f"{block.label}.", *(blocks.said(answer.line) for answer in block.answers)]


@_said.register
def _portal_code(block: blocks.PortalCode) -> Iterable[str]:
    where = " ".join(block.lines).removeprefix("hoặc ")
    return [f"{where[:1].upper()}{where[1:]}", "Nhớ ghi lại mã hồ sơ và ngày hẹn."]


@_said.register
def _caution(block: blocks.Caution) -> Iterable[str]:
    return [block.heading, *block.lines]


@_said.register
def _in_language(_block: blocks.InLanguage) -> Iterable[str]:
    return []


@_said.register
def _imprint(block: blocks.Imprint) -> Iterable[str]:
    return block.lines
