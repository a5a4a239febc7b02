"""What the search knows of a service: its name, its everyday title and words, and what surrounds it.

A facet is one way to say the service. A query is held against each facet as a whole, so «đăng ký kết hôn» fits
the service of that very name better than a longer one that merely contains the words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from services_catalog.model import AdminLevel, PublicService
from services_catalog.syllables import bare_of, toned
from services_catalog.vietnamese import words

NAME, HEAD, TITLE, SAID, ASIDE, AROUND = "nhtwpc"
"""Kinds of facets: the name and its head, the title and the words of the guidance; words of the name in
brackets; and what is said around the service: result, sector, agency, life event."""

GUIDED, COUNTER, ESSENTIAL, COMMUNE, PROVINCE = 1, 2, 4, 8, 16
"""Flags of a service's standing."""

_BRACKETS = re.compile(r"\(([^()]*)\)?")
# The Portal's «result» of a service may be a page of text; what it is called stands at its beginning.
_RESULT_WORDS = 24
_LONGEST_NAME = 60
# Many names go on for lines after saying what the service is: «Chứng thực chữ ký trong các giấy tờ, văn bản …».
_HEAD_END = re.compile(
    r"[;,(:/]| (?:đối với|do|trong|thuộc|thực hiện|bằng|cho|theo|tại|mà|giữa|từ đủ|khi|trường hợp|của|vào) ",
    re.IGNORECASE,
)
_SHORTEST_HEAD = 3
_LEVEL_FLAGS = {AdminLevel.COMMUNE: COMMUNE, AdminLevel.PROVINCE: PROVINCE}


def pair(first: str, second: str) -> str:
    """Return two neighbouring words as the one word that the index knows them by."""
    return f"{first}_{second}"


@dataclass(frozen=True, slots=True)
class Spelling:
    """A service as the index keeps it: words without marks for the columns, the facets with marks, and flags."""

    name: str
    pairs: str
    said: str
    around: str
    facets: str
    flags: int


@dataclass(frozen=True, slots=True)
class WordLists:
    """What the data files say about all services: counter services, names of life events, abbreviations."""

    counter: frozenset[str]
    life_events: Mapping[str, str]
    abbreviations: Mapping[str, str]


def spelling(
    service: PublicService,
    *,
    title: str,
    said: Iterable[str],
    guided: bool,
    words_of: WordLists,
) -> Spelling:
    """Return what the index keeps of a service; `title` and `said` come from its guidance and may be empty."""
    facets = [(NAME, _keys(_BRACKETS.sub(" ", service.name))[:_LONGEST_NAME])]
    facets += _name_facets(service.name, words_of.abbreviations)
    facets.append((TITLE, _keys(title)))
    facets += [(SAID, _keys(each)) for each in said]
    around = [*_keys(service.output.name)[:_RESULT_WORDS], *_keys(service.sector)]
    around += _keys(service.competent_authority or service.issuing_authority)
    around += _keys(words_of.life_events.get(service.life_event, ""))
    facets.append((AROUND, tuple(dict.fromkeys(around))))
    facets = [facet for facet in facets if facet[1]]
    return Spelling(
        name=_column(facets, {NAME, TITLE, ASIDE}),
        pairs=" ".join(dict.fromkeys(_pairs(facets))),
        said=_column(facets, {SAID}),
        around=_column(facets, {AROUND}),
        facets="\n".join(f"{kind} {' '.join(keys)}" for kind, keys in facets),
        flags=_flags(service, guided=guided, counter=service.code in words_of.counter),
    )


def _name_facets(name: str, abbreviations: Mapping[str, str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The name with its abbreviations spelled out, where it has any, and its words in brackets."""
    spelled = [abbreviations.get(each.casefold(), each) if each.isupper() else each for each in words(name)]
    if spelled != words(name) and not name.isupper():
        yield NAME, _keys(" ".join(spelled))[:_LONGEST_NAME]
    head = _head(name)
    if head:
        yield HEAD, _keys(head)
    yield ASIDE, _keys(" ".join(_BRACKETS.findall(name)))


def _head(name: str) -> str:
    """What the service is, without its circumstances; empty where the name is no longer than that."""
    for end in _HEAD_END.finditer(name):
        head = name[: end.start()]
        if len(_keys(head.removeprefix("Thủ tục "))) >= _SHORTEST_HEAD:
            return head
    return ""


def _flags(service: PublicService, *, guided: bool, counter: bool) -> int:
    flags = GUIDED * guided | COUNTER * counter | ESSENTIAL * service.essential
    for level in service.admin_levels:
        flags |= _LEVEL_FLAGS.get(level, 0)
    return flags


@lru_cache(1000)
def _keys(text: str) -> tuple[str, ...]:
    return tuple(toned(each) for each in words(text))


def _pairs(facets: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[str]:
    for kind, keys in facets:
        if kind not in {AROUND, ASIDE, HEAD}:
            yield from map(pair, map(bare_of, keys), map(bare_of, keys[1:]))


def _column(facets: Iterable[tuple[str, tuple[str, ...]]], kinds: set[str]) -> str:
    return " ".join(bare_of(key) for kind, keys in facets if kind in kinds for key in keys)
