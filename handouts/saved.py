"""Where a finished handout lies: a file in a folder, named by what it is and by its day."""

import hashlib
import re
from datetime import date
from pathlib import Path

from services_catalog.paths import write_whole

_LONGEST_NAME = 80


def file_for(folder: Path, name: str, made_on: date, suffix: str = ".pdf") -> Path:
    """Return where a handout of that name and day belongs in `folder`.

    A name that holds anything but letters, digits, dots and hyphens can't lead out of the folder. What doesn't fit
    is cut, and marked, so that two long names don't become one file.
    """
    safe = re.sub(r"[^0-9A-Za-z.-]+", "-", name).strip(".-") or "to-roi"
    if len(safe) > _LONGEST_NAME:
        mark = hashlib.sha256(name.encode()).hexdigest()[:6]
        safe = f"{safe[: _LONGEST_NAME - len(mark) - 1].rstrip('.-')}-{mark}"
    return folder / f"{safe}_{made_on:%Y-%m-%d}{suffix}"


def save_leaflet(folder: Path, name: str, made_on: date, content: bytes, suffix: str = ".pdf") -> Path:
    """Write `content` into `folder` under a name with the day, and return where it is.

    Raises FileProblemError or DiskFullError.
    """
    return write_whole(file_for(folder, name, made_on, suffix), content)
