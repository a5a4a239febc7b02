"""A guidance taken apart into lines that an editor adds, changes, moves and removes, and put together again."""

import difflib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from services_catalog.model import Channel, EvidenceKind, PublicService
from services_catalog.record_facts import RecordFacts
from services_catalog.records import plain
from services_catalog.vietnamese import clean

Values = Mapping[str, str]
Tables = dict[str, list[dict[str, str]]]

SECTIONS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "title": ("Tên gọi", ("text",)),
    "alert": ("Cảnh báo", ("text",)),
    "audience": ("Ai làm được", ("text",)),
    "evidence": ("Giấy tờ", ("name", "case", "note", "kind", "originals", "copies")),
    "rules": ("Các bước", ("channel", "text")),
    "costs": ("Tiền", ("channel", "text")),
    "times": ("Bao lâu", ("channel", "text")),
    "outputs": ("Kết quả", ("name", "delivery")),
    "where": ("Nộp ở đâu", ("text",)),
    "mistakes": ("Hay sai", ("text",)),
    "words": ("Cách gọi", ("text",)),
    "portal_query": ("Gõ trên Cổng", ("text",)),
}
"""Section -> its name and the fields of one line of it, in the order of the leaflet."""
SINGLE = frozenset({"title", "alert", "where", "portal_query"})
"""Sections of exactly one line, which may be empty where the form allows it."""
_LISTS = frozenset({"audience", "mistakes", "words"})
_DEFAULTS = {"channel": Channel.ANY.value, "kind": EvidenceKind.SUBMIT.value, "originals": "1", "copies": "0"}
_MAIN = {"evidence": "name", "outputs": "name"}


@dataclass(frozen=True, slots=True)
class Place:
    """Which line: its section and its number there."""

    section: str
    number: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line as a list shows it."""

    place: Place
    values: Values

    @property
    def main(self) -> str:
        """The field that says most."""
        return self.values[_MAIN.get(self.place.section, "text")]


class GuidanceDraft:
    """A guidance that is being edited. Nothing is saved; `entry` gives the form that is kept."""

    def __init__(self, entry: Mapping[str, Any]) -> None:
        self._rest = {key: value for key, value in entry.items() if key not in SECTIONS}
        self._tables = _tables(entry)

    def lines(self) -> list[Line]:
        """Every line, in the order of the leaflet."""
        return [
            Line(Place(section, number), dict(values))
            for section in SECTIONS
            for number, values in enumerate(self._tables[section])
        ]

    def entry(self) -> dict[str, Any]:
        """The guidance as it is kept."""
        return {**self._rest, **{section: _PACK[section](self._tables[section]) for section in SECTIONS}}

    def change(self, place: Place, values: Values) -> None:
        """Give a line other values."""
        self._tables[place.section][place.number] = _cleaned(place.section, values)

    def add(self, after: Place, values: Values) -> Place:
        """Put a new line after another one of its section; nothing happens in a section of one line."""
        if after.section in SINGLE:
            return after
        new = Place(after.section, min(after.number + 1, len(self._tables[after.section])))
        self._tables[new.section].insert(new.number, _cleaned(new.section, values))
        return new

    def remove(self, place: Place) -> None:
        """Take a line away; the only line of a section is emptied instead."""
        if place.section in SINGLE:
            self._tables[place.section][0] = {"text": ""}
        else:
            del self._tables[place.section][place.number]

    def move(self, place: Place, by: int) -> Place:
        """Move a line within its section, and return where it is now."""
        table = self._tables[place.section]
        other = place.number + by
        if not 0 <= other < len(table):
            return place
        table[place.number], table[other] = table[other], table[place.number]
        return Place(place.section, other)

    def copy(self) -> "GuidanceDraft":
        """Another draft with the same lines, to try something in."""
        return GuidanceDraft(self.entry())


def blank(section: str) -> dict[str, str]:
    """The values of a new line."""
    return {name: _DEFAULTS.get(name, "") for name in SECTIONS[section][1]}


def first_entry(service: PublicService, facts: RecordFacts | None) -> dict[str, Any]:
    """A first guidance of a service that has none: what the facts allow to say, to be written over."""
    from services_catalog import wording  # noqa: PLC0415 - only an editor of something new needs it

    return {
        "title": service.name,
        "alert": "",
        "assured": {"by": "", "on": ""},
        "audience": list(wording.audience_texts(service)),
        "costs": [{"channel": "any", "text": wording.fee_text(service)}],
        "evidence": [],
        "facts_date": service.facts_date.isoformat(),
        "mistakes": [],
        "notes": [],
        "outputs": [{"name": name, "delivery": ""} for name in wording.result_texts(service)],
        "portal_query": service.code,
        "record_sha256": facts.sha256 if facts else "0" * 64,
        "rules": [
            {"channel": rule.channel.value, "steps": list(rule.steps)} for rule in wording.rules(service)
        ],
        "source_decision": service.legal.number,
        "times": [plain(time) for time in wording.times(service)],
        "where": wording.where_text(service),
        "words": [],
    }


def said(entry: Mapping[str, Any]) -> list[str]:
    """A guidance as lines of text, to compare two of them."""
    lines = []
    for line in GuidanceDraft(entry).lines():
        label, fields = SECTIONS[line.place.section]
        told = " · ".join(line.values[name] for name in fields if line.values[name])
        if told:
            lines.append(f"{label}: {told}")
    return lines


def compared(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What differs: («-» only in the old, «+» only in the new, the line)."""
    return [
        (each[0], each[2:])
        for each in difflib.ndiff(said(old), said(new), charjunk=None)
        if each[:1] in {"-", "+"}
    ]


