"""Yes-or-no questions that lead to the right one of several similar services (`data/choices.json`).

The form of the file: {"families": [{"id", "title", "tree"}]}, where a tree is {"ask", "yes", "no"} and each answer
is a tree again or the code of a service. Three questions at most: more, and reading the list is quicker.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from services_catalog.catalog import DATA
from services_catalog.errors import FileProblemError, UnknownServiceError
from services_catalog.records import CODE
from services_catalog.vietnamese import clean, fold

MOST_QUESTIONS = 3
LOOKED_AT = 6
"""Hits that are looked at to see whether they are one family."""
ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Question:
    """One yes-or-no question; each answer leads to another question or to the code of a service."""

    ask: str
    yes: "Question | str"
    no: "Question | str"

    def codes(self) -> Iterator[str]:
        """Every code that it can lead to, in the order of the answers."""
        for answer in (self.yes, self.no):
            if isinstance(answer, Question):
                yield from answer.codes()
            else:
                yield answer

    def depth(self) -> int:
        """The most questions that have to be answered."""
        return 1 + max(each.depth() if isinstance(each, Question) else 0 for each in (self.yes, self.no))


@dataclass(frozen=True, slots=True)
class Family:
    """Services that are easily taken for one another, and the questions that tell them apart."""

    id: str
    title: str
    tree: Question

    def codes(self) -> frozenset[str]:
        """Every service of it."""
        return frozenset(self.tree.codes())


def load(path: Path = DATA / "choices.json") -> tuple[Family, ...]:
    """Read the families; none where the file is missing.

    Raises FileProblemError where it has another form.
    """
    try:
        return _load(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return ()


@lru_cache(2)
def _load(path: Path, _changed: int) -> tuple[Family, ...]:
    try:
        families = json.loads(path.read_text(encoding="utf-8"))["families"]
        return tuple(Family(each["id"], clean(each["title"]), _question(each["tree"])) for each in families)
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise FileProblemError(f"Không đọc được các câu hỏi chọn thủ tục ({path.name}).") from error


def _question(tree: Mapping[str, Any]) -> Question:
    return Question(clean(tree["ask"]), _answer(tree["yes"]), _answer(tree["no"]))


def _answer(answer: Any) -> Question | str:
    if isinstance(answer, str):
        if not CODE.fullmatch(answer):
            raise ValueError(answer)
        return answer
    return _question(answer)


def for_hits(families: Sequence[Family], codes: Sequence[str]) -> Family | None:
    """The family to ask about when these are the hits, best first: it has the first hit and one more of the top ones.

    Where several do, the one that has most of them, and of those the smaller one.
    """
    top = codes[:LOOKED_AT]
    if not top:
        return None
    counted = [
        (len(family.codes().intersection(top)), -len(family.codes()), -number, family)
        for number, family in enumerate(families)
        if top[0] in family.codes()
    ]
    best = max(counted, key=lambda each: each[:3], default=None)
    return best[3] if best and best[0] >= ENOUGH else None


def named(families: Sequence[Family], name: str) -> list[Family]:
    """The families with this id, this title, or this code in them.

    Raises UnknownServiceError where there is none.
    """
    wanted = fold(clean(name, 80))
    found = [each for each in families if wanted in {each.id, fold(each.title)} or wanted in each.codes()]
    if not found:
        raise UnknownServiceError(
            f"Không có nhóm câu hỏi nào cho «{clean(name, 80)}».",
            next_step="Gõ «motcua choose» để xem các nhóm.",
        )
    return found


def end_text(title: str, withdrawn: str) -> str:
    """What stands at the end of a way: the service's title, and that it is no more."""
    return f"{title} (đã bãi bỏ)" if withdrawn else title


def paths(tree: Question) -> Iterator[tuple[tuple[tuple[str, bool], ...], str]]:
    """Every way through the questions: the answers given, and the code where it ends."""
    for said, answer in ((True, tree.yes), (False, tree.no)):
        if isinstance(answer, Question):
            for more, code in paths(answer):
                yield ((tree.ask, said), *more), code
        else:
            yield ((tree.ask, said),), answer
