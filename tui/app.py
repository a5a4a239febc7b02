"""The desk as a Textual app. It wires screens, actions and themes together; the work is done elsewhere."""

from collections.abc import Callable

from textual import on
from textual.binding import Binding
from textual.screen import Screen

from services_catalog import wording
from services_catalog.alerts import withdrawn_text
from services_catalog.errors import MotcuaError
from services_catalog.links import portal_link
from services_catalog.model import PublicService
from tui import workers
from tui.actions import ACTIONS, BY_ID, Action, key_name
from tui.catalog_keys import CatalogKeys
from tui.desk import Desk
from tui.handing_out import MissingOrder, PrintOrder, carry_out, carry_out_missing
from tui.log_keys import LogKeys
from tui.messages import ServiceChosen, SettingsSaved, SubmissionLogged, WorkFailed
from tui.planning import open_plan
from tui.print_keys import PRINTING, PrintKeys
from tui.screens.card import CardScreen
from tui.screens.main import MainScreen
from tui.themes import THEMES

SERVICE_ACTIONS = {"leaflet", "log", "missing", "qr", "pin", "words", "guidance", "language"}
"""Actions that need a service to act on."""


class MotcuaApp(CatalogKeys, LogKeys, PrintKeys):
    """One main screen; everything else opens above it and closes with Esc."""

    TITLE = "motcua"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False  # the desk has its own, in Vietnamese and safe for input methods
    BINDINGS = [  # noqa: RUF012 - Textual reads this class attribute as it is
        Binding(each.keys, each.id, each.short, show=bool(each.short), id=each.id, tooltip=each.help)
        for each in ACTIONS
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = THEMES[desk.settings.theme].name
        self.main = MainScreen(desk)

    def get_default_screen(self) -> Screen[None]:
        """Open straight into the search."""
        return self.main

    def on_mount(self) -> None:
        """Use this office's own keys, and tell what in the settings could not be used."""
        self.set_keymap({action: keys for action, keys in self.desk.settings.keys.items() if action in BY_ID})
        for problem in self.desk.problems:
            self.notify(problem.message, title="Cài đặt", severity="warning", markup=False)
        self.call_after_refresh(self.tidy_up)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """F2, F3 and F4 are there only where a service is in sight."""
        if action in SERVICE_ACTIONS:
            return isinstance(self.screen, MainScreen | CardScreen)
        return super().check_action(action, parameters)

    def get_key_display(self, binding: Binding) -> str:
        """Keys as they are printed on the keyboard: F2, Ctrl+Z."""
        return key_name(binding.key)

    # --- what acts on the service in sight -------------------------------------------------------------------

    def action_leaflet(self) -> None:
        """Ask where the leaflet goes, then print it."""
        self.with_service(self._ask_print)

    def action_log(self) -> None:
        """Open the form for an assisted submission; before the first one, ask who works here."""
        self.with_service(self.ask_log)

    def action_qr(self) -> None:
        """Show the QR code over the whole screen."""
        self.with_service(self._show_qr)

    def with_service(self, then: Callable[[PublicService], None]) -> None:
        """Do something with the service in sight, once it is read."""
        screen = self.screen
        if isinstance(screen, CardScreen):
            self._read(screen.code, then)
        else:
            self.main.when_settled(lambda: self._read(self.main.hit.code if self.main.hit else "", then))

    def _read(self, code: str, then: Callable[[PublicService], None]) -> None:
        if not code:
            self.notify("Gõ điều bà con cần rồi chọn một thủ tục.", title="Chưa chọn thủ tục", markup=False)
            return
        workers.start(self, lambda: ServiceChosen(self.desk.catalog.service(code), then), group="chosen")

    @on(ServiceChosen)
    def _go_on(self, event: ServiceChosen) -> None:
        if gone := withdrawn_text(event.service):
            self.notify(gone, title=event.service.title, severity="warning", markup=False, timeout=12)
        event.then(event.service)

    def _ask_print(self, service: PublicService) -> None:
        from tui.screens.print import PrintScreen  # noqa: PLC0415 - screens are imported when they are opened

        def go_on(order: PrintOrder | None) -> None:
            if order is None:
                return
            self.given = service.code
            self.hand_out(lambda: carry_out(self.desk, order))

        self.push_screen(PrintScreen(self.desk, service), go_on)

    def action_missing(self) -> None:
        """Tick what the citizen has brought, and print the rest."""
        self.with_service(self._ask_missing)

    def _ask_missing(self, service: PublicService) -> None:
        if not wording.evidence_lines(service):
            self.notify(" ".join(wording.papers_unknown()), title="Giấy còn thiếu", markup=False)
            return
        from tui.screens.missing import MissingScreen  # noqa: PLC0415 - screens are imported when they are opened

        def go_on(order: MissingOrder | None) -> None:
            if order is not None:
                self.hand_out(lambda: carry_out_missing(self.desk, order))

        self.push_screen(MissingScreen(self.desk, service), go_on)

    def _show_qr(self, service: PublicService) -> None:
        try:
            link = portal_link(service, self.desk.settings)
        except MotcuaError as error:
            self._tell_error(error)
            return
        from tui.screens.qr import QrScreen  # noqa: PLC0415 - screens are imported when they are opened

        self.push_screen(QrScreen(self.desk, service, link))

    def action_pin(self) -> None:
        """Pin the service to the number keys, or take it off them."""
        self.with_service(self._pin)

    def _pin(self, service: PublicService) -> None:
        pinned = self.desk.settings.favourites
        off = service.code in pinned
        new = tuple(code for code in pinned if code != service.code) if off else (*pinned, service.code)
        told = (
            f"Đã bỏ ghim {service.title}"
            if off
            else f"Đã ghim {service.title}: phím {len(new)} khi ô tìm trống"
        )
        workers.start(
            self, lambda: SettingsSaved(self.desk.change_settings(favourites=new), told), group="pin"
        )

    @on(SettingsSaved)
    def _tell_saved(self, event: SettingsSaved) -> None:
        self.notify(event.told, markup=False)
        self.main.renew()

    def action_words(self) -> None:
        """Add what people here call the service."""
        self.with_service(self._ask_words)

    def _ask_words(self, service: PublicService) -> None:
        from tui.screens.words import WordsScreen  # noqa: PLC0415 - screens are imported when they are opened

        self.push_screen(
            WordsScreen(self.desk, service), lambda changed: self.main.renew() if changed else None
        )

    def action_language(self) -> None:
        """Write what the office says of the service in another language."""
        self.with_service(self._ask_language)

    def _ask_language(self, service: PublicService) -> None:
        from tui.screens.language import LanguageScreen  # noqa: PLC0415 - screens are imported when they are opened

        self.push_screen(LanguageScreen(self.desk, service))

    # --- the rest --------------------------------------------------------------------------------------------

    @on(SubmissionLogged)
    def _undone(self, event: SubmissionLogged) -> None:
        self.main.refresh_status()
        self.notify(event.entry.service_name, title="Đã huỷ lượt vừa ghi", markup=False)

    def action_browse(self) -> None:
        """Find a service without typing."""
        from tui.screens.browse import BrowseScreen  # noqa: PLC0415 - screens are imported when they are opened

        self.back_to_main()
        self.push_screen(BrowseScreen(self.desk), self.show_code)

    def action_journal(self) -> None:
        """Open the journal."""
        from tui.screens.journal import JournalScreen  # noqa: PLC0415 - screens are imported when they are opened

        self._open(JournalScreen(self.desk))

    def action_report(self) -> None:
        """Open the report."""
        from tui.screens.report import ReportScreen  # noqa: PLC0415 - screens are imported when they are opened

        self._open(ReportScreen(self.desk))

    def action_rates(self) -> None:
        """Open the two rates."""
        from tui.screens.rates import RatesScreen  # noqa: PLC0415 - screens are imported when they are opened

        self._open(RatesScreen(self.desk))

    def action_bundles(self) -> None:
        """Send what this desk has, or take in what others packed."""
        from tui.screens.bundles import BundlesScreen  # noqa: PLC0415 - screens are imported when they are opened

        self.back_to_main()
        self.push_screen(BundlesScreen(self.desk), lambda _done: self.main.refresh_status())

    def action_plan(self) -> None:
        """Open what this unit has to do under the plan."""
        open_plan(self, self.desk, self._open)

    def action_settings(self) -> None:
        """Open the settings."""
        from tui.screens.settings import SettingsScreen  # noqa: PLC0415 - screens are imported when they are opened

        self.push_screen(SettingsScreen(self.desk))

    def action_help_quit(self) -> None:
        """Ctrl+C only copies; tell whoever expects it to leave which key does."""
        self.notify(f"Bấm {BY_ID['quit'].key_name} để thoát.", markup=False)

    def action_help(self) -> None:
        """Open the help."""
        from tui.screens.help import HelpScreen  # noqa: PLC0415 - screens are imported when they are opened

        self.push_screen(HelpScreen())

    def action_palette(self) -> None:
        """Offer everything by name."""
        from tui.screens.palette import PaletteScreen  # noqa: PLC0415 - screens are imported when they are opened

        async def run(chosen: Action | None) -> None:
            if chosen:
                await self.run_action(chosen.id)

        self.push_screen(PaletteScreen(), run)

    def _open(self, screen: Screen[None]) -> None:
        """Show a screen right above the main one, in place of another that stands there."""
        self.back_to_main()
        self.push_screen(screen)

    def back_to_main(self) -> None:
        """Close whatever stands above the main screen."""
        while len(self.screen_stack) > 1:
            self.pop_screen()

    @on(WorkFailed)
    def _failed(self, event: WorkFailed) -> None:
        if self.main.status.printer == PRINTING:
            self.main.status.printer = self.given = ""
        if not self.offer_again(event.error):
            self._tell_error(event.error)

    def _tell_error(self, error: MotcuaError) -> None:
        self.notify(error.sentence(), title=error.title, severity="error", markup=False, timeout=12)
