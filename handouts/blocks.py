"""The building blocks of a handout, as plain data: what is said, in which order, not how it looks.

Every form of a handout (paper, plain text, speech) is made from the same blocks.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Title:
    """What the handout is about: in everyday words, and officially (empty where both are the same)."""

    everyday: str
    official: str
    code: str


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


@dataclass(frozen=True, slots=True)
class Step:
    """One numbered step."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, and which way of filing it holds for (`lead`, empty where for all)."""

    text: str
    lead: str = ""


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
class Imprint:
    """Where the text comes from, of which day it is, and who vouches for it."""

    lines: tuple[str, ...]


Block = Title | Notice | Heading | Paragraph | Paper | Step | Fact | PortalCode | Caution | Imprint
