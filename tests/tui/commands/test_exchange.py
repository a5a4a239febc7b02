"""motcua bundle and motcua merge: data on stdout, words on stderr, and a refusal for each bad file alone."""

import json
from pathlib import Path

import pytest

from tests.tui.commands.reading import BIRTH, Command


def test_there_and_back(motcua: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without it a script could not tell what a bundle brought."""
    motcua("log", BIRTH, "--dossier", "H14.12-260925-0001")
    status, out, words = motcua("bundle", "--out", "a.motcua", "--json")
    assert status == 0
    told = json.loads(out)
    assert told["file"] == "a.motcua"
    assert {kind: number for kind, number in told["items"].items() if number} == {"event": 1}
    assert "1 lần ghi, sửa, huỷ" in words
    Path("bad.motcua").write_bytes(b"xx")
    monkeypatch.setenv("MOTCUA_HOME", str(tmp_path / "elsewhere"))
    status, out, words = motcua("merge", "a.motcua", "bad.motcua", "a.motcua", "none.motcua", "--json")
    assert status == 1
    first, bad, again, none = json.loads(out)
    assert (first["new"]["event"], first["known"]["event"]) == (1, 0)
    assert (again["new"]["event"], again["known"]["event"]) == (0, 1)
    assert "không phải gói" in bad["refused"]
    assert "Không có tệp" in none["refused"]
    assert words.count("Không nhận gói") == 2
    status, out, words = motcua("merge", "a.motcua")
    assert (status, out) == (0, b"")
    assert "0 lần ghi, sửa, huỷ lượt hỗ trợ mới, 1 đã có" in words
    motcua("log", BIRTH, "--dossier", "H14.12-260925-0002")
    status, _, words = motcua("bundle", "--out", "b.motcua", "--all")
    assert "2 lần ghi" in words
    assert "không có gì mới" in motcua("bundle", "--out", "c.motcua")[2]


def test_a_double_dossier_is_not_logged_unknowingly(motcua: Command) -> None:
    """Without it a script that runs twice would count every dossier twice."""
    args = ("log", BIRTH, "--dossier", "H14.12-260925-0001")
    assert motcua(*args)[0] == 0
    status, out, words = motcua(*args)
    assert (status, out) == (1, b"")
    assert "đã ghi ngày 25/09/2026" in words
    status, out, _ = motcua(*args, "--again")
    assert status == 0
    assert out


def test_a_place_that_cannot_be_written(motcua: Command) -> None:
    """Without it an officer would believe that the figures are on the stick."""
    motcua("log", BIRTH)
    Path("file").write_text("x")
    status, _, words = motcua("bundle", "--out", "file/a.motcua")
    assert status == 1
    assert "Traceback" not in words
