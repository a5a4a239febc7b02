"""What a register of the plan is made of: its fields, their kinds, and what stands in each of them.

The registers themselves are data of the plan (`data/plans`); nothing here knows one of them by name.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class FieldKind(StrEnum):
    """What may stand in a field."""

    TEXT = "text"
    LONG = "long"
    DATE = "date"
    INTEGER = "integer"
    CHOICE = "choice"
    YES_NO = "yes-no"
    SERVICE = "service"
    UNIT = "unit"
    ACCOUNT = "account"


LONGEST = {FieldKind.TEXT: 150, FieldKind.LONG: 1000, FieldKind.ACCOUNT: 30}
MOST = 100_000_000


@dataclass(frozen=True, slots=True)
class Option:
    """One of the fixed answers of a field: what is kept, and what people read."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a register.

    `warn` is said where the value is one of `warn_on` («no» by default for yes-no fields). `fixed` fields of
    rows that come from the plan are never changed. `public` texts (numbers of documents, links) may hold long
    numbers; all others are searched for personal ones. An account is kept whole only if the fields of
    `whole_if` say yes, else its last four digits. `suggest` names the plan's list of usual texts.
    """

    id: str
    label: str
    kind: FieldKind
    needed: bool = False
    hint: str = ""
    options: tuple[Option, ...] = ()
    longest: int = 0
    warn: str = ""
    warn_on: tuple[str, ...] = ()
    whole_if: tuple[str, ...] = ()
    fixed: bool = False
    public: bool = False
    suggest: str = ""

    def label_of(self, value: str) -> str:
        """What people read for a kept answer; the answer itself where the plan no longer knows it."""
        return next((each.label for each in self.options if each.value == value), value)


@dataclass(frozen=True, slots=True)
class Register:
    """One register of the plan: which units keep it, its fields, and where the Decision asks for it.

    `day` is the field that places a record in a period, `title` the fields that name it in a list. `empty` is
    said to a unit without a record. `rows` names the plan's list that the register is filled with beforehand,
    `counted` a figure that the program counts itself («prints») and shows beside.
    """

    id: str
    name: str
    form: str
    clause: str
    kinds: Collection[str]
    day: str
    title: tuple[str, ...]
    fields: tuple[Field, ...]
    empty: str = ""
    rows: str = ""
    counted: str = ""

    def field(self, name: str) -> Field:
        """The field with this id. Raises KeyError."""
        for each in self.fields:
            if each.id == name:
                return each
        raise KeyError(name)
