"""A short hash of everything that the catalogue's cache is made from, so that an old cache is never read by mistake."""

import os
import zlib
from contextlib import suppress
from pathlib import Path

from services_catalog.paths import OFFICE_UPDATES

FORM = "4"
"""Part of the fingerprint: raise it when the tables of the cache change."""


def fingerprint(data: Path, office: Path | None = None) -> str:
    """Return a short hash that changes when any data file, or the office's layer, does.

    Names, sizes and times stand for the files, so that a start stays quick.
    """
    digest = zlib.crc32(FORM.encode())
    for folder in (data, data / "facts", data / "guidance"):
        digest = _folder_digest(folder, digest)
    if office is not None:
        for folder in (office, office / OFFICE_UPDATES):
            with suppress(OSError):  # an office without changes of its own, or whose folder can't be read
                digest = _folder_digest(folder, digest)
    return f"{digest:08x}"


def _folder_digest(folder: Path, digest: int) -> int:
    # scandir, because this stands at the start of every command and Path.glob takes five times as long
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda each: each.name):
            if entry.name.endswith(".json"):
                found = entry.stat()
                digest = zlib.crc32(f"{entry.name} {found.st_size} {found.st_mtime_ns}".encode(), digest)
    return digest
