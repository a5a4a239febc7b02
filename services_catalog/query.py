"""What was typed -> words with their possible readings, what phrases stand for, and what is mere talk.

A word keeps the reading that was typed; others (Telex, VNI, a corrected typing error, an unfinished word) stand
beside it with a smaller weight. Marks count where they were typed: in a text with marks a word without any is
in the level tone; in one without, its tone is unknown.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from services_catalog import telex
from services_catalog.lexicon import Lexicon, Meaning, Outside, Payload, Shelf, Term, terms_of
from services_catalog.syllables import bare, is_marked, toned
from services_catalog.vietnamese import clean
from services_catalog.vocabulary import Vocabulary

LONGEST_TEXT = 400
"""Characters that count: a pasted page is not a question, but some names of services have 300."""
MOST_WORDS = 80
# In Vietnamese prose some three of four words bear a mark; fewer than this, and marks were left out at random.
_MARKED_SHARE = 0.25

TELEX, VNI, CUT, CORRECTED = "gõ Telex", "gõ VNI", "tách chữ viết liền", "sửa lỗi gõ"

# Weights of readings beside the typed one, which has 1.
_DECODED = 0.9
_CORRECTED = 0.75
_UNFINISHED = 0.9
_MAY_GO_ON = 0.35

_LIGHT = 0.35
_PAIRED_TALK = 0.6
_ASIDE = 0.55
_UNKNOWN = 0.6
_SHORTEST_RUN = 5
_SHORTEST_ERROR = 3
_MOST_SKIPPED = 3
_SURE = 0.9
_READ_AS_PHRASES = 3
_SKIPPED_TALK = 0.97
_SKIPPED_WORD = 0.7

_WORD = re.compile(r"[^\W_]+(?:\.\d+)*")
_BREAK = re.compile(r"[,.;:?!()\n]")
_NOT = "(?:khong|ko|k|hong|chang)"
_NOT_MEANT = re.compile(rf"{_NOT} (?:phai|kem|lay)\b|dung nham|chu {_NOT} phai")


_WISHES = {toned(each) for each in ("muốn", "xin", "cần", "định")}
_CIRCUMSTANCES = {toned(each) for each in ("nhưng", "vì", "để", "sau")}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word; `toned` is empty where the marks are unknown."""

    bare: str
    toned: str
    weight: float
    how: str = ""
    """How it was read, in Vietnamese, where it isn't what was typed; `word` is then what it was read as."""
    word: str = ""


@dataclass(slots=True)
class Place:
    """A word of the query: its readings, best first; how much it tells; whether it is talk."""

    typed: str
    readings: list[Reading]
    weight: float = 0.0
    talk: bool = False
    excluded: bool = False
    focus: float = 1.0
    after_break: bool = False


@dataclass(frozen=True, slots=True)
class Sense:
    """A phrase of the query (the places `at`) and what it stands for; `weight` says how surely."""

    at: tuple[int, ...]
    meaning: Meaning
    weight: float


@dataclass(slots=True)
class Query:
    """A text as the search understands it."""

    places: list[Place]
    senses: list[Sense] = field(default_factory=list)
    outside: Outside | None = None
    unwanted: frozenset[str] = frozenset()
    """Words that were said only to exclude them («không phải …»)."""


def understand(text: str, vocabulary: Vocabulary, lexicon: Lexicon) -> Query:
    """Return what `text` says; an empty query for a text without words. Never raises."""
    places = list(_places(clean(text, LONGEST_TEXT).casefold(), vocabulary, lexicon))[:MOST_WORDS]
    query = Query(places)
    if not places:
        return query
    _mark_talk(places, vocabulary, lexicon)
    _exclude(query)
    _focus(places)
    _weigh(places, vocabulary, lexicon)
    _unfinished(places, text, vocabulary)
    query.senses = list(_senses(places, lexicon))
    query.outside = _outside(places, lexicon)
    return query


