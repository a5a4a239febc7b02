"""A plan's file is taken whole or not at all, and says where it is wrong."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from services_catalog import organizations
from services_catalog.plan import PlanError
from services_catalog.plan_file import find, load
from tests.services_catalog.plans import other, written

UNITS = organizations.load()


def _wrong(change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    data = other()
    change(data)
    return data


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda data: data.pop("id"), "«id» còn thiếu"),
        (lambda data: data.update(id=" "), "«id» bỏ trống"),
        (lambda data: data.update(nmae="x"), "«nmae» không có trong mẫu"),
        (lambda data: data["tasks"][0].update(roles=["nobody"]), "nhắc tới «nobody»"),
        (lambda data: data["tasks"][0].update(by="05/10/2026"), "«tasks 1 › by» không phải ngày"),
        (lambda data: data["tasks"][0].update(by="2026-02-30"), "«tasks 1 › by» không phải ngày"),
        (lambda data: data["tasks"][0].update(every="always"), "đúng một trong"),
        (lambda data: data["tasks"][0]["proof"].update(field="x"), "nhắc tới «x»"),
        (lambda data: data["reports"][0].update(before_day=True), "«reports 1 › before_day» sai kiểu"),
        (lambda data: data["reports"][0].update(before_day=31), "before_day» phải từ 2 đến 30"),
        (lambda data: data["roles"][0]["holders"][0].update(kinds=["king"]), "«roles 1 › holders 1 › kinds»"),
        (lambda data: data["roles"].append(data["roles"][0]), "có hai mục «all»"),
        (lambda data: data.update(roles="all"), "«roles» sai kiểu"),
        (lambda data: data.update(roles=["all"]), "«roles 1» phải là một nhóm"),
        (lambda data: data.update(causes=["", 1]), "«causes» phải là danh sách chữ"),
        (lambda data: data["decision"].update(issued=None), "«decision › issued» còn thiếu"),
        (lambda data: data["registers"][0].update(day="when"), "nhắc tới «when»"),
        (lambda data: data["registers"][0].update(rows="stars"), "nhắc tới «stars»"),
        (lambda data: data["registers"][0].update(rows="connections"), "nhắc tới «coordinate»"),
        (
            lambda data: data["registers"][0]["fields"][0].update(kind="colour"),
            "«registers 1 › fields 1 › kind»",
        ),
        (lambda data: data["registers"][0]["fields"].append(data["registers"][0]["fields"][0]), "cùng tên"),
        (
            lambda data: data["outline"]["sections"][0].update(only={"type": "x"}),
            "«outline › sections 1 › only»",
        ),
        (lambda data: data["outline"]["sections"][0].update(only={"x": ["y"]}), "nhắc tới «x»"),
        (lambda data: data["outline"]["sections"][0].update(level=5), "phải từ 1 đến 4"),
        (lambda data: data["outline"]["sections"][0].update(feeds=["registr:visits"]), "nhắc tới «registr»"),
        (lambda data: data["outline"]["sections"][0].pop("heading"), "cần «heading» hoặc «guide»"),
        (
            lambda data: data.update(
                wordings=[{"id": "a", "levels": "b", "full": "c", "part": "d", "replace": ["e"]}]
            ),
            "các cặp",
        ),
    ],
)
def test_a_wrong_plan_is_refused_with_its_place(
    tmp_path: Path, change: Callable[[dict[str, Any]], object], told: str
) -> None:
    """Without it a slip of the hand in a legal text would be printed, or a task be lost unseen."""
    with pytest.raises(PlanError) as refused:
        load(UNITS, written(tmp_path / "plan.json", _wrong(change)))
    assert told in refused.value.message
    assert "plan.json" in refused.value.message


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff\xfe", b'"x"'])
def test_what_is_no_plan_is_told(tmp_path: Path, content: bytes) -> None:
    """Without it a damaged file would end the desk with a traceback."""
    path = tmp_path / "plan.json"
    path.write_bytes(content)
    with pytest.raises(PlanError):
        load(UNITS, path)
    plan, problems = find(UNITS, tmp_path)
    assert plan.id == "cao-bang-984"
    assert "Đang dùng kế hoạch có sẵn" in problems[0].message


def test_the_offices_own_plan_stands_in_the_bundled_ones_place(tmp_path: Path) -> None:
    """Without it an office with another decision could not use the desk."""
    assert find(UNITS, tmp_path)[0].id == "cao-bang-984"
    written(tmp_path / "plan.json", other())
    plan, problems = find(UNITS, tmp_path)
    assert (plan.id, problems) == ("other-7", [])
    assert json.dumps(other()) == (tmp_path / "plan.json").read_text(encoding="utf-8")
