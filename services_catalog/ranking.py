"""How well a service fits a query: shares of words, pairs and senses, held against one facet at a time."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise
from operator import mul
from sys import intern
from typing import NamedTuple

from services_catalog.facets import (
    AROUND,
    ASIDE,
    COMMUNE,
    COUNTER,
    ESSENTIAL,
    GUIDED,
    HEAD,
    NAME,
    PROVINCE,
    SAID,
    pair,
)
from services_catalog.model import AdminLevel
from services_catalog.query import Query, Sense
from services_catalog.syllables import bare_of
from services_catalog.vocabulary import Vocabulary

_LEVEL_FLAGS = {AdminLevel.COMMUNE: COMMUNE, AdminLevel.PROVINCE: PROVINCE}
_ENOUGH_OF_A_SENSE = 0.5
_OTHER_TONE_OF_A_SENSE = 0.3
_PAIRS_OF_A_SENSE = 0.4
_PAIRED_READINGS = 4
_MOST_SENSES = 16
_WHOLE = 0.95


@dataclass(frozen=True, slots=True)
class Weights:
    """Every number of the ranking; `search` tells where each comes from."""

    other_tone: float = 0.55
    around: float = 0.35
    elsewhere: float = 0.6
    missing: float = 0.75
    surplus: float = 0.35
    unwanted: float = 0.8
    pairs: float = 0.45
    sense_mass: float = 0.6
    exact: float = 0.15
    said: float = 0.97
    heading: float = 0.97
    aside: float = 0.25
    head: int = 9
    decay: float = 0.88
    counter: float = 0.07
    guided: float = 0.03
    essential: float = 0.02
    commune: float = 0.02
    own_level: float = 0.04


WEIGHTS = Weights()


class Part(NamedTuple):
    """A word of a facet: how much of the facet it makes up, and its keys with marks."""

    mass: float
    toned: tuple[str, ...]


class Facet(NamedTuple):
    """One way to say a service, ready to be compared."""

    kind: str
    parts: Mapping[str, Part]
    pairs: frozenset[str]
    total: float


class Profile(NamedTuple):
    """A service, ready to be compared."""

    code: str
    flags: int
    facets: tuple[Facet, ...]
    around: frozenset[str]
    everything: frozenset[str]


class Score(NamedTuple):
    """How well a service fits: `value` ranks; `fit` is the same without the service's standing.

    `sense` is the phrase that made it fit by other words than its own; `kind` tells the facet that fits best.
    """

    value: float
    fit: float = 0.0
    sense: Sense | None = None
    kind: str = NAME


def profile(
    code: str, flags: int, facets: str, vocabulary: Vocabulary, weights: Weights = WEIGHTS
) -> Profile:
    """Return a service's profile from what the index keeps of it."""
    made = []
    aside: list[str] = []
    around: frozenset[str] = frozenset()
    for line in facets.split("\n"):
        keys = line[2:].split(" ")
        if line[0] == AROUND:
            around = frozenset(bare_of(key) for key in keys)
        elif line[0] == ASIDE:
            aside = keys
        else:
            made.append((line[0], keys))
    compared = tuple(
        _facet(kind, keys, aside if kind == NAME else (), vocabulary, weights) for kind, keys in made
    )
    everything = frozenset(term for facet in compared for term in facet.parts)
    return Profile(code, flags, compared, around, everything)


def _facet(
    kind: str, keys: Sequence[str], aside: Sequence[str], vocabulary: Vocabulary, weights: Weights
) -> Facet:
    terms = [bare_of(key) for key in keys]
    fading = [1.0] * min(len(keys), weights.head)
    fading += [weights.decay**place for place in range(1, len(keys) - weights.head + 1)]
    shares = [*zip(keys, terms, fading, strict=True), *((key, bare_of(key), weights.aside) for key in aside)]
    parts: dict[str, Part] = {}
    for key, term, share in shares:
        mass = vocabulary.idf(term) * share
        seen = parts.get(term)
        parts[term] = Part(seen.mass + mass, (*seen.toned, key)) if seen else Part(mass, (key,))
    total = sum([part.mass for part in parts.values()])
    return Facet(kind, parts, frozenset(map(intern, map(pair, terms, terms[1:]))), total)


