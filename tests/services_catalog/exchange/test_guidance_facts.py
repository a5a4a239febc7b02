"""The extract of the whole records is made from them and nothing else."""

import json
import lzma
from pathlib import Path

import pytest

from services_catalog.errors import FileProblemError
from services_catalog.exchange.guidance_facts import read_records, run
from services_catalog.record_facts import hash_of, load

RECORD = {
    "code": "1.001193",
    "name": "Khai sinh",
    "required_documents": [{"name": "Giấy", "originals": 1, "copies": 0}],
}


def test_run_writes_what_counters_need(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without it the maker could print success and write nothing."""
    data = tmp_path / "data"
    (data / "guidance").mkdir(parents=True)
    (data / "counter.json").write_text('{"groups": {"x": ["1.001193"]}}', encoding="utf-8")
    records = tmp_path / "procedures.jsonl.xz"
    lines = "\n".join(json.dumps(each) for each in (RECORD, RECORD | {"code": "1.000002"}))
    records.write_bytes(lzma.compress(f"{lines}\n\n".encode()))
    assert run([str(records)], data) == 0
    made = load(data / "guidance_facts.json")
    assert list(made) == ["1.001193"]
    assert made["1.001193"].sha256 == hash_of(RECORD)
    assert run([str(tmp_path / "missing.jsonl")], data) == 1
    assert "1 bản ghi" in capsys.readouterr().err


def test_broken_records_are_told(tmp_path: Path) -> None:
    """Without it half a file would make half an extract."""
    path = tmp_path / "records.jsonl"
    path.write_text('{"code": "1"}\n{"co', encoding="utf-8")
    with pytest.raises(FileProblemError):
        read_records(path)
