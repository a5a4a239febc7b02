"""One object of a plan's file, read strictly: every value by name and type, and nothing left over."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from services_catalog.model import UnitKind
from services_catalog.plan import PlanError
from services_catalog.vietnamese import clean

Part = TypeVar("Part")
_MISSING = object()


class StrictRecord:
    """One object of the file: gives its values by name and type, and complains about what it isn't asked for."""

    def __init__(self, raw: Any, place: str) -> None:
        if not isinstance(raw, dict):
            raise PlanError(f"«{place or 'kế hoạch'}» phải là một nhóm {{…}}.")
        self._raw = raw
        self._place = place
        self._asked: set[str] = set()

    def value(self, name: str, kind: type[Part], default: Any = _MISSING) -> Part:
        """A value of a type; `default` where it may be missing."""
        self._asked.add(name)
        value = self._raw.get(name, default)
        if value is _MISSING:
            raise self.wrong(name, "còn thiếu")
        if value is default:
            return value  # type: ignore[no-any-return] # a default of the caller's own
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.wrong(name, "sai kiểu")
        return value

    def text(self, name: str, default: Any = _MISSING) -> str:
        """A line of text; only what may be missing may be empty."""
        text = clean(self.value(name, str, default))
        if not text and default is _MISSING:
            raise self.wrong(name, "bỏ trống")
        return text

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Yes or no."""
        return self.value(name, bool, default)

    def day(self, name: str) -> date | None:
        """A date, or None."""
        self._asked.add(name)
        if self._raw.get(name) is None:
            return None
        try:
            return date.fromisoformat(self.value(name, str))
        except ValueError:
            raise self.wrong(name, "không phải ngày như 2022-08-31") from None

    def needed_day(self, name: str) -> date:
        """A date that must be there."""
        day = self.day(name)
        if day is None:
            raise self.wrong(name, "còn thiếu")
        return day

    def lines(self, name: str, default: Any = _MISSING) -> tuple[str, ...]:
        """A list of texts."""
        values = self.value(name, list, default)
        if not all(isinstance(each, str) and clean(each) for each in values):
            raise self.wrong(name, "phải là danh sách chữ")
        return tuple(clean(each) for each in values)

    def kinds(self, name: str) -> tuple[UnitKind, ...]:
        """A list of kinds of units."""
        try:
            return tuple(UnitKind(each) for each in self.lines(name, ()))
        except ValueError:
            raise self.wrong(name, f"chỉ nhận {', '.join(UnitKind)}") from None

    def each(
        self, name: str, build: Callable[["StrictRecord"], Part], default: Any = _MISSING
    ) -> tuple[Part, ...]:
        """What `build` makes of every object of a list."""
        parts = [
            StrictRecord(raw, self._at(f"{name} {number}"))
            for number, raw in enumerate(self.value(name, list, default), 1)
        ]
        return tuple(done(part, build) for part in parts)

    def part(self, name: str) -> "StrictRecord":
        """An object."""
        return StrictRecord(self.value(name, dict), self._at(name))

    def maybe(self, name: str) -> "StrictRecord | None":
        """An object, or None where it is missing."""
        self._asked.add(name)
        return self.part(name) if name in self._raw else None

    def wrong(self, name: str, what: str) -> PlanError:
        """The complaint about one value."""
        return PlanError(f"«{self._at(name)}» {what}.")

    def end(self) -> None:
        """Complain about what nobody asked for: a misspelt key would otherwise be passed over."""
        strange = sorted(set(map(str, self._raw)) - self._asked)
        if strange:
            raise self.wrong(clean(strange[0], 40), "không có trong mẫu")

    def _at(self, name: str) -> str:
        return f"{self._place} › {name}" if self._place else name


def done(record: StrictRecord, build: Callable[[StrictRecord], Part]) -> Part:
    """What `build` makes of a record, when nothing of the record is left over."""
    made = build(record)
    record.end()
    return made
