"""A second plan, made up, of another province with other words: proof that nothing of Decision 984 is in code."""

import copy
import json
from pathlib import Path
from typing import Any

from services_catalog import organizations
from services_catalog.plan import Plan
from services_catalog.plan_file import load

OTHER: dict[str, Any] = {
    "id": "other-7",
    "name": "Kế hoạch số hoá",
    "decision": {
        "number": "7/QĐ-UBND",
        "issued": "2026-01-05",
        "issuer": "Ủy ban nhân dân tỉnh Khác",
        "place": "Khác",
        "title": "Về số hoá",
        "plan_title": "Kế hoạch số hoá",
    },
    "roles": [
        {"id": "all", "name": "Các đơn vị", "holders": [{"kinds": ["commune"], "starts": "2026-01-01"}]},
        {"id": "head", "name": "Cơ quan đầu mối", "holders": [{"codes": ["CB-SONV"]}]},
    ],
    "outline": {
        "title": "VIỆC SỐ HOÁ",
        "sections": [{"id": "A", "level": 1, "label": "A.", "heading": "SỔ", "feeds": ["register:visits"]}],
    },
    "addressees": [{"roles": ["all"], "to": "{head}"}],
    "reports": [
        {
            "id": "monthly",
            "clause": "5",
            "title": "Báo cáo",
            "roles": ["all"],
            "before_day": 10,
            "said": "trước ngày 10",
        }
    ],
    "expiry_report": {"clause": "6", "title": "Báo cáo khi hết hạn"},
    "tasks": [
        {
            "id": "visit",
            "clause": "1",
            "title": "Đi thăm",
            "text": "Đi thăm các tổ.",
            "roles": ["all"],
            "by": "2026-10-05",
            "proof": {"register": "visits", "field": "good", "values": ["yes"]},
        }
    ],
    "registers": [
        {
            "id": "visits",
            "name": "Sổ đi thăm",
            "clause": "1",
            "kinds": ["commune"],
            "day": "day",
            "title": ["place"],
            "fields": [
                {"id": "day", "label": "Ngày", "kind": "date", "needed": True},
                {"id": "place", "label": "Nơi", "kind": "text", "needed": True},
                {"id": "good", "label": "Tốt", "kind": "yes-no"},
            ],
        }
    ],
}


def other() -> dict[str, Any]:
    """A copy of the second plan's data, to be changed."""
    return copy.deepcopy(OTHER)


def written(path: Path, data: Any) -> Path:
    """The plan in a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def bundled() -> Plan:
    """The plan of Decision 984 with the bundled organizations."""
    return load(organizations.load())