def _outside(places: list[Place], lexicon: Lexicon) -> Outside | None:
    said = f" {' '.join(place.readings[0].bare for place in places)} "
    for _, matter, weight in _found(places, lexicon.outside):
        if weight >= _SURE and not any(f" {each} " in said for each in matter.unless):
            return matter
    return None


def _places(text: str, vocabulary: Vocabulary, lexicon: Lexicon) -> Iterator[Place]:
    found = list(_WORD.finditer(text))
    marked = sum(is_marked(each[0]) for each in found) >= _MARKED_SHARE * len(found)
    end = 0
    for each in found:
        after_break = bool(_BREAK.search(text[end : each.start()]))
        end = each.end()
        for place in _read(each[0], vocabulary, lexicon, marked=marked):
            yield replace(place, after_break=after_break)
            after_break = False


def _read(word: str, vocabulary: Vocabulary, lexicon: Lexicon, *, marked: bool) -> list[Place]:
    """Return the place of a word, or of each word that was run together in it."""
    key = bare(word)
    tone = toned(word) if marked or is_marked(word) else ""
    known = key in vocabulary or key in lexicon.known
    typed = Reading(key, tone, 1.0)
    decoded = [
        Reading(
            bare(each),
            toned(each),
            _DECODED if known else 1.0,
            VNI if any(map(str.isdigit, word)) else TELEX,
            each,
        )
        for each in telex.readings(word)
        if bare(each) in vocabulary or bare(each) in lexicon.known
    ]
    if known or decoded:
        return [Place(word, [typed, *decoded] if known else decoded)]
    pieces = vocabulary.pieces(key) if len(key) >= _SHORTEST_RUN else []
    if pieces:
        return list(_cut(word, pieces, marked=is_marked(word)))
    corrected = vocabulary.corrected(key) if len(key) >= _SHORTEST_ERROR and key.isalpha() else []
    return [Place(word, [typed, *(Reading(each, "", _CORRECTED, CORRECTED, each) for each in corrected)])]


def _cut(word: str, pieces: Sequence[str], *, marked: bool) -> Iterator[Place]:
    start = 0
    for piece in pieces:
        part = word[start : start + len(piece)]
        start += len(piece)
        yield Place(part, [Reading(bare(part), toned(part) if marked else "", 1.0, CUT, part)])


def _mark_talk(places: list[Place], vocabulary: Vocabulary, lexicon: Lexicon) -> None:
    for at, _, weight in _found(places, lexicon.talk):
        if weight >= _SURE:
            for number in at:
                places[number].talk = True
    for number, place in enumerate(places):
        first = place.readings[0]
        said = first.toned in lexicon.talk_words if first.toned else first.bare in lexicon.bare_talk
        if said and not place.talk:
            before = places[number - 1].readings[0].bare if number else ""
            behind = places[number + 1].readings[0].bare if number + 1 < len(places) else ""
            if vocabulary.is_pair(before, first.bare) or vocabulary.is_pair(first.bare, behind):
                place.focus = _PAIRED_TALK
            else:
                place.talk = True


def _exclude(query: Query) -> None:
    """Take out what follows «…, không phải …» up to the next break, and remember it as unwanted."""
    places = query.places
    excluding = False
    for number, place in enumerate(places):
        rest = " ".join(each.readings[0].bare for each in places[number : number + 3])
        starts = place.after_break or place.readings[0].bare == "chu"
        if starts and _NOT_MEANT.match(rest):
            excluding = True
        elif place.after_break:
            excluding = False
        place.excluded = excluding
    unwanted = _said(place for place in places if place.excluded and not place.talk)
    for place in places:
        place.talk = place.talk or place.excluded
    query.unwanted = unwanted - _said(place for place in places if not place.talk)


def _said(places: Iterable[Place]) -> frozenset[str]:
    return frozenset(reading.bare for place in places for reading in place.readings)


