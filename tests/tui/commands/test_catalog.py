"""motcua catalog import, updates, undo: what an office puts over the bundled catalogue."""

import json
from pathlib import Path

import pytest

from services_catalog import office_layer
from services_catalog.catalog import DATA
from services_catalog.guidance import read_guidance
from tests.services_catalog.exchange.portal_records import lines, portal_record
from tests.tui.commands.reading import Command

NEW = "9.000001"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home with a cache of its own: an office's layer makes another cache, and drops the one before."""
    root = tmp_path / "home"
    root.mkdir()
    monkeypatch.setenv("MOTCUA_HOME", str(root))
    return root


def test_an_import_is_shown_then_applied_then_undone(motcua: Command, tmp_path: Path) -> None:
    """Without it an office could not keep the catalogue up to date by itself."""
    file = tmp_path / "new.jsonl"
    file.write_bytes(lines(portal_record(codeNotation=NEW, name="Việc mới tinh")))
    answer = motcua("catalog", "import", str(file))
    assert answer.status == 0
    assert answer.out.decode().startswith(f"MỚI   {NEW}  Việc mới tinh")
    assert "1 mới, 0 đổi, 0 bãi bỏ" in answer.words
    assert motcua("show", NEW).status == 1
    assert motcua("catalog", "updates").words.startswith("Chưa có")
    assert motcua("catalog", "import", str(file), "--apply", "--json").status == 0
    assert "Việc mới tinh" in motcua("show", NEW).out.decode()
    [update] = json.loads(motcua("catalog", "updates", "--json").out)
    assert update["services"] == 1
    assert update["name"] in motcua("catalog", "updates").out.decode()
    assert motcua("catalog", "undo", update["name"]).status == 0
    assert motcua("show", NEW).status == 1
    assert motcua("catalog", "undo", update["name"]).status == 1


def test_a_file_with_broken_records_is_not_applied_in_part(motcua: Command, tmp_path: Path) -> None:
    """Without it half an import would look like a whole one."""
    file = tmp_path / "new.jsonl"
    file.write_bytes(lines(portal_record(codeNotation=NEW, name="Việc mới tinh"), 5))
    answer = motcua("catalog", "import", str(file), "--dry-run")
    assert answer.status == 1
    assert "HỎNG  new.jsonl, dòng 2" in answer.words
    answer = motcua("catalog", "import", str(file), "--apply")
    assert answer.status == 1
    assert "chưa ghi gì" in answer.words
    assert motcua("show", NEW).status == 1
    assert motcua("catalog", "import", str(file), "--apply", "--dry-run").status == 2
    assert motcua("catalog", "import", str(file), "--apply", "--skip-broken").status == 0
    assert motcua("show", NEW).status == 0


def test_a_broken_file_is_never_the_whole_list(motcua: Command, tmp_path: Path) -> None:
    """Without it services would be called withdrawn because their record was torn."""
    file = tmp_path / "new.jsonl"
    file.write_bytes(lines(portal_record(codeNotation=NEW, name="Việc mới tinh"), 5))
    assert "0 bãi bỏ" in motcua("catalog", "import", str(file), "--whole").words
    answer = motcua("catalog", "import", str(file), "--whole", "--apply", "--skip-broken")
    assert answer.status == 1
    assert "không thể coi là toàn bộ" in answer.words
    assert motcua("show", NEW).status == 1


def test_what_is_as_before_is_counted(motcua: Command, tmp_path: Path) -> None:
    """Without it a service that goes would be counted twice, as gone and as unchanged."""
    file = tmp_path / "gone.jsonl"
    file.write_bytes(lines(portal_record(codeNotation="1.010038-Xoa")))
    assert "1 bãi bỏ, 0 như cũ" in motcua("catalog", "import", str(file)).words


def test_a_withdrawn_service_is_told_everywhere(motcua: Command, tmp_path: Path) -> None:
    """Without it people would be sent to a service that is no more."""
    file = tmp_path / "gone.jsonl"
    file.write_bytes(lines(portal_record(codeNotation="1.010038-Xoa")))
    answer = motcua("catalog", "import", str(file), "--apply", "--collected", "2026-11-01")
    assert answer.status == 0
    assert "BỎ    1.010038" in answer.out.decode()
    assert "đã bãi bỏ từ 01/11/2026" in motcua("show", "1.010038").out.decode()
    assert "đã bãi bỏ từ 01/11/2026" in motcua("log", "1.010038").words
    assert "(đã bãi bỏ)" in motcua("choose", "1.010038").out.decode()
    text = motcua("leaflet", "1.010038", "--out", "-", "--format", "text").out.decode()
    assert "đã bãi bỏ từ 01/11/2026" in text


def test_changes_are_exported_and_taken_over(
    motcua: Command, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it every desk of the province would have to write the same text again."""
    file = tmp_path / "new.jsonl"
    file.write_bytes(lines(portal_record(codeNotation=NEW, name="Việc mới tinh")))
    assert motcua("catalog", "import", str(file), "--apply").status == 0
    out = tmp_path / "changes.json"
    assert motcua("catalog", "export-changes", "--out", str(out)).status == 0
    monkeypatch.setenv("MOTCUA_HOME", str(tmp_path / "other"))
    assert "Sẽ nhận 0 bài, 0 xác nhận, 1 lần nhập" in motcua("catalog", "import-changes", str(out)).words
    assert motcua("show", NEW).status == 1
    assert motcua("catalog", "import-changes", str(out), "--apply").status == 0
    assert motcua("show", NEW).status == 0
    assert motcua("catalog", "import-changes", str(file)).status == 1


def test_a_desk_is_told_that_its_own_text_goes(motcua: Command, home: Path, tmp_path: Path) -> None:
    """Without it a text that somebody wrote here would be gone for another desk's, and nobody have been asked."""
    out = tmp_path / "changes.json"
    folder = home / "settings" / "catalog"
    entry = read_guidance(DATA / "guidance")[0]["1.010038"]
    theirs = office_layer.OwnText(entry | {"title": "Của bàn kia"}, "x")
    office_layer.save_guidance(folder, {"1.010038": theirs}, {})
    assert motcua("catalog", "export-changes", "--out", str(out)).status == 0
    ours = office_layer.OwnText(entry | {"title": "Của bàn này"}, "x")
    office_layer.save_guidance(folder, {"1.010038": ours}, {})
    assert "1 bài (ĐỔI) sẽ thay bài của bàn này" in motcua("catalog", "import-changes", str(out)).words
    assert "Của bàn này" in motcua("show", "1.010038").out.decode()
