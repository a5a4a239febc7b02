"""A desk that is killed while it logs, packs and merges."""

from pathlib import Path

from tests.services_catalog.exchange.killing import kill_loop


def test_nothing_acknowledged_is_lost_and_nothing_is_half_merged(tmp_path: Path) -> None:
    """Without it a power cut could cost entries, send some never, or leave half of another desk's bundle."""
    acknowledged = kill_loop(tmp_path, 12)
    assert all(acknowledged.values())
