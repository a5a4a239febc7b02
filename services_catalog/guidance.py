"""The plain-language texts: one JSON file a sector in `data/guidance`, `{"sector", "services": {code: entry}}`."""

import json
from pathlib import Path
from typing import Any

from services_catalog.errors import DataProblem
from services_catalog.records import CODE, guidance_from


def read_guidance(folder: Path) -> tuple[dict[str, dict[str, Any]], list[DataProblem]]:
    """Return every sound entry by its code, and what is wrong with the others."""
    entries: dict[str, dict[str, Any]] = {}
    problems = []
    for path in sorted(folder.glob("*.json")):
        try:
            services = json.loads(path.read_text(encoding="utf-8"))["services"]
            pairs = list(services.items())
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            problems.append(DataProblem(path.name, f"không đọc được tệp: {error}"))
            continue
        for code, entry in pairs:
            try:
                _check(code, entry, entries)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                problems.append(DataProblem(f"{path.name} {code}", str(error)))
            else:
                entries[code] = entry
    return entries, problems


def _check(code: str, entry: dict[str, Any], known: dict[str, dict[str, Any]]) -> None:
    if not CODE.fullmatch(code):
        raise ValueError("mã sai dạng")
    if code in known:
        raise ValueError("mã có hai bài hướng dẫn")
    guidance_from(entry)
