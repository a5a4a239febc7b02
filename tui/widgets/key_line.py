"""The footer: the keys that work now, as many as there is room for."""

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.widgets import Footer
from textual.widgets._footer import FooterKey


class KeyLine(Footer):
    """A screen's own keys, then the desk's; a key that the edge would cut in two is left out, and those after it."""

    def __init__(self) -> None:
        super().__init__(show_command_palette=False)
        self._width = 0

    def compose(self) -> ComposeResult:
        """The keys in their order, until the line is full."""
        room = self.app.size.width
        for each in super().compose():
            if isinstance(each, FooterKey):
                room -= cell_len(f" {each.key_display} {each.description} ")
                if room < 0:
                    return
            yield each

    def on_resize(self) -> None:
        """A wider line has room for more."""
        if self.app.size.width != self._width:
            self._width = self.app.size.width
            self.call_after_refresh(self.recompose)
