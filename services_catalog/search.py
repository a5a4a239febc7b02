"""What the officer typed -> the services that fit, best first, and why each fits.

Stages: an exact code; the start of a code; then the words. Every service that has all words (the last one may
be unfinished) is a candidate; where there are few, services with some of the words join. Candidates are put
into tiers, and within a tier bm25 decides: the typed words as one phrase with their tones, as one phrase
without tones, all words in any order, some words. Services with guidance and the essential ones win a tie,
because they are what people come for.
"""

from dataclasses import dataclass

from services_catalog.catalog import Catalog
from services_catalog.model import OnlineLevel
from services_catalog.store import catalog_rows as rows
from services_catalog.vietnamese import clean, fold, has_marks, words

LONGEST_QUERY = 200
"""Characters of a query that count: a pasted page is not a query."""
MOST_WORDS = 16
POOL = 120
"""Candidates that are looked at closely."""
ENOUGH = 8
"""With fewer candidates that have all words, those with some of them join."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A service that fits a query; `score` is higher for a better one, `why` says what fitted, in Vietnamese."""

    code: str
    name: str
    title: str
    agency: str
    online_level: OnlineLevel
    essential: bool
    score: float
    why: str


class Search:
    """The one door to the search: `hits`."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def hits(self, text: str, limit: int = 20) -> list[Hit]:
        """Return the services that fit `text`, best first; nothing for an empty text.

        May be called from any thread. Raises a StoreError when the cache can't be read.
        """
        query = clean(text, LONGEST_QUERY)
        asked = words(query)[:MOST_WORDS]
        if not asked or limit < 1:
            return []
        with self._catalog.reading() as connection:
            if len(asked) == 1 and asked[0][0].isdigit() and "." in asked[0]:
                found = rows.by_code(connection, asked[0], limit)
                return [
                    hit_of(each, score=10.0 if each.code == asked[0] else 9.0, why="mã thủ tục")
                    for each in found
                ]
            pool = rows.match(connection, _all_of(asked), POOL)
            if len(pool) < ENOUGH and len(asked) > 1:
                known = {each[0].id for each in pool}
                pool += [
                    each for each in rows.match(connection, _any_of(asked), POOL) if each[0].id not in known
                ]
        scored = [_scored(row, place, asked) for place, row in enumerate(pool)]
        return sorted(scored, key=lambda hit: -hit.score)[:limit]

    def common(self, limit: int = 40) -> list[Hit]:
        """Return what desks meet most, for an empty box: the services with guidance, in order of their titles."""
        with self._catalog.reading() as connection:
            found = rows.guided(connection, limit)
        return [hit_of(each, score=0.0, why="hay gặp") for each in found]


def _scored(row: tuple[rows.Listed, str, str, str], place: int, asked: list[str]) -> Hit:
    listed, toned, folded, spoken = row
    typed = " ".join(asked).casefold()
    bare = fold(typed)
    if has_marks(typed) and _phrase(typed, toned):
        tier, why = 6.0, "đúng cụm từ"
    elif _phrase(bare, folded):
        tier, why = 5.0, "đúng cụm từ, không kể dấu"
    elif _phrase(bare, spoken):
        tier, why = 4.5, "cách gọi quen thuộc"
    else:
        here = set(words(f"{folded} {spoken}"))
        shared = sum(any(each.startswith(word) for each in here) for word in bare.split())
        tier = 1.0 + 2.5 * shared / len(asked)
        why = "đủ các từ" if shared == len(asked) else f"{shared}/{len(asked)} từ"
    score = tier + 0.6 * listed.guided + 0.2 * listed.essential + 0.5 / (1 + place)
    return hit_of(listed, score=round(score, 3), why=why)


def _phrase(part: str, whole: str) -> bool:
    """Whether `part` stands in `whole` from the start of a word on."""
    return f" {part}" in f" {' '.join(words(whole))}"


def _all_of(asked: list[str]) -> str:
    terms = [_term(word) for word in asked[:-1]]
    return " AND ".join([*terms, _term(asked[-1], unfinished=True)])


def _any_of(asked: list[str]) -> str:
    return " OR ".join([_term(word) for word in asked])


def _term(word: str, *, unfinished: bool = False) -> str:
    star = "*" if unfinished else ""
    folded = fold(word).replace('"', "")
    return f'({{folded words}} : "{folded}"{star})'


def hit_of(listed: rows.Listed, *, score: float = 0.0, why: str) -> Hit:
    """Return a listed service as a hit."""
    return Hit(
        code=listed.code,
        name=listed.name,
        title=listed.title,
        agency=listed.agency,
        online_level=OnlineLevel(listed.online),
        essential=listed.essential,
        score=score,
        why=why,
    )
