"""The rules of plain guidance: each is caught where it is broken, and nowhere else."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services_catalog.catalog import DATA
from services_catalog.errors import FileProblemError
from services_catalog.guidance_check import canonical, check_guidance
from services_catalog.guidance_rules import Finding, Severity, judge, load, printed
from services_catalog.record_facts import RecordFacts, distinctive, facts_of, figures, hash_of, is_old
from services_catalog.record_facts import load as load_facts

RULES = load(DATA)
RECORD = {
    "name": "Việc này",
    "required_documents": [
        {"name": "Giấy chứng sinh do cơ sở y tế cấp", "originals": 1, "copies": 0},
        {"name": "Lưu ý: nộp sớm", "originals": 0, "copies": 0},
    ],
    "channels": [{"time_value": 3, "fee": "50.000 đồng"}],
    "steps": ["Trong hai ngày."],
}


def _messages(entry: dict[str, Any], facts: RecordFacts | None = None) -> str:
    return "\n".join(
        each.sentence() for each in judge("1.000001", entry, RULES, facts=facts, known={"1.000001"})
    )


def test_a_sound_entry_has_no_finding(guidance_entry: dict[str, Any]) -> None:
    """Without it a writer would be told off for nothing, and stop reading."""
    assert judge("1.000001", guidance_entry, RULES, known={"1.000001"}) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"where": " ".join(["chữ"] * 21) + "."}, "câu dài 21 chữ"),
        ({"alert": "Chuẩn bị thành phần hồ sơ."}, "nên viết «giấy tờ cần có»"),
        ({"alert": unicodedata.normalize("NFD", "Chuẩn bị thành phần hồ sơ.")}, "nên viết «giấy tờ cần có»"),
        ({"alert": "Hỏi ông XYZ."}, "viết tắt lạ «XYZ»"),
        ({"alert": "Xem mã 1.999999."}, "mã 1.999999"),
        ({"title": ""}, "«title» bỏ trống"),
        ({"evidence": [{"name": "x"}]}, "thiếu mục «kind»"),
        ({"rules": [{"channel": "telex", "steps": []}]}, "«rules[0].channel» chỉ được là"),
        ({"extra": 1}, "thừa mục «extra»"),
        ({"audience": "ai"}, "«audience» phải là một danh sách"),
        ({"facts_date": "18/07/2026"}, "«facts_date» sai dạng"),
    ],
)
def test_each_rule(guidance_entry: dict[str, Any], change: dict[str, Any], told: str) -> None:
    """Without it a broken rule would reach the leaflet."""
    found = judge("1.000001", guidance_entry | change, RULES, known={"1.000001"})
    assert all(each.severity is Severity.ERROR for each in found)
    assert told in "\n".join(each.sentence() for each in found)


@pytest.mark.parametrize(
    "text",
    [
        "Chọn “Nộp thành phần hồ sơ”.",
        "Điền Mẫu CT01, mẫu 14-HSB theo 66.7/2025/NQ-CP.",
        "Đóng BHXH, UBND xã ký, chương XII.",
        "; ".join(["một hai ba bốn năm"] * 8),
    ],
)
def test_what_is_allowed(guidance_entry: dict[str, Any], text: str) -> None:
    """Without it official names could not be quoted."""
    assert _messages(guidance_entry | {"alert": text}) == ""


def test_figures_papers_and_age_are_for_a_human(guidance_entry: dict[str, Any]) -> None:
    """Without it a figure that no fact carries would be printed, or a paper be forgotten."""
    facts = facts_of(RECORD)
    entry = guidance_entry | {"alert": "Trong 2 ngày, 3 ngày hoặc 4 ngày, phí 50.000 đồng. Dùng VNeID mức 2."}
    found = judge("1.000001", entry, RULES, facts=facts)
    assert all(each.severity is Severity.LOOK for each in found)
    told = "\n".join(each.sentence() for each in found)
    assert "số 4 không có" in told
    assert "chưa thấy nhắc: chung sinh so te" in told
    assert "cần xem lại" in told
    brought = {
        "name": "Giấy chứng sinh của bệnh viện, cơ sở y tế",
        "kind": "submit",
        "originals": 1,
        "copies": 0,
        "case": "",
        "note": "",
    }
    assert _messages(guidance_entry | {"evidence": [brought], "record_sha256": hash_of(RECORD)}, facts) == ""


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("1.2. Đơn đề nghị (Phụ lục I Nghị định 131/2021/NĐ-CP)", "don de"),
        (
            "Tờ khai theo Mẫu số 12 Phụ lục I ban hành kèm theo Thông tư số 86/2024/TT-BTC ngày 23/12/2024",
            "khai",
        ),
        ("(iii) Trường hợp nhờ bưu điện nộp thay: bản sao hợp đồng với bưu điện", "dong buu dien"),
        ("d) Hồ sơ của NLĐ", "lao dong"),
        ("Theo Thông tư 01/2020/TT-BTP", "tt btp"),
        ("Một hai ba bốn năm sáu bảy tám z y x ă", "hai ba bon nam sau bay tam"),
    ],
)
def test_what_tells_a_paper(name: str, told: str) -> None:
    """Without it law, case and list marks would stand for the paper, and the list for a human would be noise."""
    assert " ".join(distinctive(name)).startswith(told)


def test_no_sentence_of_a_record_is_kept() -> None:
    """Without it the collected records, which are not ours to ship, would be in the extract word for word."""
    kept = distinctive(" ".join(f"chữ{letter}" for letter in "zyxwvutsrqponmlkjihg"))
    assert list(kept[8:]) == sorted(kept[8:])


@pytest.mark.parametrize(
    ("paper", "line", "missing"),
    [
        (
            "(2) Giấy khám sức khỏe do cơ sở khám bệnh có đủ điều kiện cấp, trừ khi đã có dữ liệu",
            "Giấy khám sức khỏe",
            0,
        ),
        ("Đơn đề nghị (Phụ lục I, 131/2021/NĐ-CP)", "Đơn đề nghị (Mẫu số 12)", 0),
        ("Giấy khám sức khỏe của cơ sở y tế", "Giấy ra viện, sổ khám", 1),
        ("Hợp đồng cung cấp dịch vụ bưu chính công ích", "Hợp đồng mua bán nhà", 1),
    ],
)
def test_a_paper_is_told_of_by_its_own_name(
    guidance_entry: dict[str, Any], paper: str, line: str, missing: int
) -> None:
    """Without it a paper told in plain words would be listed as forgotten, or a forgotten one not at all."""
    record = {**RECORD, "required_documents": [{"name": paper, "originals": 1, "copies": 0}]}
    told = {"name": line, "kind": "submit", "originals": 1, "copies": 0, "case": "", "note": ""}
    entry = guidance_entry | {"evidence": [told], "record_sha256": hash_of(record)}
    assert _messages(entry, facts_of(record)).count("chưa thấy nhắc") == missing
    noted = entry | {"notes": [f"Không in: {paper}."]}
    assert "chưa thấy nhắc" not in _messages(noted, facts_of(record))


def test_a_paper_named_where_it_lacks_is_not_told_of(guidance_entry: dict[str, Any]) -> None:
    """Without it «nếu không có giấy chứng sinh» would count as telling people to bring it."""
    facts = facts_of(RECORD)
    told = {"name": "Giấy cam đoan", "kind": "submit", "originals": 1, "copies": 0, "note": ""}
    told["case"] = "nếu không có giấy chứng sinh do cơ sở y tế cấp"
    entry = guidance_entry | {"evidence": [told], "record_sha256": hash_of(RECORD)}
    assert "chưa thấy nhắc: chung sinh" in _messages(entry, facts)


def test_free_of_charge_is_for_a_human(guidance_entry: dict[str, Any]) -> None:
    """Without it the Portal's unexplained zero would be printed as «miễn phí», and people come without money."""
    entry = guidance_entry | {"costs": [{"channel": "any", "text": "Miễn phí."}]}
    assert "chỉ viết là không mất tiền" in _messages(entry, facts_of(RECORD))


