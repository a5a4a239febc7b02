"""The keys that help with the catalogue itself: the questions before choosing, and the office's own texts."""

from typing import TYPE_CHECKING

from textual.app import App

from tui.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Callable

    from services_catalog.model import PublicService
    from tui.screens.main import MainScreen


class CatalogKeys(App[None]):
    """The part of the desk that chooses among services and looks after their texts."""

    desk: Desk
    main: "MainScreen"

    def with_service(self, then: "Callable[[PublicService], None]") -> None:
        """Do something with the service in sight."""
        raise NotImplementedError

    def show_code(self, code: str | None) -> None:
        """Put a code into the search box."""
        if code:
            self.main.box.value = code
            self.main.action_back_to_box()

    def action_choose(self) -> None:
        """Ask which of the similar services in the list it is."""
        self.main.when_settled(self._ask_which)

    def _ask_which(self) -> None:
        from services_catalog import choices  # noqa: PLC0415 - screens and their data are loaded when opened
        from tui.screens.choose import ChooseScreen  # noqa: PLC0415 - the same

        family = self.main.family
        hit = self.main.hit
        families = [family] if family else []
        if not families and hit:
            families = [each for each in choices.load() if hit.code in each.codes()]
        if not families:
            self.notify("Thủ tục đang chọn không có câu hỏi để chọn.", markup=False)
            return
        self.push_screen(ChooseScreen(self.desk, families), self.show_code)

    def action_guidance(self) -> None:
        """Edit the guidance of the service in sight."""
        self.with_service(self._edit_guidance)

    def _edit_guidance(self, service: "PublicService") -> None:
        from tui.screens.guidance import GuidanceScreen  # noqa: PLC0415 - screens are imported when they are opened

        def go_on(changed: bool | None) -> None:  # noqa: FBT001 - the screen's result
            if changed:
                self.main.renew()
                self.catalog_changed(service.code)

        self.push_screen(GuidanceScreen(self.desk, service), go_on)

    def catalog_changed(self, code: str) -> None:
        """Read the card in sight again."""
        from tui.screens.card import CardScreen  # noqa: PLC0415 - it is loaded already

        screen = self.screen
        if isinstance(screen, CardScreen) and screen.code == code:
            screen.read()
