"""A home for the real program."""

import sys
from pathlib import Path

import pytest

from services_catalog.settings import Settings, save

if sys.platform == "win32":
    collect_ignore_glob = ["*"]  # Windows has no pseudo-terminal of this kind


@pytest.fixture
def worked_home(home: Path) -> Path:
    """A home where unit and officer are known already, so that F3 opens the form."""
    save(home / "settings" / "settings.json", Settings(unit="01273", officer="Nông Thị Bé"))
    return home
