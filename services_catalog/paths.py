"""Where files live, and the one way to write them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from services_catalog.errors import DiskFullError, FileProblemError, MotcuaError

HOME_VARIABLE = "MOTCUA_HOME"
OFFICE_UPDATES = "updates"
"""Where the office's layer of the catalogue keeps the imports that it applied."""


@dataclass(frozen=True, slots=True)
class Folders:
    """The four folders of a desk: the journal, the settings, what can be rebuilt, and what was made for people."""

    data: Path
    settings: Path
    state: Path
    output: Path

    @property
    def journal_file(self) -> Path:
        """The journal: the one file that can't be rebuilt."""
        return self.data / "journal.db"

    @property
    def settings_file(self) -> Path:
        """The settings of this desk."""
        return self.settings / "settings.json"


def folders() -> Folders:
    """Return this desk's folders: below MOTCUA_HOME if it is set, else where the platform keeps such things."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        root = Path(home).expanduser().absolute()
        return Folders(root / "data", root / "settings", root / "state", root / "output")
    import platformdirs  # noqa: PLC0415 - not needed, and not paid for, when MOTCUA_HOME is set

    name = "motcua"
    return Folders(
        Path(platformdirs.user_data_dir(name, appauthor=False)),
        Path(platformdirs.user_config_dir(name, appauthor=False)),
        Path(platformdirs.user_cache_dir(name, appauthor=False)),
        Path(platformdirs.user_documents_dir()) / "motcua",
    )


def private_folder(folder: Path) -> Path:
    """Make `folder` and what is missing above it, readable by the owner alone, and return it.

    Raises FileProblemError where it can't be made.
    """
    try:
        for each in reversed(folder.parents):
            each.mkdir(mode=0o700, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise FileProblemError(f"Không tạo được thư mục {folder}.") from error
    return folder


def write_whole(path: Path, content: bytes) -> Path:
    """Write `content` so that `path` holds the old file or the new one whole, even when the power goes.

    The file is readable by its owner alone. Raises DiskFullError or FileProblemError; the old file then stays.
    """
    with replaced(path) as file:
        file.write(content)
    return path


@contextmanager
def replaced(path: Path) -> Iterator[BinaryIO]:
    """A file to write in the block that takes the place of `path` when the block ends, as `write_whole` does.

    Where the block raises, or is interrupted, nothing but the old file is left. An OSError in it comes out as a
    DiskFullError or FileProblemError.
    """
    import tempfile  # noqa: PLC0415 - slow to import, and a look-up writes nothing

    private_folder(path.parent)
    part: Path | None = None
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        part = Path(name)
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise unwritten(error, path) from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


def unwritten(error: OSError, path: Path) -> MotcuaError:
    """What to tell a person about an error in writing `path`."""
    if error.errno in _FULL:
        return DiskFullError(f"Ổ đĩa đã đầy, chưa ghi được {path.name}.")
    return FileProblemError(f"Không ghi được tệp {path}.")


_FULL = {28, 112, 122}  # ENOSPC, Windows' ERROR_DISK_FULL, EDQUOT