def _focus(places: list[Place]) -> None:
    """Let circumstances count less: what follows «nhưng», «vì», «để», and what stands before «…, muốn»."""
    aside = False
    wish = max(
        (number for number, place in enumerate(places) if place.readings[0].toned in _WISHES), default=0
    )
    last_break = max((number for number in range(wish + 1) if places[number].after_break), default=0)
    for number, place in enumerate(places):
        if place.readings[0].toned in _CIRCUMSTANCES:
            aside = True
        elif place.after_break and number >= last_break:
            aside = aside and number > wish
        if (aside and number > 0) or number < last_break:
            place.focus *= _ASIDE


def _weigh(places: list[Place], vocabulary: Vocabulary, lexicon: Lexicon) -> None:
    for place in places:
        if place.talk:
            continue
        known = [reading for reading in place.readings if reading.bare in vocabulary]
        place.weight = max((vocabulary.idf(reading.bare) for reading in known), default=_UNKNOWN)
        first = place.readings[0]
        if first.toned in lexicon.light_words or (not first.toned and first.bare in lexicon.bare_light):
            place.weight *= _LIGHT
        place.weight *= place.focus


def _unfinished(places: list[Place], text: str, vocabulary: Vocabulary) -> None:
    """Let the last word go on, unless a space or a mark of punctuation ends it."""
    last = places[-1]
    if text[-1:].isspace() or not last.readings[0].bare.isalpha() or (last.talk and len(last.typed) > 1):
        return
    start = last.readings[0].bare
    weight = _MAY_GO_ON if start in vocabulary and len(start) > 1 else _UNFINISHED
    last.readings += [Reading(each, "", weight) for each in vocabulary.starting_with(start)]
    last.weight = max(last.weight, _LIGHT)


def _senses(places: list[Place], lexicon: Lexicon) -> Iterator[Sense]:
    for at, meaning, weight in _found(places, lexicon.meanings):
        yield Sense(at, meaning, weight * meaning.weight)


def _found(places: list[Place], shelf: Shelf[Payload]) -> Iterator[tuple[tuple[int, ...], Payload, float]]:
    """Return every phrase of the shelf that is in the query: where, what, and how well it fits."""
    present = {reading.bare for place in places if not place.excluded for reading in place.readings}
    for start, place in enumerate(places):
        for key in dict.fromkeys(reading.bare for reading in place.readings[:_READ_AS_PHRASES]):
            for phrase, payload in shelf.get(key, ()):
                terms = terms_of(phrase)
                if len(terms) > 1 and terms[1].bare not in present:
                    continue
                if all(term.bare in present for term in terms):
                    at, weight = _follow(places, start, terms)
                    if at:
                        yield at, payload, weight


def _follow(places: list[Place], start: int, terms: Sequence[Term]) -> tuple[tuple[int, ...], float]:
    """Return the places of a phrase that starts at `start`, passing over talk; none where it isn't there."""
    at: list[int] = []
    weight = 1.0
    skipped = 0
    number = start
    for term in terms:
        while True:
            if number >= len(places) or places[number].excluded:
                return (), 0.0
            fit = _fit(places[number], term, alone=len(terms) == 1)
            if fit:
                break
            if not at or skipped == _MOST_SKIPPED or len(terms) == 1:
                return (), 0.0
            weight *= _SKIPPED_TALK if places[number].talk else _SKIPPED_WORD
            skipped += 1
            number += 1
        at.append(number)
        weight *= fit
        number += 1
    return tuple(at), weight


def _fit(place: Place, term: Term, *, alone: bool) -> float:
    best = 0.0
    for reading in place.readings:
        if reading.bare != term.bare:
            continue
        if not term.toned or reading.toned == term.toned:
            fit = 1.0
        elif not reading.toned:
            fit = 0.7 if alone else 1.0
        else:
            fit = 0.0 if alone else 0.6
        best = max(best, fit * reading.weight)
    return best
