"""The search as a whole, on the bundled catalog: does what people say find the service, and how it behaves."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services_catalog.catalog import Catalog
from services_catalog.lexicon import terms_of
from services_catalog.model import AdminLevel
from services_catalog.search import Answer, Search
from services_catalog.store import catalog_rows as rows
from services_catalog.store.database import connect

QUERIES = [
    json.loads(line)
    for line in (Path(__file__).parent / "queries.jsonl").read_text(encoding="utf-8").splitlines()
]
DEV_QUERIES = Path(__file__).parents[3] / "shared" / "search" / "queries_dev.jsonl"


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalog]:
    """The bundled catalog in a folder of its own."""
    built = Catalog(tmp_path_factory.mktemp("state"))
    built.ensure()
    yield built
    built.close()


@pytest.fixture(scope="module")
def search(catalog: Catalog) -> Search:
    """A search as a desk without settings has it."""
    return Search(catalog)


@pytest.fixture(scope="module")
def answers(search: Search) -> dict[str, Answer]:
    """The answers to our own queries."""
    return {each["query"]: search.answer(each["query"], 10) for each in QUERIES}


def recall(answers: dict[str, Answer], kind: str, within: int) -> float:
    """The share of a kind's queries with a right service among the first so many."""
    asked = [each for each in QUERIES if each["codes"] and kind in {"", each["kind"]}]
    found = [any(hit.code in each["codes"] for hit in answers[each["query"]].hits[:within]) for each in asked]
    return sum(found) / len(found)


def test_there_are_enough_queries() -> None:
    """Without it the floors below could be kept by deleting what fails."""
    assert len(QUERIES) >= 200
    kinds = {each["kind"] for each in QUERIES}
    assert kinds == {"colloquial", "formal", "nodiacritics", "abbrev", "typo", "telex", "oos"}
    assert len({code for each in QUERIES for code in each["codes"]}) >= 120


def test_the_right_service_comes_first(answers: dict[str, Answer]) -> None:
    """Without it the ranking could decay word by word and nobody would see it."""
    assert recall(answers, "", 1) >= 0.88
    assert recall(answers, "", 5) >= 0.97


@pytest.mark.parametrize("kind", ["colloquial", "formal", "nodiacritics", "abbrev", "typo", "telex"])
def test_every_way_to_type_is_understood(answers: dict[str, Answer], kind: str) -> None:
    """Without it one way to type could be lost in the average."""
    assert recall(answers, kind, 5) >= 0.92


def test_strangers_are_told(answers: dict[str, Answer]) -> None:
    """Without it a question about the weather would be answered with ten services."""
    strangers = [each for each in QUERIES if not each["codes"]]
    assert sum(answers[each["query"]].confident for each in strangers) <= len(strangers) // 8
    known = [each for each in QUERIES if each["codes"]]
    assert sum(not answers[each["query"]].confident for each in known) <= 0.03 * len(known)


@pytest.mark.skipif(not DEV_QUERIES.exists(), reason="the shared queries are not here")
def test_no_shared_query_is_ours() -> None:
    """Without it the shared queries could creep in here and measure nothing any more."""
    shared = {json.loads(line)["query"].casefold() for line in DEV_QUERIES.read_text("utf-8").splitlines()}
    assert not shared & {each["query"].casefold() for each in QUERIES}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("sổ đỏ bị cháy", "sổ đỏ bị cháy → cấp lại giấy chứng nhận do bị mất"),
        ("ddawng kys keets hoon", "gõ Telex: đăng ký kết hôn"),
        ("d9a8ng ky1 ke6t1 ho6n", "gõ VNI: đăng ký kết hôn"),
        ("DANGKYKETHON", "tách chữ viết liền: dang ky ket hon"),
        ("1.000894", "mã thủ tục"),
        ("đăng ký kết hôn", "đúng tên thủ tục"),
    ],
)
def test_the_first_hit_says_why(search: Search, text: str, why: str) -> None:
    """Without it an officer could not tell why a service with other words is there."""
    assert search.hits(text, 1)[0].why == why


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("khai s", "1.001193"),
        ("đăng ký kết h", "1.000894"),
        ("tach h", "1.010038"),
        ("Khai sinh, không phải kết hôn", "1.001193"),
        ("ket hon", "1.000894"),
        ("kết hôn ", "1.000894"),
    ],
)
def test_what_is_found_while_typing(search: Search, text: str, code: str) -> None:
    """Without it the list would jump about until the last letter."""
    assert code in [hit.code for hit in search.hits(text, 5)]


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "?!", "…"])
def test_nothing_asked_nothing_found(search: Search, text: str) -> None:
    """Without it an empty box would show ten random services."""
    assert search.answer(text) == Answer([], confident=False)


