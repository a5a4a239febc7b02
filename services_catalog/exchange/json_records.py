"""The records in a text of JSON, however it is laid out: one a line, a list, answers of an API, pretty-printed, torn.

Files come from crawlers, browsers and colleagues. What can't be parsed is one fault with its line, and the records
around it are still read.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

FAULTS = (ValueError, TypeError, KeyError, AttributeError, RecursionError)
DEEPEST = 5
"""Envelopes in envelopes that are opened: {"data": {"page": {"items": [{"detail": …}]}}}."""
# What only a record has; an API's envelope has a `code` too, and tells its outcome by it.
_MARKS = {"codeNotation", "detail", "executionMethods", "executionCases", "executionSteps"}
_BETWEEN = re.compile(r"(?:[\s,\]]|\[(?=\s*[{\]]))+")
_LINE = re.compile(r"[^\r\n]*")


@dataclass(frozen=True, slots=True)
class Found:
    """One record, or why it can't be parsed; `place` in words («dòng 3» or «bản ghi thứ 3»)."""

    place: str
    raw: Any


def records(text: str, *, odd: bool = False) -> Iterator[Found]:
    """Each record. With `odd`, one that holds a letter that was not UTF-8 is a fault too."""
    try:
        whole = json.loads(text)
    except FAULTS:
        yield from _parsed(text, odd=odd)
        return
    for place, raw in enumerate(unwrapped(whole), start=1):
        yield Found(f"bản ghi thứ {place}", raw)


def unwrapped(value: Any, depth: int = DEEPEST) -> list[Any]:
    """The records in a list, or in the envelope that an API puts around its answer; else the value as it is."""
    if isinstance(value, list):
        return [each for one in value for each in unwrapped(one, depth)] if depth else value
    if (
        not isinstance(value, Mapping)
        or not depth
        or value.keys() & _MARKS
        or {"code", "name"} <= value.keys()
    ):
        return [value]
    inner = [
        each
        for each in value.values()
        if isinstance(each, Mapping)
        or (isinstance(each, list) and any(isinstance(one, Mapping) for one in each))
    ]
    found = [each for one in inner for each in unwrapped(one, depth - 1) if _is_record(each)]
    return found or [value]


def _is_record(value: Any) -> bool:
    return isinstance(value, Mapping) and bool(value.keys() & _MARKS or {"code", "name"} <= value.keys())


def _parsed(text: str, *, odd: bool) -> Iterator[Found]:
    """Value after value, whatever parts them; after a torn one, on from the next line that is not part of it."""
    decoder = json.JSONDecoder()
    at, line, counted = 0, 1, 0
    while True:
        if between := _BETWEEN.match(text, at):
            at = between.end()
        if at >= len(text):
            return
        line, counted = line + _breaks(text, counted, at), at
        place = f"dòng {line}"
        try:
            value, end = decoder.raw_decode(text, at)
        except FAULTS as error:
            yield Found(place, error)
            at = _after(text, at)
            continue
        if odd and "\ufffd" in text[at:end]:
            yield Found(place, ValueError("có chữ không phải UTF-8"))
        else:
            yield from (Found(place, raw) for raw in unwrapped(value))
        at = end


def _breaks(text: str, start: int, end: int) -> int:
    """Ends of line between two places, counted as an editor does."""
    return text.count("\n", start, end) + text.count("\r", start, end) - text.count("\r\n", start, end)


def _after(text: str, at: int) -> int:
    """Where the next value may start: a line not deeper than the torn value's own, and no closing bracket."""
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    depth = at - start if not text[start:at].strip() else 0
    line = _LINE.match(text, at)
    while line and line.end() < len(text):
        begin = line.end() + 1
        line = _LINE.match(text, begin)
        said = line[0].lstrip() if line else ""
        if line and said and said[0] not in "}]" and len(line[0]) - len(said) <= depth:
            return begin
    return len(text)
