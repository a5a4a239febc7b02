"""All bundled guidance against its rules: the form of the files, then each entry (`guidance_rules`)."""

import json
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from services_catalog import record_facts
from services_catalog.guidance_rules import Finding, PlainWords, Severity, judge, load
from services_catalog.json_schema import faults
from services_catalog.record_facts import RecordFacts
from services_catalog.vietnamese import nfc

NOT_CANONICAL = "chưa đúng dạng chuẩn: khoá xếp theo chữ cái, thụt một dấu cách, mỗi điều một dòng"


def check_guidance(
    data: Path, known: Collection[str], facts: Mapping[str, RecordFacts] | None = None
) -> list[Finding]:
    """Every finding in the guidance files of `data`, errors first.

    `known` are the codes that exist; `facts` are of the whole records (default: the bundled extract).

    Raises FileProblemError where the rules or the extract can't be read.
    """
    rules = load(data)
    if facts is None:
        facts = record_facts.load(data / record_facts.FILE)
    seen: dict[str, str] = {}
    found: list[Finding] = []
    for path in sorted((data / "guidance").glob("*.json")):
        found += _of_file(path, rules, known, facts, seen)
    return sorted(found, key=lambda each: each.severity is Severity.LOOK)


def canonical(file: Any) -> str:
    """A guidance file as it is kept: one fact a line, so that two versions can be compared."""
    return nfc(json.dumps(file, ensure_ascii=False, indent=1, sort_keys=True)) + "\n"


def _of_file(
    path: Path,
    rules: PlainWords,
    known: Collection[str],
    facts: Mapping[str, RecordFacts],
    seen: dict[str, str],
) -> Iterator[Finding]:
    try:
        text = path.read_text(encoding="utf-8")
        file = json.loads(text)
    except (OSError, ValueError) as error:
        yield Finding(path.name, Severity.ERROR, f"không đọc được tệp: {error}")
        return
    if text != canonical(file):
        yield Finding(path.name, Severity.ERROR, NOT_CANONICAL)
    outer = {**rules.schema, "properties": {**rules.schema["properties"], "services": {"type": "object"}}}
    broken = list(faults(file, outer, rules.schema))
    yield from (Finding(path.name, Severity.ERROR, each) for each in broken)
    for code, entry in {} if broken else file["services"].items():
        if code in seen:
            yield Finding(code, Severity.ERROR, f"mã có hai bài hướng dẫn: trong {seen[code]} và {path.name}")
        elif code not in known:
            yield Finding(code, Severity.ERROR, "không có thủ tục mang mã này", path.name)
        seen[code] = path.name
        yield from judge(code, entry, rules, facts=facts.get(code), known=known)
        if code not in facts:
            yield Finding(
                code, Severity.LOOK, "chưa có dữ liệu bản ghi để soát; chạy «make catalog»", path.name
            )
