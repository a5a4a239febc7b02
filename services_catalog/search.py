"""What the officer typed -> the services that fit, best first, and why each fits; or that none fits well.

1. Understanding (`query`, `telex`, `vocabulary`, `lexicon`). Every word keeps the reading that was typed
   (weight 1). Beside it stand what its keys mean as Telex or VNI (0.9; 1 where the letters are no word), words
   that were run together, a word one typing error away (0.75), and longer words where the last one may be
   unfinished (0.9, or 0.35 where it is a word already). Marks count where marks were typed. Phrases of
   `data/synonyms.json` and of the office stand for official words. Talk around the point weighs nothing, light
   words 0.35, circumstances («nhưng …», «vì …», what stands before «…, muốn») 0.55, and what follows
   «…, không phải …» counts against.
2. Candidates (`candidates`, `store.search_rows`). The word index gives the best 25 of all services and the best
   25 of those that counters meet, by bm25 over words and pairs of neighbouring words. Asking for pairs and rare
   words only is what keeps the search as quick as a plain question to the index, however big it is.
3. Ranking (`ranking`, `facets`). A query is held against each way to say a service: name, head of the name,
   title and everyday words of the guidance. With idf-weighted masses,

       fit = explained / (explained + missing x unexplained query + surplus x unexplained facet + unwanted words)

   times a part for neighbouring words that stay neighbours, and 0.97 for a head or everyday words. A word with
   other marks explains 0.55, one of another facet 0.6, one from the sector, result or agency 0.35. Words that
   say the whole facet and nothing else add 0.15. To the best facet's fit comes the standing of the service: met
   at counters 0.07, guided 0.03, essential 0.02, commune 0.02, this desk's own level 0.04, and whatever the
   caller adds for what this desk filed lately. It decides between equals and no more.
4. Saying no. Where the best fit is below 0.30, or the matter is a known stranger (a divorce, the weather) and
   no name fits, the answer is not confident; the nearest services are listed all the same.

Where the numbers come from: those of `ranking.Weights` were set by hand and then searched one by one for
recall@1, recall@5 and mean reciprocal rank on one half of some 480 labelled questions and checked on the other,
both ways. Only «surplus» and the mass of a sense gained on both halves and were moved; for the others the halves
disagreed or nothing was gained, so they stay round. 0.30 was read off: one in 200 questions with an answer is
below it, and one in five without, which the list of strangers is for.
"""

import re
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services_catalog.candidates import expression
from services_catalog.catalog import DATA, Catalog
from services_catalog.corpus import Connection, Corpus
from services_catalog.facets import HEAD, NAME, SAID, TITLE
from services_catalog.lexicon import load
from services_catalog.model import AdminLevel, OnlineLevel
from services_catalog.query import LONGEST_TEXT, Query, understand
from services_catalog.ranking import Profile, Ranker, Score
from services_catalog.store import catalog_rows as rows
from services_catalog.store import search_rows
from services_catalog.vietnamese import clean

POOL = 25
"""Candidates of each of the two kinds: with 40 no answer is better, and a key takes half as long again."""
WELL = 0.30
VERY_WELL = 0.70
_CODE = re.compile(r"\d\.\d{0,6}")


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
    withdrawn: str = ""
    """The day from which it is no more (ISO); empty for a service in force."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The hits, best first; whether the first ones really fit; and `note`, who answers what no service is about."""

    hits: list[Hit]
    confident: bool
    note: str = ""