def test_codes(search: Search) -> None:
    """Without it a code from a paper could not be typed."""
    assert [hit.code for hit in search.hits("1.001193")] == ["1.001193"]
    assert all(hit.code.startswith("1.0011") for hit in search.hits("1.0011"))
    assert not search.answer("9.999999").confident
    assert search.hits("khai sinh", 0) == []


def test_an_office_adds_its_own_words(catalog: Catalog) -> None:
    """Without it the words of one valley would never find anything."""
    own = {"groups": [{"means": {"1.010038": ["xẻ bếp"], "đăng ký khai tử": ["về mường trời"]}}]}
    search = Search(catalog, extra=own)
    assert search.hits("xin xẻ bếp", 1)[0].code == "1.010038"
    assert search.hits("xin xẻ bếp", 1)[0].why.startswith("xẻ bếp → Tách hộ")
    assert search.hits("ông em về mường trời", 1)[0].code == "1.000656"


def test_the_desks_own_services_come_first_among_equals(catalog: Catalog) -> None:
    """Without it a provincial desk would always see the commune's service first."""
    text = "trình báo mất hộ chiếu phổ thông"
    province = Search(catalog, level=AdminLevel.PROVINCE)
    assert Search(catalog, level=AdminLevel.COMMUNE).hits(text, 1)[0].code == "1.010386"
    assert province.hits(text, 1)[0].code == "1.001445"
    boosted = province.hits(text, 1, boost={"1.010386": 0.2})
    assert boosted[0].code == "1.010386"


def test_who_answers_a_stranger(search: Search) -> None:
    """Without it a person would be sent away without a word."""
    answer = search.answer("tôi muốn ly hôn")
    assert not answer.confident
    assert answer.note == "Tòa án giải quyết"
    assert search.answer("ghi chú ly hôn ở nước ngoài").confident


def test_a_growing_index_answers(tmp_path: Path) -> None:
    """Without it the desk would be blind until the last service is in."""
    catalog = Catalog(tmp_path)
    seen: list[str] = []
    search = Search(catalog)

    def look(_done: int, _total: int) -> None:
        seen.append(search.hits("đăng ký kết hôn", 1)[0].code)

    catalog.build(look)
    catalog.close()
    assert len(seen) > 2
    assert set(seen) == {"1.000894"}


def test_pairs_and_rare_words_are_enough(catalog: Catalog) -> None:
    """Without it a query of common words alone would find nothing."""
    assert Search(catalog).hits("thủ tục cấp")


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_answered_and_always_the_same(search: Search, text: str) -> None:
    """Without it a pasted text could stop the search, or a list change under the cursor."""
    first = search.answer(text, 5)
    assert first == search.answer(text, 5)
    assert len({hit.code for hit in first.hits}) == len(first.hits)


def test_every_official_word_is_in_the_index(catalog: Catalog) -> None:
    """Without it a slip of the pen in the words' file would make a phrase mean nothing."""
    data = json.loads(
        (Path(__file__).parents[2] / "services_catalog" / "data" / "synonyms.json").read_bytes()
    )
    search = Search(catalog)
    search.hits("khai sinh")
    assert search._corpus is not None
    vocabulary = search._corpus.vocabulary
    official = {words for group in data["groups"] for words in group["means"]}
    strange = {words for words in official for term in terms_of(words) if term.bare not in vocabulary}
    assert not strange


def test_counter_services_come_first_in_the_index(catalog: Catalog) -> None:
    """Without it the short question for what counters meet would look at other services."""
    connection = connect(catalog.path, writable=False)
    codes = rows.codes(connection)
    connection.close()
    assert "1.010038" in codes[:400]
