"""Fixtures for the lower room."""

from typing import Any

import pytest


@pytest.fixture
def guidance_entry() -> dict[str, Any]:
    """The smallest whole guidance."""
    ask = [{"channel": "any", "text": "Hỏi nơi giải quyết."}]
    return {
        "alert": "",
        "assured": {"by": "", "on": ""},
        "audience": ["Ai cũng được."],
        "costs": ask,
        "evidence": [],
        "facts_date": "2026-07-18",
        "mistakes": [],
        "notes": [],
        "outputs": [{"delivery": "", "name": "Giấy"}],
        "portal_query": "việc",
        "record_sha256": "0" * 64,
        "rules": [{"channel": "online", "steps": ["Vào Cổng."]}],
        "source_decision": "",
        "times": ask,
        "title": "Làm việc này",
        "where": "Ở xã.",
        "words": ["việc nhà"],
    }
