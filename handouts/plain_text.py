"""The handout as plain text, to send by Zalo or e-mail: no markup, one thing a line, the address in words.

Lines are not wrapped: telephones do that, each at its own width.
"""

from collections.abc import Iterable, Sequence
from functools import singledispatch
from typing import Any

from handouts import blocks
from services_catalog.sentences import sentences
from services_catalog.vietnamese import clean

_BLANK = "…………………"
_GOES_ON = (blocks.Paper, blocks.Step)


def render(content: Sequence[blocks.Block]) -> str:
    """Return the blocks of one handout as text, with an empty line between its parts."""
    lines: list[str] = []
    previous: blocks.Block | None = None
    for block in content:
        if lines and not isinstance(block, _GOES_ON) and not isinstance(previous, blocks.Heading):
            lines.append("")
        lines += [line for line in map(clean, _lines(block)) if line]
        previous = block
    return "\n".join(lines) + "\n"


@singledispatch
def _lines(block: Any) -> Iterable[str]:
    raise TypeError(block)


@_lines.register
def _title(block: blocks.Title) -> Iterable[str]:
    return [block.everyday, block.official_line, f"{blocks.CODE} {block.code}"]


@_lines.register
def _notice(block: blocks.Notice) -> Iterable[str]:
    return [f"Chú ý: {block.text}"]


@_lines.register
def _heading(block: blocks.Heading) -> Iterable[str]:
    return [f"{block.text}:"]


@_lines.register
def _paragraph(block: blocks.Paragraph) -> Iterable[str]:
    return _sentences(block.lines)


@_lines.register
def _paper(block: blocks.Paper) -> Iterable[str]:
    return [f"☐ {blocks.said(block.line)}"]


@_lines.register
def _step(block: blocks.Step) -> Iterable[str]:
    return [f"{block.number}. {block.text}"]


@_lines.register
def _fact(block: blocks.Fact) -> Iterable[str]:
    # One answer stays together: «Nộp ở xã. Nộp cho trường trước.» in two lines would tell to avoid both.
    return [f"{block.label}:", *(f"- {blocks.said(answer.line)}" for answer in block.answers)]


@_lines.register
def _portal_code(block: blocks.PortalCode) -> Iterable[str]:
    blanks = (f"{label} {_BLANK}" for label in block.blanks)
    return ["Mở trang của thủ tục này:", block.address, " ".join(block.lines), *blanks]


@_lines.register
def _caution(block: blocks.Caution) -> Iterable[str]:
    return [f"{block.heading}:", *(f"- {line}" for line in block.lines)]


@_lines.register
def _in_language(block: blocks.InLanguage) -> Iterable[str]:
    return [f"{block.heading}:", *block.lines]


@_lines.register
def _imprint(block: blocks.Imprint) -> Iterable[str]:
    return _sentences(block.lines)


def _sentences(texts: Iterable[str]) -> Iterable[str]:
    return [sentence for text in texts for sentence in sentences(text)]
