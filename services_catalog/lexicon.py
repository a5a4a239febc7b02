"""Words that people say and what the catalogue calls them: `data/synonyms.json` and the office's own words.

The form of the file (every part may be missing, and an office's own file has the same form):

    classes        {"người thân": ["mẹ", "ông ngoại", …]}: a word of «<người thân> mất» below
    abbreviations  {"bhxh": "bảo hiểm xã hội"}: read both ways, in questions and in names of services
    groups         [{"topic", "weight", "means": {"official words": ["what people say", …]}}]: the official
                   words are words of names of services, or one code; weight (1.0) says how sure the meaning is
    talk           {"phrases", "words", "light"}: said around the point; the light ones count a little
    outside        [{"why", "say", "unless"}]: what no service of the catalogue is about, and who answers it
"""

import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from services_catalog.errors import FileProblemError
from services_catalog.records import CODE
from services_catalog.syllables import VOWELS, bare, toned
from services_catalog.vietnamese import fold, nfc

_WORD = re.compile(r"[^\W_]+")
_CLASS = re.compile(r"<([^<>]+)>")


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a phrase: its key without marks and the one with them; `toned` is empty where marks don't matter."""

    bare: str
    toned: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a phrase stands for: official words, or the code of one service; `weight` from 0 to 1."""

    official: str
    terms: tuple[Term, ...]
    code: str
    weight: float


@dataclass(frozen=True, slots=True)
class Outside:
    """A matter that no service is about; it doesn't count where one of `unless` is said too."""

    why: str
    unless: tuple[str, ...]


Payload = TypeVar("Payload")
Shelf = dict[str, list[tuple[str, Payload]]]
"""Phrases under the bare key of their first word, each with what it means; taken apart only when asked for."""


@dataclass(slots=True)
class Lexicon:
    """All phrases and words of the files that were added."""

    meanings: Shelf[Meaning] = field(default_factory=dict)
    talk: Shelf[str] = field(default_factory=dict)
    outside: Shelf[Outside] = field(default_factory=dict)
    talk_words: set[str] = field(default_factory=set)
    light_words: set[str] = field(default_factory=set)
    bare_talk: set[str] = field(default_factory=set)
    bare_light: set[str] = field(default_factory=set)
    short: set[str] = field(default_factory=set)
    """Abbreviations, as bare keys."""
    known: set[str] = field(default_factory=set)
    """The bare key of every word that is said in some phrase: no typing error, then."""

    def add(self, data: Mapping[str, Any]) -> None:
        """Take in the phrases of one file. Raises KeyError, TypeError or AttributeError where its form is wrong."""
        classes = data.get("classes", {})
        self._know(each for members in classes.values() for each in members)
        for short, long in data.get("abbreviations", {}).items():
            self.short.add(bare(short))
            self._put(self.meanings, [short], {}, _meaning(long, 1.0))
        for group in data.get("groups", []):
            for official, said in group["means"].items():
                self._put(self.meanings, said, classes, _meaning(official, float(group.get("weight", 1.0))))
        talk = data.get("talk", {})
        self._put(self.talk, talk.get("phrases", []), classes, "")
        self._note(talk.get("words", []), self.talk_words, self.bare_talk)
        self._note(talk.get("light", []), self.light_words, self.bare_light)
        for matter in data.get("outside", []):
            unless = tuple(
                " ".join(term.bare for term in terms_of(each)) for each in matter.get("unless", [])
            )
            self._put(self.outside, matter["say"], classes, Outside(matter["why"], unless))

    def _note(self, said: Iterable[str], marked: set[str], unmarked: set[str]) -> None:
        marked.update(toned(each) for each in said)
        unmarked.update(bare(each) for each in said)
        self.known.update(unmarked)

    def _know(self, phrases: Iterable[str]) -> None:
        self.known.update(bare(word) for phrase in phrases for word in _WORD.findall(phrase))

    def _put(
        self, shelf: Shelf[Payload], phrases: Iterable[str], classes: Mapping[str, list[str]], meant: Payload
    ) -> None:
        for phrase in phrases:
            self._know([_CLASS.sub(" ", phrase)])
            for whole in _spread(phrase, classes):
                first = _WORD.search(whole)
                if first:
                    shelf.setdefault(bare(first[0]), []).append((whole, meant))


def load(path: Path, extra: Mapping[str, Any] | None = None) -> Lexicon:
    """Read the bundled phrases and add an office's own.

    Raises FileProblemError where either can't be read or has another form.
    """
    lexicon = Lexicon()
    try:
        lexicon.add(json.loads(nfc(path.read_text(encoding="utf-8"))))
        lexicon.add(json.loads(nfc(json.dumps(extra or {}, ensure_ascii=False))))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise FileProblemError(f"Không đọc được danh sách từ đồng nghĩa ({path.name}).") from error
    return lexicon


@lru_cache(12_000)
def terms_of(phrase: str) -> tuple[Term, ...]:
    """Return the words of a phrase; one without a vowel is an abbreviation, which is typed with or without marks."""
    return tuple(map(_term, _WORD.findall(phrase)))


@lru_cache(4000)
def _term(word: str) -> Term:
    return Term(bare(word), toned(word) if VOWELS.intersection(fold(word)) else "")


def _meaning(official: str, weight: float) -> Meaning:
    code = official if CODE.fullmatch(official) else ""
    return Meaning(official, () if code else terms_of(official), code, weight)


def _spread(phrase: str, classes: Mapping[str, list[str]]) -> Iterator[str]:
    """Return the phrase with every class replaced by each of its words in turn."""
    if "<" not in phrase:
        yield phrase
        return
    parts = _CLASS.split(phrase)
    choices = [[part] if place % 2 == 0 else classes[part] for place, part in enumerate(parts)]
    yield from map("".join, itertools.product(*choices))
