"""Data folders of a few made-up services, for tests that need a catalogue of their own."""

import json
from pathlib import Path
from typing import Any


def write_data(folder: Path, services: list[Any], *, guidance: dict[str, Any] | None = None) -> Path:
    """A data folder with one sector."""
    (folder / "facts").mkdir(parents=True)
    (folder / "guidance").mkdir()
    facts = {"facts_date": "2026-07-18", "sector": "Hộ tịch", "services": services}
    (folder / "facts" / "ho_tich.json").write_text(json.dumps(facts), encoding="utf-8")
    (folder / "essential.json").write_text(json.dumps({"source": "x", "services": []}), encoding="utf-8")
    if guidance:
        texts = json.dumps({"sector": "Hộ tịch", "services": guidance})
        (folder / "guidance" / "ho_tich.json").write_text(texts, encoding="utf-8")
    return folder
