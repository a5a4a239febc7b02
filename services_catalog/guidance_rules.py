"""What a guidance must keep to (RULES §8): one idea a sentence, everyday words, no figure that the facts don't carry.

`judge` looks at one entry, quickly enough for an editor to ask after every key. A finding of severity ERROR has
to be mended; one of LOOK is for a human to look at, because only a human can tell a lost paper from one that was
left out for a reason.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from services_catalog.errors import FileProblemError
from services_catalog.json_schema import faults
from services_catalog.record_facts import (
    CODE_IN_TEXT,
    TELLING,
    RecordFacts,
    distinctive,
    figures,
    is_old,
    mentions,
)
from services_catalog.sentences import sentences
from services_catalog.vietnamese import nfc

LONGEST_SENTENCE = 20
"""Words; a semicolon ends the count as a full stop does, because the reader rests there."""
MENTIONED = 0.5
"""A line that has this part of the first distinctive words of a paper speaks of that paper.

So does one whose own short name stands whole in the record's long one.
"""
FREE = "chỉ viết là không mất tiền khi bản ghi nói rõ như thế; Cổng ghi số 0 thì chưa phải"
OLD = "Bản ghi của Cổng đã đổi sau khi viết bài: cũ, cần xem lại."

PLACES = {
    "title": "tên gọi",
    "where": "nộp ở đâu",
    "alert": "cảnh báo",
    "audience": "ai làm được",
    "mistakes": "hay sai",
    "rules": "các bước",
    "evidence": "giấy tờ",
    "costs": "tiền",
    "times": "bao lâu",
    "outputs": "kết quả",
    "name": "(tên)",
    "case": "(trường hợp)",
    "note": "(ghi thêm)",
    "delivery": "(cách nhận)",
    "text": "",
}
"""The places of `printed` in words."""

# Names of papers and results are official, and may use words that the text around them may not.
_OFFICIAL = {"evidence.name", "outputs.name"}
_QUOTED = re.compile("“[^”]*”|«[^»]*»")
_CAPITALS = re.compile(r"(?<!\w)[A-ZĐ]{2,}(?!\w)")
_ROMAN = re.compile(r"[IVXLC]+")
# «nếu không có Giấy chứng sinh» asks for another paper, and doesn't tell of that one.
_ABSENT = re.compile(r"\b(?:không|chưa|thiếu|mất|hết)\b.*", re.IGNORECASE)
_FREE = re.compile(r"miễn phí|không (?:thu|mất|phải nộp|tốn) (?:tiền|phí|lệ phí)|\b0 đồng", re.IGNORECASE)
_TOKEN = re.compile(r"[\w./-]+")


class Severity(StrEnum):
    """Whether a finding must be mended or only looked at."""

    ERROR = "error"
    LOOK = "look"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a check found: where, how bad, and what, in Vietnamese."""

    code: str
    severity: Severity
    message: str
    place: str = ""

    def sentence(self) -> str:
        """The finding as one line."""
        section, _, part = (
            self.place.partition(".") if self.place.split(".")[0] in PLACES else (self.place, "", "")
        )
        named = " ".join(filter(None, (PLACES.get(section, section), PLACES.get(part, part))))
        return f"{named}: {self.message}" if named else self.message


@dataclass(frozen=True)
class PlainWords:
    """Which words may stand in a guidance (`data/plain_words.json`) and its form (`data/guidance.schema.json`)."""

    jargon: Mapping[str, str] = field(default_factory=dict)
    abbreviations: Collection[str] = ()
    figures: Collection[str] = ()
    schema: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def entry_schema(self) -> Mapping[str, Any]:
        """The form of one entry."""
        return {"$ref": "#/$defs/entry"} if self.schema else {}

    @cached_property
    def forbidden(self) -> re.Pattern[str]:
        """Finds the forbidden words, the longest first."""
        said = sorted(self.jargon, key=len, reverse=True)
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, said))})\b" if said else r"(?!)", re.IGNORECASE)