def test_an_assured_text_is_not_old(guidance_entry: dict[str, Any]) -> None:
    """Without it an office could never say that the old text still holds."""
    facts = facts_of(RECORD)
    assert is_old(guidance_entry, facts)
    assert not is_old(guidance_entry | {"assured": {"by": "Bé", "on": "2026-09-01"}}, facts)
    assert is_old(guidance_entry | {"assured": {"by": "Bé", "on": "2026-01-01"}}, facts)
    assert not is_old(guidance_entry, None)


def test_files_are_checked_whole(tmp_path: Path, guidance_entry: dict[str, Any]) -> None:
    """Without it two writers could change one entry and neither see it."""
    for name in ("plain_words.json", "guidance.schema.json"):
        (tmp_path / name).write_bytes((DATA / name).read_bytes())
    folder = tmp_path / "guidance"
    folder.mkdir()
    file = {"sector": "x", "services": {"1.000001": guidance_entry}}
    (folder / "a.json").write_text(canonical(file), encoding="utf-8")
    (folder / "b.json").write_text(json.dumps(file), encoding="utf-8")
    (folder / "c.json").write_text("{", encoding="utf-8")
    (folder / "d.json").write_text(canonical({"sector": "", "services": []}), encoding="utf-8")
    (folder / "e.json").write_text(
        canonical({"sector": "x", "services": {"9.999999": guidance_entry}}), encoding="utf-8"
    )
    found = [f"{each.code} {each.sentence()}" for each in check_guidance(tmp_path, {"1.000001"})]
    for told in (
        "b.json chưa đúng dạng chuẩn",
        "hai bài",
        "c.json không đọc",
        "d.json «sector» bỏ trống",
        "9.999999 e.json: không có",
    ):
        assert any(told in each for each in found), told
    (tmp_path / "plain_words.json").write_text("[]", encoding="utf-8")
    with pytest.raises(FileProblemError):
        check_guidance(tmp_path, {"1.000001"})


def test_a_damaged_extract_is_told(tmp_path: Path) -> None:
    """Without it every text would silently count as fresh."""
    assert load_facts(tmp_path / "none.json") == {}
    (tmp_path / "odd.json").write_text("[]", encoding="utf-8")
    with pytest.raises(FileProblemError):
        load_facts(tmp_path / "odd.json")


@given(st.text(max_size=60))
def test_any_text_can_be_judged(text: str) -> None:
    """Without it a key pressed in the editor could end the desk."""
    entry = json.loads(json.dumps(ENTRY)) | {"alert": text, "audience": [text]}
    found = judge("1.000001", entry, RULES, facts=facts_of(RECORD), known={"1.000001"})
    assert all(isinstance(each, Finding) for each in found)
    list(figures(text))


ENTRY: dict[str, Any] = {
    "alert": "",
    "assured": {"by": "", "on": ""},
    "audience": [],
    "costs": [],
    "evidence": [],
    "facts_date": "2026-07-18",
    "mistakes": [],
    "notes": [],
    "outputs": [],
    "portal_query": "x",
    "record_sha256": "0" * 64,
    "rules": [],
    "source_decision": "",
    "times": [],
    "title": "x",
    "where": "x",
    "words": [],
}


def test_what_is_printed_leaves_notes_out() -> None:
    """Without it remarks for the writers would be judged as leaflets are."""
    assert [place for place, _ in printed(ENTRY | {"notes": ["thành phần hồ sơ"]})] == ["title", "where"]
