"""What is known of the whole records that guidance was written from: their hash, figures and papers, nothing more.

The whole records are not shipped. `exchange.guidance_facts` makes `data/guidance_facts.json` from them, so that
a desk and the checks can tell a text that no longer fits its record.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services_catalog.errors import FileProblemError
from services_catalog.vietnamese import fold, nfc, words

TELLING = 8
"""Words in the order of the paper's name: enough to know it by."""
MOST_WORDS = 24
"""Words in all. Those behind the first are in order of the alphabet, so that no sentence of the record is kept."""
FILE = "guidance_facts.json"
CODE_IN_TEXT = re.compile(r"(?<![\d.])\d\.\d{6}(?!\d)")

_FIGURE = re.compile(r"\d+(?:[.,]\d{3})+(?!\d)|\d+")
_LIST_MARK = re.compile(r"[\d.]+[a-zđ]?|[a-zđ]|[ivx]+")
# What the record says around a paper's name: the law and the form behind it, and for whom it is.
_ASIDE = re.compile(r"\([^()]*\)")
_LAW = re.compile(
    r"(?:theo )?(?:mẫu|phụ lục|điều|khoản|điểm|nghị định|thông tư|quyết định|nghị quyết|luật)"
    r"(?: (?:số|kèm theo|ban hành))*(?: [ivxlc]+\b| [\w./-]*\d[\w./-]*)+"
    r"|[\d/]+(?:nđ-cp|tt-\w+|qđ-\w+|nq-\w+)|\bngày \d[\d/]*"
)
_CASE = re.compile(r"^\W*(?:[\w.]{1,4}[.)]\W*)*(?:trường hợp|đối với|nếu|khi)\b[^:]{0,400}:")
_SHORT = {
    "nlđ": "người lao động", "tnlđ": "tai nạn lao động", "bnn": "bệnh nghề nghiệp", "cccd": "căn cước",
    "pttgsh": "phương tiện trợ giúp sinh hoạt", "gcn": "giấy chứng nhận", "mgth": "miễn giảm thuế",
}  # fmt: skip
_NUMBER_WORDS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
}  # fmt: skip
# What is said of nearly every paper tells none from another.
_COMMON = frozenset(
    words(
        "giấy tờ bản chính sao của và hoặc các được theo quy định trường hợp thì phải có nộp cho trong về đã do tại"
        " để là với người từ này một cơ quan thẩm quyền nếu khi không hồ sơ kèm mẫu số đối việc pháp luật văn"
        " thực xuất trình gồm như nêu trên dưới đây ban hành điều khoản nghị thông tư luật công dân cấp"
    )
)
# Where the record speaks of the service, and not of who collected it.
_TELLING = (
    "name",
    "processing_time",
    "required_documents",
    "steps",
    "channels",
    "cases",
    "legal_basis",
    "results",
    "conditions",
    "decision_no",
    "fee",
)


@dataclass(frozen=True, slots=True)
class RecordFacts:
    """Of one whole record: its hash, every figure in it, and for each paper the words that tell it from others."""

    sha256: str
    figures: frozenset[int]
    papers: tuple[tuple[str, ...], ...]


def facts_of(record: Mapping[str, Any]) -> RecordFacts:
    """What is kept of a whole record; items with no original and no copy are notes, not papers."""
    told = list(_texts([record.get(key) for key in _TELLING]))
    items = record.get("required_documents", [])
    papers = [each["name"] for each in items if each["originals"] != 0 or each["copies"] != 0]
    return RecordFacts(
        sha256=hash_of(record),
        figures=frozenset(number for text in told for number in [*figures(text), *_said_numbers(text)]),
        papers=tuple(dict.fromkeys(distinctive(name) for name in papers)),
    )


def hash_of(record: Mapping[str, Any]) -> str:
    """The hash that guidance keeps of the record it was written from."""
    return hashlib.sha256(json.dumps(record, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def figures(text: str) -> Iterator[int]:
    """Every figure of a text as a whole number: 50.000 is 50000, 01/7/2016 is 1, 7 and 2016; codes are none."""
    for match in _FIGURE.findall(CODE_IN_TEXT.sub(" ", text)):
        yield int(re.sub(r"[.,]", "", match))


def distinctive(name: str) -> tuple[str, ...]:
    """The few folded words that tell a paper from others.

    Numbers and letters of a list are none of them, nor is the law that asks for the paper, nor the case it is for.
    """
    said = nfc(name).casefold()
    core = _LAW.sub(" ", _ASIDE.sub(" ", said))
    for each in (_CASE.sub(" ", core), core, said):
        if telling := _telling(each):
            return telling
    return _kept(map(fold, words(said)))


def mentions(text: str) -> frozenset[str]:
    """The folded words of a line, against which `distinctive` ones are held."""
    return frozenset(fold(word) for each in words(nfc(text).casefold()) for word in _spelled(each))


def _telling(text: str) -> tuple[str, ...]:
    spelled = (word for each in words(text) for word in _spelled(each))
    return _kept(fold(word) for word in spelled if word not in _COMMON and not _LIST_MARK.fullmatch(word))


def _kept(told: Iterable[str]) -> tuple[str, ...]:
    several = list(dict.fromkeys(told))[:MOST_WORDS]
    return (*several[:TELLING], *sorted(several[TELLING:]))


def _spelled(word: str) -> list[str]:
    return _SHORT.get(word, word).split()


def as_json(facts: RecordFacts) -> dict[str, Any]:
    """The form in the file."""
    return {
        "sha256": facts.sha256,
        "figures": sorted(facts.figures),
        "papers": [list(each) for each in facts.papers],
    }


def load(path: Path) -> dict[str, RecordFacts]:
    """Read the bundled file; nothing where it is missing.

    Raises FileProblemError where it has another form.
    """
    try:
        services = json.loads(path.read_text(encoding="utf-8"))["services"]
        return {
            code: RecordFacts(each["sha256"], frozenset(each["figures"]), tuple(map(tuple, each["papers"])))
            for code, each in services.items()
        }
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise FileProblemError(f"Không đọc được tệp {path.name}.") from error


def is_old(entry: Mapping[str, Any], facts: RecordFacts | None) -> bool:
    """Whether the record changed since the text was written, and nobody assured the text since."""
    assured = entry.get("assured") or {}
    return bool(
        facts
        and entry.get("record_sha256") != facts.sha256
        and not (assured.get("by") and str(assured.get("on", "")) > str(entry.get("facts_date", "")))
    )


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield str(int(value))
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)


def _said_numbers(text: str) -> Iterator[int]:
    for word in words(fold(text)):
        if word in _NUMBER_WORDS:
            yield _NUMBER_WORDS[word]
