"""The line above the footer: who works here, how the day goes, how fresh the facts are, what the printer does."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class StatusLine(Widget):
    """One line; what matters most stands first, because a narrow terminal cuts the end."""

    DEFAULT_CSS = """
    StatusLine {
        height: 1; padding: 0 1; background: $panel; color: $foreground; text-wrap: nowrap; text-overflow: ellipsis;
    }
    """
    who: reactive[str] = reactive("")
    tally: reactive[str] = reactive("")
    catalog: reactive[str] = reactive("")
    printer: reactive[str] = reactive("")

    def render(self) -> Content:
        """The parts that have something to say, with dots between them."""
        parts = [
            (self.who, "bold"),
            (self.tally, ""),
            (self.printer, "$text-accent"),
            (self.catalog, "$text-muted"),
        ]
        joined: list[tuple[str, str]] = []
        for text, style in parts:
            if text:
                joined += [("  ·  ", "$text-muted")] if joined else []
                joined.append((text, style))
        return Content.assemble(*joined)
