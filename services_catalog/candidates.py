"""Which services are looked at closely: one cheap question to the word index.

The index is asked for words and for pairs of neighbouring words, which it keeps as words of their own. What
stands in many services costs the index time and tells little, so it is asked for only when there is nothing
else.
"""

from collections.abc import Sequence
from itertools import pairwise

from services_catalog.facets import pair
from services_catalog.query import Place, Query, Reading
from services_catalog.vocabulary import Vocabulary

# Measured on the catalogue of 4,579 services: shares of 0.25 and 30 terms cost twice the time and find less.
_COMMON = 0.04
_COMMON_PAIR = 0.06
_MOST_TERMS = 20
_FEW_TERMS = 3
_WORD_SHARE = 0.8
"""A single word counts a little less than a pair of as rare words."""
_LEFT_READINGS, _RIGHT_READINGS, _ALL_READINGS = 3, 12, 8


def expression(query: Query, vocabulary: Vocabulary) -> str:
    """Return the FTS5 expression that finds a query's candidates; empty where no word is known."""
    asked = _Asked(vocabulary)
    content = [place for place in query.places if place.weight]
    for number, place in enumerate(content):
        last = content[number - 1] if number else None
        for reading in _likely(last, place, vocabulary):
            asked.add(reading.bare, place.weight * reading.weight * _WORD_SHARE, _COMMON)
    for first, second in pairwise(content):
        focus = min(first.focus, second.focus)
        for one in first.readings[:_LEFT_READINGS]:
            for other in second.readings[:_RIGHT_READINGS]:
                asked.add(pair(one.bare, other.bare), one.weight * other.weight * focus, _COMMON_PAIR)
    for sense in query.senses:
        terms = sense.meaning.terms
        for before, behind in pairwise(terms):
            asked.add(pair(before.bare, behind.bare), sense.weight, _COMMON_PAIR)
        if len(terms) == 1:
            asked.add(terms[0].bare, sense.weight, _COMMON)
    best = sorted(asked.terms, key=lambda term: (-asked.terms[term], term))[:_MOST_TERMS]
    if len(best) < _FEW_TERMS:
        every = [reading.bare for place in content for reading in place.readings[:_ALL_READINGS]]
        best += [term for term in every if term in vocabulary][:_ALL_READINGS]
    return " OR ".join(f'"{term}"' for term in dict.fromkeys(best))


def _likely(before: Place | None, place: Place, vocabulary: Vocabulary) -> Sequence[Reading]:
    """The readings of a word that is still being typed which follow the word before somewhere; else all of them.

    «khai s» may go on as any word with an s, and the rarest of them would crowd out what everybody means.
    """
    if before is None or len(place.readings) <= _RIGHT_READINGS:
        return place.readings
    following = [
        reading
        for reading in place.readings
        if any(pair(one.bare, reading.bare) in vocabulary for one in before.readings[:_LEFT_READINGS])
    ]
    return following or place.readings


class _Asked:
    """Terms for the index with how much they are worth."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.terms: dict[str, float] = {}
        self._vocabulary = vocabulary

    def add(self, term: str, weight: float, commonest: float) -> None:
        """Take in a term, unless the index doesn't know it or more than this share of services have it."""
        if term in self._vocabulary and self._vocabulary.share(term) <= commonest:
            value = weight * self._vocabulary.idf(term)
            self.terms[term] = max(self.terms.get(term, 0.0), value)
