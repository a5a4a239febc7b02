"""The handout as plain text, to send by Zalo or e-mail: no markup, one thing a line, the address in words.

Lines are not wrapped: telephones do that, each at its own width.
"""

from collections.abc import Iterable, Sequence
from functools import singledispatch
from typing import Any

from handouts.blocks import (
    Block,
    Caution,
    Fact,
    Heading,
    Imprint,
    Notice,
    Paper,
    Paragraph,
    PortalCode,
    Step,
    Title,
)
from services_catalog.sentences import sentences
from services_catalog.vietnamese import clean

_BLANK = "…………………"
_OPENS_A_PART = (Title, Notice, Heading, Paragraph, Fact, PortalCode, Caution, Imprint)


def render(blocks: Sequence[Block]) -> str:
    """Return the blocks of one handout as text, with an empty line between its parts."""
    lines: list[str] = []
    previous: Block | None = None
    for block in blocks:
        if lines and isinstance(block, _OPENS_A_PART) and not isinstance(previous, Heading):
            lines.append("")
        lines += [line for line in map(clean, _lines(block)) if line]
        previous = block
    return "\n".join(lines) + "\n"


def paper_line(block: Paper) -> str:
    """One paper as a line: the case in front, how many behind, then what else to know."""
    case = f"{block.case}: " if block.case else ""
    amount = f" ({block.amount})" if block.amount else ""
    note = f" – {block.note}" if block.note else ""
    return f"{case}{block.name}{amount}{note}"


@singledispatch
def _lines(block: Any) -> Iterable[str]:
    raise TypeError(block)


@_lines.register
def _title(block: Title) -> Iterable[str]:
    official = [f"Tên chính thức: {block.official}"] if block.official else []
    return [block.everyday, *official, f"Mã thủ tục: {block.code}"]


@_lines.register
def _notice(block: Notice) -> Iterable[str]:
    return [f"Chú ý: {block.text}"]


@_lines.register
def _heading(block: Heading) -> Iterable[str]:
    return [f"{block.text}:"]


@_lines.register
def _paragraph(block: Paragraph) -> Iterable[str]:
    return _sentences(block.lines)


@_lines.register
def _paper(block: Paper) -> Iterable[str]:
    return [f"☐ {paper_line(block)}"]


@_lines.register
def _step(block: Step) -> Iterable[str]:
    return [f"{block.number}. {block.text}"]


@_lines.register
def _fact(block: Fact) -> Iterable[str]:
    lines: list[str] = []
    for answer in block.answers:
        lines += [f"{answer.lead}: {answer.text}"] if answer.lead else sentences(answer.text)
    return [f"{block.label}:", *(f"- {line}" for line in lines)]


@_lines.register
def _portal_code(block: PortalCode) -> Iterable[str]:
    blanks = (f"{label} {_BLANK}" for label in block.blanks)
    return ["Mở trang của thủ tục này:", block.address, " ".join(block.lines), *blanks]


@_lines.register
def _caution(block: Caution) -> Iterable[str]:
    return [f"{block.heading}:", *(f"- {line}" for line in block.lines)]


@_lines.register
def _imprint(block: Imprint) -> Iterable[str]:
    return _sentences(block.lines)


def _sentences(texts: Iterable[str]) -> Iterable[str]:
    return [sentence for text in texts for sentence in sentences(text)]
