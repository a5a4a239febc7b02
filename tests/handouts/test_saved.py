"""Files of handouts: named so that nothing leaves its folder, and nothing takes another one's place."""

from datetime import date
from pathlib import Path

import pytest

from handouts.saved import file_for, save_leaflet
from services_catalog.errors import FileProblemError


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("1.001193", "1.001193_2026-11-22.pdf"),
        ("../../etc/passwd", "etc-passwd_2026-11-22.pdf"),
        ("a\x00b/c\\d: *?", "a-b-c-d_2026-11-22.pdf"),
        ("…", "to-roi_2026-11-22.pdf"),
    ],
)
def test_a_leaflet_is_saved_under_its_code_and_day(tmp_path: Path, code: str, name: str) -> None:
    """A code from an imported file must not lead out of the folder."""
    path = save_leaflet(tmp_path, code, date(2026, 11, 22), b"%PDF")
    assert path == tmp_path / name
    assert path.read_bytes() == b"%PDF"


def test_a_folder_that_can_not_be_made_is_told(tmp_path: Path) -> None:
    """A wrong folder in the settings must be a message, not a traceback."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileProblemError):
        save_leaflet(tmp_path / "file" / "sub", "1.001193", date(2026, 11, 22), b"")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../x", "x"),
        ("a/b\\c:d", "a-b-c-d"),
        ("..", "to-roi"),
        ("", "to-roi"),
        ("CON\x00.exe", "CON-.exe"),
    ],
)
def test_a_name_stays_in_its_folder(name: str, safe: str) -> None:
    """Without it a case's name could write over a file elsewhere."""
    file = file_for(Path("out"), name, date(2026, 9, 25))
    assert (file.parent, file.name) == (Path("out"), f"{safe}_2026-09-25.pdf")


def test_long_names_that_begin_alike_stay_two_files() -> None:
    """Without it the end that tells two sets apart would be cut off, and one booklet be lost."""
    first, second = (
        file_for(Path(), f"{'tap ' * 30}{end}", date(2026, 9, 25)).name for end in ("một", "hai")
    )
    assert first != second
    assert len(first) == 80 + len("_2026-09-25.pdf")
