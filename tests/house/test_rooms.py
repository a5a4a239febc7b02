"""The rooms and their habits: nothing points back, nothing heavy is loaded early, nothing grows too large."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from services_catalog import model, submission
from tui.actions import ACTIONS
from tui.cli import COMMANDS

ROOT = Path(__file__).parents[2]
ROOMS = ("tui", "handouts", "services_catalog")
"""From what is shown to what is known; a room may use only those after it."""
LONGEST_FILE, LONGEST_FUNCTION = 400, 50
HEAVY = {"textual", "reportlab", "qrcode", "sqlite_utils"}
LOADED = "import json, sys; {code}; print(json.dumps(sorted(sys.modules)), file=sys.__stdout__)"


def _sources() -> list[Path]:
    return [file for room in ROOMS for file in sorted((ROOT / room).rglob("*.py"))]


def _loaded_by(code: str) -> set[str]:
    """The modules that a new Python has after this code."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(code=code)], cwd=ROOT, capture_output=True, check=True, text=True
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def _imported(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize(
    "args",
    [
        ("search", "khai sinh"),
        ("show", "1.001193", "--json"),
        ("log", "1.001193"),
        ("journal",),
        ("report", "--from", "2026-01-01", "--to", "2026-01-31"),
        ("catalog", "check"),
        ("--help",),
    ],
    ids=" ".join,
)
def test_commands_load_only_what_they_need(home: Path, args: tuple[str, ...]) -> None:
    """Without it a command for scripts would load the screen and the paper, and take a second to start."""
    loaded = _loaded_by(f"from tui.cli import run; run({list(args)!r})")
    # A journal's tables are made with sqlite-utils, once.
    assert not loaded & ((HEAVY | {"rich"}) - ({"sqlite_utils"} if "log" in args else set()))


def test_the_desk_starts_without_paper(home: Path) -> None:
    """Without it the first paint would wait for ReportLab, which only a leaflet needs."""
    loaded = _loaded_by("import tui.commands.desk")
    assert "textual" in loaded
    assert not loaded & (HEAVY - {"textual"} | {"rich.markdown"})


def test_nothing_points_back() -> None:
    """Without it the catalogue could come to need a screen, and could serve nothing else any more."""
    for file in _sources():
        room = file.relative_to(ROOT).parts[0]
        forbidden = ROOMS[: ROOMS.index(room)]
        wrong = [name for name in _imported(file) if name.partition(".")[0] in forbidden]
        assert not wrong, f"{file}: {wrong}"


def test_sql_lives_in_the_store() -> None:
    """Without it a question to the database could hide in a screen, where nobody migrates it."""
    statement = re.compile(r"[\"'](SELECT|INSERT|UPDATE|DELETE|PRAGMA|CREATE|BEGIN|COMMIT) ")
    wrong = [file for file in _sources() if statement.search(file.read_text(encoding="utf-8"))]
    assert {file.parent.name for file in wrong} <= {"store"}, wrong


def test_files_and_functions_stay_small() -> None:
    """Without it a file would grow until nobody reads it to the end."""
    for file in _sources():
        text = file.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= LONGEST_FILE, file
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                assert node.end_lineno - node.lineno < LONGEST_FUNCTION, f"{file}: {node.name}"


def test_pinned_versions_name_no_registry() -> None:
    """Without it an installation would depend on one machine's package index."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert lines
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", line) for line in lines)


def test_every_noun_has_its_row_in_the_glossary() -> None:
    """Without it code and screens would come to call the same thing by several names."""
    glossary = (ROOT / "services_catalog" / "GLOSSARY.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in glossary.splitlines() if "|" in line]
    assert rows[0] == ["code", "CPSV-AP", "Tiếng Việt", "nguồn"]
    explained = {row[0].strip("`") for row in rows[2:] if all(row[:3])}
    for module in (model, submission):
        nouns = {
            name
            for name, kind in vars(module).items()
            if isinstance(kind, type) and kind.__module__ == module.__name__ and not name.startswith("_")
        }
        assert nouns <= explained


def test_the_readme_names_every_key_and_command() -> None:
    """Without it a key or a command would exist that nobody finds."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for action in ACTIONS:
        assert f"| {action.key_name} | {action.short}" in readme
        assert action.label.casefold() in readme.casefold()
    for name in COMMANDS:
        assert f"motcua {name}" in readme
    for picture in re.findall(r"\]\((\S+\.png)\)", readme):
        assert (ROOT / picture).is_file()


def test_each_source_says_what_it_is() -> None:
    """Without it a newcomer would have to read a file to learn what it is for."""
    for file in _sources():
        assert ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))), file
