"""What is handed out and where it goes, as plain data that the desk, its screens and the commands share."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from services_catalog.settings import Destination

if TYPE_CHECKING:
    from handouts.printer import PrintJob

MISSING = "missing"
BOOKLET = "booklet"
"""What lists of missing papers, and booklets, are counted as."""
UNCOUNTED = ""
"""Stands in place of the form of what is for the office itself."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where a file goes; copies and sides matter to printers alone."""

    destination: Destination
    printer: str = ""
    copies: int = 1
    two_sided: bool = False


@dataclass(frozen=True, slots=True)
class Handout:
    """A finished file, what it is counted as («a5», UNCOUNTED), and the service's code or MANY_SERVICES."""

    path: Path
    form: str
    code: str


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent where, to be sent again; `counted` where its paper never came and was counted all the same."""

    handout: Handout
    delivery: Delivery
    counted: bool = False


class HandedOut(NamedTuple):
    """The file, where it went in words, the printer's job where it has one, and what to send again."""

    path: Path
    told: str
    job: "PrintJob | None"
    sent: Sent
