"""Bundles for people: where one goes by default, which files are meant, and what packing and merging did in words."""

from pathlib import Path
from typing import TYPE_CHECKING

from services_catalog.errors import BundleRefusedError
from services_catalog.vietnamese import number
from tui.desk import Desk

if TYPE_CHECKING:
    from services_catalog.exchange.bundle import Merged, Packed

# ruff: noqa: PLC0415 - the exchange is loaded only when there is something to exchange

SUFFIX = ".motcua"


def default_file(desk: Desk) -> Path:
    """A name that no earlier bundle has: the desk's unit and the minute."""
    from tui.handing_out import output_folder

    return output_folder(desk) / f"goi-{desk.settings.unit or 'ban'}-{desk.clock():%Y%m%d-%H%M}{SUFFIX}"


def pack(desk: Desk, file: Path, *, everything: bool) -> str:
    """Write a bundle and tell what is in it. Raises FileProblemError or a StoreError."""
    packed = desk.bundles.write(file, desk.settings.unit, everything=everything)
    return f"Đã ghi {file}: {packed_told(packed)}. Gói không chứa tên hay số điện thoại của người dân."


def take(desk: Desk, place: Path) -> list[str]:
    """Merge a bundle, or every one in a folder; a line of what came of each, a refused one with the reason.

    Raises BundleRefusedError where there is none.
    """
    files = sorted(place.glob(f"*{SUFFIX}")) if place.is_dir() else [place]
    if not files:
        raise BundleRefusedError(
            f"Thư mục {place} không có gói {SUFFIX} nào.", next_step="Chọn thư mục khác."
        )
    told = []
    for file in files:
        try:
            told.append(f"{file.name}: {merged_told(desk, desk.bundles.merge(file))}")
        except BundleRefusedError as error:
            told.append(f"{file.name}: {error.title}. {error.sentence()}")
    return told


def packed_told(packed: "Packed") -> str:
    """What a bundle holds, kind by kind."""
    from services_catalog.exchange.bundle import KINDS

    counted = [f"{number(packed.items[kind.kind])} {kind.label}" for kind in KINDS if packed.items[kind.kind]]
    return ", ".join(counted) or "không có gì mới, gói trống"


def merged_told(desk: Desk, merged: "Merged") -> str:
    """What a bundle brought, kind by kind, and what to look at."""
    from services_catalog.exchange.bundle import KINDS

    counted = [
        f"{number(merged.new[kind.kind])} {kind.label} mới, {number(merged.known[kind.kind])} đã có"
        for kind in KINDS
        if merged.new[kind.kind] + merged.known[kind.kind]
    ]
    told = f"{desk.unit_name(merged.unit)}, gói ngày {merged.created_at:%d/%m/%Y}: "
    told += "; ".join(counted) or "gói trống"
    if merged.doubles:
        told += f". Có {number(merged.doubles)} mã hồ sơ đứng ở hơn một lượt, hãy huỷ lượt thừa"
    return f"{told}."
