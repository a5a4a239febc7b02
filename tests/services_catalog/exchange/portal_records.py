"""A record as the Portal's API returns it, for tests to change."""

import json
from typing import Any

UUID = "019d2bfd-3fe0-70ac-b9d6-5e9e20d6eef7"


def method(kind: str = "ONLINE", time: Any = 3, unit: str = "WORKING_DAY", **fee: Any) -> dict[str, Any]:
    """One way to file, with one fee where a `value` or a `description` of it is given."""
    fees = [{"type": "FEE", "value": fee.get("value", 0), "description": fee.get("description", "")}]
    return {
        "submissionMethod": kind,
        "processingTime": time,
        "processingTimeUnit": unit,
        "fees": fees if fee else [],
    }


def portal_record(**detail: Any) -> dict[str, Any]:
    """A whole record; `detail` replaces parts of it."""
    made = {
        "id": UUID,
        "code": "1.000001",
        "codeNotation": "1.000001",
        "name": "Đăng ký&nbsp;việc <b>này</b>\n",
        "state": "UPDATED",
        "type": "STANDARD",
        "isInternal": False,
        "isWard": True,
        "isProvince": False,
        "isFullProcess": True,
        "executionMethods": [
            method("ONLINE", value=0, description=""),
            method("DIRECT", value=0, description=""),
        ],
        "executionCases": [
            {
                "name": "",
                "profileComponents": [
                    {"name": "Giấy chứng sinh<br/>bản chính", "originalQty": 1, "copyQty": 0},
                    {"name": "Lưu ý", "originalQty": 0, "copyQty": 0},
                ],
            }
        ],
        "categoriesDetails": [{"name": "hộ tịch"}],
        "departmentsExecuting": [{"name": "Ủy ban nhân dân cấp xã"}],
        "unitGroupsExecuting": [None, {"name": "Sở Tư pháp Thành phố Hà Nội"}],
        "departmentPromulgateName": "Bộ Tư pháp",
        "subjectTypesDetails": [{"name": "Công dân Việt Nam"}, {"name": "nhóm 1"}],
        "resultsDetails": [{"name": "Giấy xác nhận"}],
        "procedureProposal": {"proposalNumber": "163/QĐ-BTP"},
        "updatedAt": 1776236400000,
    }
    return {"id": UUID, "code": "1.000001", "name": made["name"], "detail": made | detail}


def lines(*records: Any) -> bytes:
    """JSON lines."""
    return "\n".join(json.dumps(each, ensure_ascii=False) for each in records).encode()
