"""What stands in the list for what stands in the box: favourites for an empty box, else the search's answer.

Number keys and codes share the box: «1» shows favourite 1 first and, below it, the codes that begin with 1, so
«1 F2» prints a favourite and «1.001193» still finds a code.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the search is loaded by the first worker, after the first paint
    from services_catalog.choices import Family
    from services_catalog.search import Hit
    from tui.desk import Desk

from services_catalog.errors import FileProblemError
from tui.actions import BY_ID

DIGITS = "123456789"
SHOWN = 20
UNSURE = "Không có thủ tục nào khớp rõ. Dưới đây là những gì gần nhất. F8: tìm theo nhóm."
NOTHING = "Không thấy thủ tục nào. Thử ít từ hơn, cách gọi khác, hoặc F8 để tìm theo nhóm."
FAVOURITES = "Phím số: thủ tục của bàn này. F9 ghim, F8 tìm theo nhóm."
COMMON = "Dịch vụ công thiết yếu và hay gặp. F8 tìm theo nhóm."


@dataclass(frozen=True, slots=True)
class Asked:
    """The hits for a text, a line above them where something has to be said, and what could be asked to choose."""

    text: str
    hits: "list[Hit]"
    note: str = ""
    family: "Family | None" = None


@dataclass
class Asking:
    """Asks the catalogue for one desk; called from worker threads."""

    desk: "Desk"
    _frequencies: dict[str, float] = field(default_factory=dict)

    def refresh(self) -> None:
        """Notice what was logged since."""
        self._frequencies = self.desk.frequencies()

    def ask(self, text: str) -> Asked:
        """Answer what stands in the box."""
        typed = text.strip()
        if not typed:
            return self._at_rest(text)
        answer = self.desk.search.answer(text, SHOWN, self._frequencies)
        hits = answer.hits
        if typed in DIGITS:
            chosen = self._favourites()[int(typed) - 1 : int(typed)]
            hits = [*chosen, *(hit for hit in hits if hit.code not in {each.code for each in chosen})]
            return Asked(text, hits, "" if hits else NOTHING)
        if not hits:
            return Asked(text, hits, NOTHING)
        family = _family(hits) if answer.confident else None
        ask = f"{BY_ID['choose'].key_name}: hỏi để chọn đúng ({family.title})." if family else ""
        return Asked(text, hits, answer.note or ("" if answer.confident else UNSURE) or ask, family)

    def _at_rest(self, text: str) -> Asked:
        chosen = self._favourites()
        known = {hit.code for hit in chosen}
        rest = [hit for hit in self.desk.search.common() if hit.code not in known]
        return Asked(
            text, [*chosen, *rest], FAVOURITES if chosen else COMMON if rest else "Đang dựng danh mục…"
        )

    def _favourites(self) -> "list[Hit]":
        return self.desk.browse.numbered(self.desk.favourites(self._frequencies))


def _family(hits: "list[Hit]") -> "Family | None":
    from services_catalog import choices  # noqa: PLC0415 - with the search, after the first paint

    try:
        return choices.for_hits(choices.load(), [hit.code for hit in hits])
    except FileProblemError:  # a torn file of questions must not stop the search
        return None