def changes_on_both_sides(
    base: Mapping[str, Any], bundled: Mapping[str, Any], own: Mapping[str, Any]
) -> list[tuple[str, str]]:
    """What the bundled text and what the office's have otherwise than the one both come from.

    As `compared`, each part under a line that says whose it is («=»).
    """
    lines: list[tuple[str, str]] = []
    for told, text in (("Bài kèm chương trình đã đổi", bundled), ("Cơ quan đã sửa", own)):
        changed = compared(base, text)
        lines += [("=", f"{told}:" if changed else f"{told}: không có gì."), *changed]
    return lines


def _cleaned(section: str, values: Values) -> dict[str, str]:
    return {name: clean(values.get(name, _DEFAULTS.get(name, ""))) for name in SECTIONS[section][1]}


def _tables(entry: Mapping[str, Any]) -> Tables:
    tables: Tables = {section: [{"text": entry[section]}] for section in SINGLE}
    tables |= {section: [{"text": text} for text in entry[section]] for section in _LISTS}
    tables["rules"] = [
        {"channel": rule["channel"], "text": step} for rule in entry["rules"] for step in rule["steps"]
    ]
    for section in ("evidence", "costs", "times", "outputs"):
        fields = SECTIONS[section][1]
        tables[section] = [{name: str(each[name]) for name in fields} for each in entry[section]]
    return tables


def _text_of_one(table: list[dict[str, str]]) -> str:
    return table[0]["text"]


def _texts(table: list[dict[str, str]]) -> list[str]:
    return [each["text"] for each in table]


def _same(table: list[dict[str, str]]) -> list[dict[str, str]]:
    return [dict(each) for each in table]


def _papers(table: list[dict[str, str]]) -> list[dict[str, Any]]:
    return [
        {**each, "originals": _count(each["originals"]), "copies": _count(each["copies"])} for each in table
    ]


def _count(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _rules(table: list[dict[str, str]]) -> list[dict[str, Any]]:
    return [
        {"channel": channel, "steps": [each["text"] for each in steps]} for channel, steps in _grouped(table)
    ]


def _grouped(table: list[dict[str, str]]) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """The steps by channel; a channel stands where its first step does, however its steps are scattered."""
    order = list(dict.fromkeys(each["channel"] for each in table))
    ordered = sorted(table, key=lambda each: order.index(each["channel"]))
    for channel, steps in groupby(ordered, key=lambda each: each["channel"]):
        yield channel, list(steps)


_PACK: dict[str, Callable[[list[dict[str, str]]], Any]] = {
    **dict.fromkeys(SINGLE, _text_of_one),
    **dict.fromkeys(_LISTS, _texts),
    "rules": _rules,
    "evidence": _papers,
    "costs": _same,
    "times": _same,
    "outputs": _same,
}
