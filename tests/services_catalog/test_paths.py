"""Where files live, and that they are written whole."""

import errno
import os
import stat
from pathlib import Path

import pytest

from services_catalog import paths
from services_catalog.errors import DiskFullError, FileProblemError


def test_one_variable_moves_everything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A desk on a USB stick, and every test, must leave the user's own folders alone."""
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path))
    found = paths.folders()
    assert {found.data, found.settings, found.state, found.output} == {
        tmp_path / name for name in ("data", "settings", "state", "output")
    }
    assert found.journal_file == tmp_path / "data" / "journal.db"


def test_the_platform_decides_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the variable the journal belongs where backups look for it."""
    monkeypatch.delenv(paths.HOME_VARIABLE, raising=False)
    found = paths.folders()
    assert all("motcua" in str(each) for each in (found.data, found.settings, found.state, found.output))


def test_files_are_the_owners_alone(tmp_path: Path) -> None:
    """Other users of the PC must not read what a desk wrote."""
    written = paths.write_whole(tmp_path / "new" / "settings.json", b"{}")
    assert stat.S_IMODE(written.stat().st_mode) == 0o600
    assert stat.S_IMODE(written.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("number", "told"), [(errno.ENOSPC, DiskFullError), (errno.EACCES, FileProblemError)]
)
def test_a_failed_write_leaves_the_old_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, number: int, told: type[Exception]
) -> None:
    """A full disk must cost the new version, never the old one."""
    target = paths.write_whole(tmp_path / "a.txt", b"old")

    def fail(_handle: int) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(told):
        paths.write_whole(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_stream_takes_the_old_files_place_at_the_end(tmp_path: Path) -> None:
    """A reader must find the old booklet or the new one, never a part of it, and nobody else may read it."""
    target = paths.write_whole(tmp_path / "a.pdf", b"old")
    with paths.replaced(target) as file:
        file.write(b"ne")
        file.flush()
        assert target.read_bytes() == b"old"
        file.write(b"w")
    assert target.read_bytes() == b"new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_an_interrupted_stream_leaves_the_old_file(tmp_path: Path, error: type[BaseException]) -> None:
    """Ctrl+C must cost the new file alone, and leave no part of it lying about."""
    target = paths.write_whole(tmp_path / "a.pdf", b"old")

    def write() -> None:
        with paths.replaced(target) as file:
            file.write(b"half")
            raise error

    with pytest.raises(error):
        write()
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A traceback helps nobody at a counter."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileProblemError):
        paths.write_whole(tmp_path / "file" / "below" / "a.txt", b"x")