@dataclass(frozen=True, slots=True)
class _SenseTerms:
    """A sense, taken apart: how much each official word tells, its key with marks, and the pairs they make."""

    sense: Sense
    idf: Mapping[str, float]
    tones: Mapping[str, str]
    pairs: frozenset[str]
    total: float


class Ranker:
    """One query, taken apart once so that many services can be held against it quickly."""

    def __init__(
        self,
        query: Query,
        vocabulary: Vocabulary,
        *,
        level: AdminLevel | None = None,
        boost: Mapping[str, float] | None = None,
        weights: Weights = WEIGHTS,
    ) -> None:
        self._weights = weights
        self._level = _LEVEL_FLAGS.get(level, 0) if level else 0
        self._boost = boost or {}
        self._idf = vocabulary.idf
        self._unwanted = query.unwanted
        self._readings = _readings_by_term(query)
        self._senses = [self._taken_apart(sense) for sense in _strongest(query.senses)]
        self.masses = self._masses(query)
        self.total = sum(self.masses) or 1.0
        self._pairs, self._pair_total = self._neighbours(query)

    def score(self, service: Profile) -> Score:
        """Return how well a service fits the query: its best facet and its standing."""
        words = self._readings.keys()
        here = words & service.everything
        fits = self._fits_anywhere(service, here)
        senses = [each for each in self._senses if self._may_fit(each, service)]
        best = Score(0.0)
        for facet in service.facets:
            if senses or not words.isdisjoint(facet.parts):
                found = self._facet_score(facet, here, fits.copy(), senses, service.code)
                if found.value > best.value:
                    best = found
        standing = self._standing(service)
        return Score(best.value + standing, best.value, best.sense, best.kind)

    def _standing(self, service: Profile) -> float:
        flags, weights = service.flags, self._weights
        value = weights.counter if flags & COUNTER else 0.0
        value += weights.guided if flags & GUIDED else 0.0
        value += weights.essential if flags & ESSENTIAL else 0.0
        value += weights.commune if flags & COMMUNE else 0.0
        value += weights.own_level if flags & self._level else 0.0
        return value + self._boost.get(service.code, 0.0)

    def _fits_anywhere(self, service: Profile, here: AbstractSet[str]) -> list[float]:
        """How far each place fits by words around the service or of its other facets."""
        fits = [0.0] * len(self.masses)
        near: AbstractSet[str] = self._readings.keys() & service.around
        shares = [(near, self._weights.around)]
        if len(service.facets) > 1:
            shares.append((here, self._weights.elsewhere))
        for terms, share in shares:
            for term in terms:
                for number, _, weight in self._readings[term]:
                    fits[number] = max(fits[number], weight * share)
        return fits

    def _facet_score(
        self,
        facet: Facet,
        here: AbstractSet[str],
        fits: list[float],
        senses: Sequence[_SenseTerms],
        code: str,
    ) -> Score:
        weights = self._weights
        parts = facet.parts
        explained = self._explained(parts, here, fits)
        literal = sum(map(mul, fits, self.masses))
        best: Sense | None = None
        for each in senses:
            strength, seen = self._sense_fit(each, facet, code)
            if strength <= _ENOUGH_OF_A_SENSE:
                continue
            value = strength * each.sense.weight
            explained |= {term: max(fit, explained.get(term, 0.0)) for term, fit in seen.items()}
            for place in each.sense.at:
                if fits[place] < value:
                    fits[place] = value
                    best = each.sense if best is None or best.weight <= each.sense.weight else best
        mass = sum(map(mul, fits, self.masses))
        if not mass:
            return Score(0.0)
        surplus = facet.total - sum([parts[term].mass * fit for term, fit in explained.items()])
        unwanted = (
            sum([parts[term].mass for term in self._unwanted & parts.keys()]) if self._unwanted else 0.0
        )
        value = mass / (
            mass
            + weights.missing * (self.total - mass)
            + weights.surplus * max(0.0, surplus)
            + weights.unwanted * unwanted
        )
        pairs = sum([self._pairs[each] for each in self._pairs.keys() & facet.pairs])
        value *= 1 - weights.pairs + weights.pairs * min(1.0, pairs / self._pair_total)
        if literal >= _WHOLE * self.total and surplus <= (1 - _WHOLE) * facet.total:
            value += weights.exact
        if facet.kind == SAID:
            value *= weights.said
        elif facet.kind == HEAD:
            value *= weights.heading
        return Score(value, value, best, facet.kind)

    def _explained(
        self, parts: Mapping[str, Part], here: AbstractSet[str], fits: list[float]
    ) -> dict[str, float]:
        """Note how far each place fits the facet's own words; return how far each word of the facet is explained."""
        explained: dict[str, float] = {}
        for term in here:
            part = parts.get(term)
            if part is None:
                continue
            best = 0.0
            for number, tone, weight in self._readings[term]:
                fit = weight if not tone or tone in part.toned else weight * self._weights.other_tone
                best = max(best, fit)
                fits[number] = max(fits[number], fit)
            explained[term] = best
        return explained

    def _may_fit(self, each: _SenseTerms, service: Profile) -> bool:
        code = each.sense.meaning.code
        if code:
            return code == service.code
        seen = sum([each.idf[term] for term in each.idf.keys() & service.everything])
        return seen > _ENOUGH_OF_A_SENSE * each.total

    def _sense_fit(self, each: _SenseTerms, facet: Facet, code: str) -> tuple[float, dict[str, float]]:
        """How much of a sense's official words the facet has, 0 to 1, and how far they explain it."""
        if each.sense.meaning.code:
            return float(each.sense.meaning.code == code), dict.fromkeys(facet.parts, 1.0)
        seen = {}
        value = 0.0
        for term in each.idf.keys() & facet.parts.keys():
            tone = each.tones[term]
            fit = 1.0 if not tone or tone in facet.parts[term].toned else _OTHER_TONE_OF_A_SENSE
            value += each.idf[term] * fit
            seen[term] = fit * each.sense.weight
        if each.pairs:
            value *= (
                1 - _PAIRS_OF_A_SENSE + _PAIRS_OF_A_SENSE * len(each.pairs & facet.pairs) / len(each.pairs)
            )
        return value / each.total, seen

    def _taken_apart(self, sense: Sense) -> _SenseTerms:
        terms = sense.meaning.terms
        idf = {term.bare: self._idf(term.bare) for term in terms}
        return _SenseTerms(
            sense,
            idf,
            {term.bare: term.toned for term in terms},
            frozenset(pair(first.bare, second.bare) for first, second in pairwise(terms)),
            sum(idf.values()) or 1.0,
        )

    def _masses(self, query: Query) -> list[float]:
        """How much each place tells; the places of a sense together at least as much as its official words."""
        masses = [place.weight for place in query.places]
        for each in self._senses:
            at = each.sense.at
            focus = min(query.places[place].focus for place in at)
            wanted = self._weights.sense_mass * each.sense.weight * each.total * focus
            missing = wanted - sum(masses[place] for place in at)
            for place in at:
                masses[place] += max(0.0, missing) / len(at)
        return masses

    def _neighbours(self, query: Query) -> tuple[dict[str, float], float]:
        """Pairs of neighbouring words, talk left out, and their sum; a sense's official words are pairs too."""
        found: dict[str, float] = {}
        total = 0.0
        content = [place for place in query.places if place.weight]
        for first, second in pairwise(content):
            value = (first.weight + second.weight) / 2
            total += value
            for one in first.readings[:_PAIRED_READINGS]:
                for other in second.readings:
                    key = pair(one.bare, other.bare)
                    found[key] = max(found.get(key, 0.0), value * one.weight * other.weight)
        for each in self._senses:
            for before, behind in pairwise(each.sense.meaning.terms):
                key = pair(before.bare, behind.bare)
                value = each.sense.weight * (self._idf(before.bare) + self._idf(behind.bare)) / 2
                found[key] = max(found.get(key, 0.0), value)
        return found, total or 1.0


def _readings_by_term(query: Query) -> dict[str, list[tuple[int, str, float]]]:
    found: dict[str, list[tuple[int, str, float]]] = {}
    for number, place in enumerate(query.places):
        if place.weight:
            for reading in place.readings:
                found.setdefault(reading.bare, []).append((number, reading.toned, reading.weight))
    return found


def _strongest(senses: Sequence[Sense]) -> list[Sense]:
    """Return the senses without repetitions, the surest and longest first, and not too many."""
    by_meaning: dict[tuple[str, tuple[int, ...]], Sense] = {}
    for sense in sorted(senses, key=lambda each: (-each.weight, -len(each.at), each.meaning.official)):
        by_meaning.setdefault((sense.meaning.official, sense.at), sense)
    return list(by_meaning.values())[:_MOST_SENSES]
