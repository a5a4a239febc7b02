"""What the commands do about names that may no longer be kept."""

from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from services_catalog.identities import Identities, Identity
from services_catalog.settings import Settings, save
from tests.tui.commands.reading import BIRTH, Command

LONG_AGO = datetime(2026, 9, 25, 9, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")) - timedelta(days=40)


def test_the_doctor_tells_what_is_overdue_and_logging_erases_it(motcua: Command, home: Path) -> None:
    """Without it a name could stay for years on a desk that nobody opens."""
    save(home / "settings" / "settings.json", Settings(identity_days=30))
    assert "giữ 30 ngày, không có gì quá hạn" in motcua("doctor")[1].decode()
    entry_id = motcua("log", BIRTH)[1].decode().strip()
    with closing(Identities(home / "data" / "journal.db", lambda: LONG_AGO)) as identities:
        identities.keep(entry_id, Identity("Chị Hoa", ""), 30)
        status, out, _ = motcua("doctor")
        assert status == 1
        assert "HỎNG  Tên gọi, số điện thoại: còn 1 quá hạn" in out.decode()
        assert "Chị Hoa" not in out.decode()
        motcua("log", BIRTH)
        assert identities.masked([entry_id]) == {}
    assert "HỎNG" not in motcua("doctor")[1].decode()
