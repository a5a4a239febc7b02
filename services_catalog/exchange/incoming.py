"""One service as a file tells it, before it is compared with the catalogue: the same for every kind of file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from services_catalog.records import CODE

DELETED = "-Xoa"
"""The Portal's mark on the code of a procedure that was deleted."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a file says of one service.

    `fields` holds the record's fields that the file tells of; an empty value means that it is known to tell
    nothing, a missing field that the file doesn't speak of it. `fees` and `papers` are its own words.
    """

    code: str
    fields: Mapping[str, Any]
    sector: str = ""
    fees: tuple[str, ...] | None = None
    papers: tuple[str, ...] | None = None
    withdrawn: bool = False
    place: str = ""


@dataclass
class Read:
    """A file read: the services, what was wrong with the rest, and how many don't belong on this desk."""

    services: list[Incoming] = field(default_factory=list)
    problems: "list[Any]" = field(default_factory=list)
    left_out: int = 0


class LeftOutError(ValueError):
    """The record is sound and belongs on another desk."""


def code_of(value: str) -> tuple[str, bool]:
    """A code, and whether it is marked as deleted. Raises ValueError where it is none."""
    code = value.removesuffix(DELETED)
    if not CODE.fullmatch(code):
        raise ValueError("mã thủ tục sai dạng")
    return code, code != value
