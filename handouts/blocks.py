"""The building blocks of a handout, as plain data: what is said, in which order, not how it looks.

Every form of a handout (paper, plain text, speech) is made from the same blocks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from services_catalog.vietnamese import fold

OFFICIAL = "Tên chính thức:"
CODE = "Mã thủ tục:"


class Words(NamedTuple):
    """A part of a line, and whether it stands out."""

    text: str
    strong: bool = False


def said(words: Iterable[Words]) -> str:
    """A line without any emphasis."""
    return " ".join(each.text for each in words)


@dataclass(frozen=True, slots=True)
class Title:
    """What the handout is about: in everyday words, and officially (empty where both are the same)."""

    everyday: str
    official: str
    code: str

    @property
    def official_line(self) -> str:
        """The official name with what it is; empty where it is the everyday one."""
        return f"{OFFICIAL} {self.official}" if self.official else ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know before anything else."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of what follows."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Plain lines, each a sentence or two."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper to bring, with a box to tick: in which case, what, how many, what else to know."""

    case: str
    name: str
    amount: str
    note: str

    @property
    def line(self) -> list[Words]:
        """The case in front, how many behind, then what else to know."""
        return [
            *([Words(f"{self.case}:", strong=True)] if self.case else []),
            Words(self.name),
            *([Words(f"({self.amount})", strong=True)] if self.amount else []),
            *([Words(f"– {self.note}")] if self.note else []),
        ]


@dataclass(frozen=True, slots=True)
class Step:
    """One numbered step; the one `before_last` takes the last along, which would look lost on a page of its own."""

    number: int
    text: str
    before_last: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, and which way of filing it holds for (`lead`, empty where for all)."""

    text: str
    lead: str = ""

    @property
    def line(self) -> list[Words]:
        """The answer with its way of filing in front."""
        return [*([Words(f"{self.lead}:", strong=True)] if self.lead else []), Words(self.text)]


@dataclass(frozen=True, slots=True)
class Fact:
    """A short question («Bao lâu») and its answers."""

    label: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class PortalCode:
    """A QR code with its address in words beside it, and the blanks for what the Portal answers."""

    address: str
    heading: str
    lines: tuple[str, ...]
    blanks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Caution:
    """What protects the reader from fraud."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InLanguage:
    """The office's own words in another language, line by line; nothing in them is put right as in Vietnamese."""

    language: str
    lines: tuple[str, ...]

    @property
    def heading(self) -> str:
        """The language's name, in Vietnamese for whoever hands the paper out."""
        name = self.language
        return name if fold(name).startswith("tieng ") else f"Tiếng {name}"


@dataclass(frozen=True, slots=True)
class Imprint:
    """Where the text comes from, of which day it is, and who vouches for it."""

    lines: tuple[str, ...]


Block = (
    Title | Notice | Heading | Paragraph | Paper | Step | Fact | PortalCode | Caution | InLanguage | Imprint
)
