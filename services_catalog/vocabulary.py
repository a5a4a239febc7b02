"""Which words the catalogue knows, how much each tells, and which stand side by side."""

import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cached_property

from services_catalog.facets import pair
from services_catalog.syllables import VOWELS, bare

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_MOST_ENDINGS = 24
"""Words that an unfinished one may become; more would cost time and say nothing."""
_PIECE_COST = 4.0
_LONGEST_PIECE = 7
_LONGEST_RUN = 60


class Vocabulary:
    """The words of the index with the number of services each stands in, of `size` services."""

    def __init__(self, counts: Mapping[str, int], size: int, short: Iterable[str] = ()) -> None:
        self.counts = counts
        self.size = max(size, 1)
        self._short = frozenset(short)
        self._idf: dict[str, float] = {}
        self._most = math.log(self.size + 1.0)

    def __contains__(self, term: str) -> bool:
        return term in self.counts

    def idf(self, term: str) -> float:
        """Return how much a word tells, from 0 (in every service) to 1 (in none)."""
        known = self._idf.get(term)
        if known is None:
            known = math.log((self.size + 1.0) / (self.counts.get(term, 0) + 1.0)) / self._most
            if term in self.counts:
                self._idf[term] = known
        return known

    def share(self, term: str) -> float:
        """Return the part of all services that have this word."""
        return self.counts.get(term, 0) / self.size

    def is_pair(self, first: str, second: str) -> bool:
        """Whether the two words stand side by side in the name of some service."""
        return pair(first, second) in self.counts

    def starting_with(self, start: str) -> list[str]:
        """Return the commonest longer words that start so."""
        place = bisect_left(self._sorted, start)
        found = []
        while place < len(self._sorted) and self._sorted[place].startswith(start):
            found.append(self._sorted[place])
            place += 1
        longer = [each for each in found if each != start]
        return sorted(longer, key=lambda each: (-self.counts[each], each))[:_MOST_ENDINGS]

    def corrected(self, term: str) -> list[str]:
        """Return known words one typing error away (a letter too many, too few, other or swapped), commonest first."""
        found = {each for each in _one_error(term) if self.counts.get(each, 0) > 1}
        return sorted(found, key=lambda each: (-self.counts[each], each))[:4]

    def pieces(self, run: str) -> list[str]:
        """Return the words that were run together in `run`, best by how common they are; none where it is no run."""
        if len(run) > _LONGEST_RUN:
            return []
        best: list[tuple[float, int]] = [(0.0, 0)]
        for end in range(1, len(run) + 1):
            choices = [
                (best[start][0] + cost, start)
                for start in range(max(0, end - _LONGEST_PIECE), end)
                if (cost := self._cost(run[start:end])) < math.inf
            ]
            best.append(min(choices, default=(math.inf, 0)))
        if best[-1][0] == math.inf:
            return []
        found = []
        end = len(run)
        while end:
            start = best[end][1]
            found.append(run[start:end])
            end = start
        return found[::-1]

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(term for term in self.counts if "_" not in term)

    def _cost(self, written: str) -> float:
        piece = bare(written)
        if len(piece) > 1 and self.counts.get(piece, 0) > 1 and VOWELS.intersection(piece):
            return _PIECE_COST + math.log(self.size / self.counts[piece])
        if len(piece) > 1 and piece in self._short:
            return _PIECE_COST + self._most
        return math.inf


def _one_error(term: str) -> Iterable[str]:
    splits = [(term[:place], term[place:]) for place in range(len(term) + 1)]
    for before, after in splits:
        if after:
            yield before + after[1:]
            for letter in _LETTERS:
                yield before + letter + after[1:]
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        for letter in _LETTERS:
            yield before + letter + after
