"""How the guidance editor draws a line, and the leaflet of a text that is not kept yet."""

from collections.abc import Mapping
from dataclasses import replace
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from services_catalog.errors import MotcuaError
from services_catalog.guidance_draft import SECTIONS, Line
from services_catalog.wording import CHANNEL_NAMES
from tui.widgets.row_list import Line as Drawn

if TYPE_CHECKING:
    from services_catalog.model import PublicService
    from tui.desk import Desk

LABEL = 14
"""Columns for the name of a section, which stands on its first line only."""


def draw_line(line: Line, width: int) -> list[Drawn]:
    """Two lines: the section's name in front, then what the line says."""
    label = SECTIONS[line.place.section][0] if line.place.number == 0 else ""
    parts = wrap(told(line), max(20, width - LABEL - 2), max_lines=2, placeholder=" …") or ["(trống)"]
    kind = "faint" if parts == ["(trống)"] else ""
    drawn: list[Drawn] = [[(f" {label:<{LABEL}}", "accent"), (parts[0], kind)]]
    drawn += [[(" " * (LABEL + 1), ""), (part, kind)] for part in parts[1:]]
    return [*drawn, *([[]] * (2 - len(drawn)))]


def told(line: Line) -> str:
    """A line's fields as one sentence."""
    values = line.values
    channel = CHANNEL_NAMES.get(values.get("channel", ""), "")  # type: ignore[call-overload] # its keys are StrEnums
    counts = ", ".join(
        f"{values[name]} {word}"
        for name, word in (("originals", "bản chính"), ("copies", "bản sao"))
        if values.get(name, "0") not in {"", "0"}
    )
    case, note, delivery = (values.get(name, "") for name in ("case", "note", "delivery"))
    parts = [
        f"{channel}: {line.main}" if channel else line.main,
        f"({counts})" if counts else "",
        f"– {case}" if case else "",
        f"– {note}" if note else "",
        f"– {delivery}" if delivery else "",
    ]
    return " ".join(filter(None, parts))


def leaflet_text(desk: "Desk", service: "PublicService", entry: Mapping[str, Any]) -> str:
    """The leaflet as text; why there is none where the text's form is broken."""
    from handouts import leaflet, plain_text  # noqa: PLC0415 - ReportLab is slow to load
    from services_catalog.records import guidance_from  # noqa: PLC0415 - with it

    try:
        guidance = guidance_from(entry)
        shown = replace(service, guidance=guidance, stale=False)
        options = leaflet.LeafletOptions(desk.today, desk.settings)
        return plain_text.render(leaflet.content(shown, options))
    except MotcuaError as error:
        return error.sentence()
    except ValueError as error:
        return f"Chưa vẽ được tờ rơi: {error}."
