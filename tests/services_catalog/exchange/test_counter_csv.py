"""The list of counter services is made from the collected table and nothing else."""

import json
from pathlib import Path

import pytest

from services_catalog.errors import FileProblemError
from services_catalog.exchange.counter_csv import read, run

TABLE = "group,code,name\nHộ tịch,1.001193,Khai sinh\nHộ tịch,9.999999,Không có\nĐiện,3.000001,Cấp điện\n"


def test_groups_keep_their_order(tmp_path: Path) -> None:
    """Without it a code without a card could be in the list."""
    path = tmp_path / "counter.csv"
    path.write_text(TABLE, encoding="utf-8")
    assert read(path, {"1.001193", "3.000001"}) == {"Hộ tịch": ["1.001193"], "Điện": ["3.000001"]}


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "group,code,name\nHộ tịch,9.999999,Không có\n"])
def test_useless_tables_are_told(tmp_path: Path, text: str) -> None:
    """Without it an empty list would silently take the counters' services from the front."""
    path = tmp_path / "counter.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FileProblemError):
        read(path, {"1.001193"})


def test_run_writes_the_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without it the maker could print success and write nothing."""
    facts = tmp_path / "data" / "facts"
    facts.mkdir(parents=True)
    (facts / "a.json").write_text('{"services": [{"code": "1.001193"}]}', encoding="utf-8")
    table = tmp_path / "counter.csv"
    table.write_text(TABLE, encoding="utf-8")
    assert run([str(table)], tmp_path / "data") == 0
    assert json.loads((tmp_path / "data" / "counter.json").read_bytes()) == {
        "groups": {"Hộ tịch": ["1.001193"]}
    }
    assert run([str(tmp_path / "missing.csv")], tmp_path / "data") == 1
    assert "1 thủ tục" in capsys.readouterr().err