class Search:
    """The one door to the search. Safe to ask from several threads.

    `level` is the tier of this desk's unit, whose services come first among equals. `extra` are the office's
    own words in the form of `data/synonyms.json` (see `lexicon`). Nothing is loaded before the first query.
    """

    def __init__(
        self, catalog: Catalog, *, level: AdminLevel | None = None, extra: Mapping[str, Any] | None = None
    ) -> None:
        self._catalog = catalog
        self._level = level
        self._extra = extra
        self._lock = threading.Lock()
        self._corpus: Corpus | None = None

    def hits(self, text: str, limit: int = 20, boost: Mapping[str, float] | None = None) -> list[Hit]:
        """Return the services nearest to `text`, best first; nothing for an empty text. See `answer`."""
        return self.answer(text, limit, boost).hits

    def answer(self, text: str, limit: int = 20, boost: Mapping[str, float] | None = None) -> Answer:
        """Return the services nearest to `text` and whether they fit.

        `boost` adds to the score of a service by its code (0.1 is much). Raises a StoreError when the cache
        can't be read, a FileProblemError when the words can't.
        """
        typed = clean(text, LONGEST_TEXT)
        if not typed or limit < 1:
            return Answer([], confident=False)
        with self._catalog.reading() as connection:
            if _CODE.fullmatch(typed):
                found = rows.by_code(connection, typed, limit)
                return Answer([hit_of(each, 1.0, "mã thủ tục") for each in found], confident=bool(found))
            corpus = self._ready(connection)
            # A space at the end says that the last word is whole, so the text goes on as it was typed.
            query = understand(text, corpus.vocabulary, corpus.lexicon)
            ranker = Ranker(query, corpus.vocabulary, level=self._level, boost=boost)
            services = corpus.profiles(connection, _candidates(connection, query, corpus, max(POOL, limit)))
            ranked = sorted(
                ((ranker.score(each), each) for each in services),
                key=lambda pair: (-pair[0].value, pair[1].code),
            )[:limit]
            shown = rows.by_codes(connection, [service.code for _, service in ranked])
        hits = [
            hit_of(shown[service.code], score.value, _why(query, score, service, shown))
            for score, service in ranked
        ]
        hits.sort(key=lambda hit: bool(hit.withdrawn))  # what is no more comes last; the order else stays
        return Answer(hits, _fits(query, ranked), query.outside.why if query.outside else "")

    def common(self, limit: int = 40) -> list[Hit]:
        """Return what desks meet most, for an empty box: the services with guidance, in order of their titles."""
        with self._catalog.reading() as connection:
            found = rows.guided(connection, limit)
        return [hit_of(each, 0.0, "hay gặp") for each in found]

    def _ready(self, connection: Connection) -> Corpus:
        """What is known of the index; read anew while the index is still growing."""
        size = search_rows.size(connection)
        with self._lock:
            if self._corpus is None or self._corpus.size != size:
                lexicon = self._corpus.lexicon if self._corpus else load(DATA / "synonyms.json", self._extra)
                self._corpus = Corpus(connection, lexicon, size)
            return self._corpus


def _candidates(connection: Connection, query: Query, corpus: Corpus, pool: int) -> list[int]:
    codes = [sense.meaning.code for sense in query.senses if sense.meaning.code]
    found = search_rows.numbers_of(connection, codes) if codes else []
    asked = expression(query, corpus.vocabulary)
    if asked:
        found += search_rows.match(connection, asked, pool, corpus.met)
        found += search_rows.match(connection, asked, pool)
    return list(dict.fromkeys(found))


def _fits(query: Query, ranked: Sequence[tuple[Score, Profile]]) -> bool:
    if query.outside:
        # What people say of a service may name the stranger in passing («ghi chú ly hôn»); only a name decides.
        return any(score.fit >= VERY_WELL and score.kind in {NAME, HEAD, TITLE} for score, _ in ranked)
    return any(score.fit >= WELL for score, _ in ranked)


def _why(query: Query, score: Score, service: Profile, shown: Mapping[str, rows.Listed]) -> str:
    """What made the service fit, where it isn't plain to see; empty where it is."""
    if score.sense:
        said = " ".join(query.places[place].typed for place in score.sense.at)
        meant = score.sense.meaning
        return f"{said} → {meant.official if meant.terms else shown[service.code].title}"
    for how in dict.fromkeys(reading.how for place in query.places for reading in place.readings):
        read = [
            reading.word
            for place in query.places
            for reading in place.readings
            if how and reading.how == how and reading.bare in service.everything
        ]
        if read:
            return f"{how}: {' '.join(read)}"
    if score.kind == SAID:
        return "cách gọi quen thuộc"
    return "đúng tên thủ tục" if score.kind in {NAME, HEAD, TITLE} and score.fit >= VERY_WELL else ""


def hit_of(listed: rows.Listed, score: float = 0.0, why: str = "") -> Hit:
    """Return a listed service as a hit."""
    return Hit(
        code=listed.code,
        name=listed.name,
        title=listed.title,
        agency=listed.agency,
        online_level=OnlineLevel(listed.online),
        essential=listed.essential,
        score=round(score, 3),
        why=why,
        withdrawn=listed.withdrawn,
    )