def load(data: Path) -> PlainWords:
    """Read the lists and the schema. Raises FileProblemError where one can't be read."""
    try:
        lists = json.loads((data / "plain_words.json").read_text(encoding="utf-8"))
        schema = json.loads((data / "guidance.schema.json").read_text(encoding="utf-8"))
        return PlainWords(
            jargon=lists["jargon"],
            abbreviations=frozenset(lists["abbreviations"]) | frozenset(lists["forms"]),
            figures=lists["figures"],
            schema=schema,
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise FileProblemError("Không đọc được quy tắc của bài hướng dẫn.") from error


def judge(
    code: str, entry: Any, rules: PlainWords, *, facts: RecordFacts | None = None, known: Collection[str] = ()
) -> list[Finding]:
    """Everything found in one entry; where its form is broken, only that.

    Without `facts` of its record nothing is said of figures, papers and age; without `known` codes nothing of codes.
    """
    broken = list(faults(entry, rules.entry_schema, rules.schema))
    if broken:
        return [Finding(code, Severity.ERROR, each) for each in broken]
    found = [
        Finding(code, Severity.ERROR, message, place)
        for place, text in printed(entry)
        for message in _about_text(place, text, rules)
    ]
    if known:
        found += _about_codes(code, entry, known)
    return found + (_about_facts(code, entry, rules, facts) if facts else [])


def printed(entry: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every text of an entry that paper or screen shows, with the name of its place; empty ones are left out."""
    for name in ("title", "where", "alert"):
        yield from _filled(name, entry[name])
    for name in ("audience", "mistakes"):
        for text in entry[name]:
            yield from _filled(name, text)
    for rule in entry["rules"]:
        for text in rule["steps"]:
            yield from _filled("rules", text)
    for name, parts in _PARTS.items():
        for each in entry[name]:
            for part in parts:
                yield from _filled(f"{name}.{part}", each[part])


_PARTS = {
    "evidence": ("name", "case", "note"),
    "costs": ("text",),
    "times": ("text",),
    "outputs": ("name", "delivery"),
}


def _filled(place: str, text: str) -> Iterator[tuple[str, str]]:
    if text:
        yield place, text


def _about_text(place: str, text: str, rules: PlainWords) -> Iterator[str]:
    text = nfc(text)
    for sentence in sentences(text):
        for part in sentence.split("; "):
            count = len(part.split())
            if count > LONGEST_SENTENCE:
                yield f"câu dài {count} chữ, nhiều nhất {LONGEST_SENTENCE}: «{part}»"
    own = _QUOTED.sub(" ", text)
    if place not in _OFFICIAL:
        for match in rules.forbidden.findall(own):
            yield f"chữ khó «{match}», nên viết «{rules.jargon[match.casefold()]}»"
    for short in dict.fromkeys(_unknown_shorts(own, rules)):
        yield f"chữ viết tắt lạ «{short}», nên viết đầy đủ"


def _unknown_shorts(text: str, rules: PlainWords) -> Iterator[str]:
    for token in _TOKEN.findall(text):
        if any(each.isdigit() for each in token):
            continue  # the number of a form or a decision: CT01, 14-HSB, 66.7/2025/NQ-CP
        for short in _CAPITALS.findall(token):
            if short not in rules.abbreviations and not _ROMAN.fullmatch(short):
                yield short


def _about_codes(code: str, entry: Mapping[str, Any], known: Collection[str]) -> list[Finding]:
    return [
        Finding(code, Severity.ERROR, f"không có thủ tục nào mang mã {named}", place)
        for place, text in printed(entry)
        for named in CODE_IN_TEXT.findall(text)
        if named not in known
    ]


def _about_facts(code: str, entry: Mapping[str, Any], rules: PlainWords, facts: RecordFacts) -> list[Finding]:
    found = []
    for place, text in printed(entry):
        if place == "costs.text" and _FREE.search(text):
            found.append(Finding(code, Severity.LOOK, f"{FREE}: «{text}»", place))
        for allowed in rules.figures:
            text = text.replace(allowed, " ")  # noqa: PLW2901 - what every text may say is no figure of this one
        odd = sorted(set(figures(text)) - facts.figures)
        if odd:
            listed = ", ".join(map(str, odd))
            found.append(Finding(code, Severity.LOOK, f"số {listed} không có trong bản ghi: «{text}»", place))
    lines = [mentions(text) for text in _lines(entry)]
    names = [frozenset(distinctive(each["name"])[:TELLING]) for each in entry["evidence"]]
    for paper in facts.papers:
        first = paper[:TELLING]
        told_of = any(len(line.intersection(first)) >= MENTIONED * len(first) for line in lines)
        if not told_of and not any(name.issubset(paper) for name in names):
            found.append(
                Finding(code, Severity.LOOK, f"giấy tờ trong bản ghi chưa thấy nhắc: {' '.join(first)} …")
            )
    return [*found, Finding(code, Severity.LOOK, OLD)] if is_old(entry, facts) else found


def _lines(entry: Mapping[str, Any]) -> Iterator[str]:
    """Where a paper has to be told of: among the papers, or in a note why it is not."""
    for each in entry["evidence"]:
        yield f"{each['name']} {_ABSENT.sub('', each['case'])} {each['note']}"
    yield from entry["notes"]
