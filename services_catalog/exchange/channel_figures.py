"""How many dossiers a row tells, and by which channel, in each of the three layouts."""

from collections.abc import Callable, Sequence

from services_catalog.exchange.cells import read_channel, whole_number
from services_catalog.exchange.headings import Field, Layout, SheetMapping
from services_catalog.exchange.sheet import Cell
from services_catalog.model import Channel
from services_catalog.vietnamese import clean

ChannelFigures = tuple[int, int, int, int | None]
"""Online, in person, postal; online ones with an electronic result, None where the file does not tell."""


class Refused(Exception):  # noqa: N818 - it never leaves the reading of a table
    """Why a row does not count."""


class FigureReader:
    """Reads the figures of rows; `text` gives a cell as the text that it means. It remembers dossiers it has seen."""

    def __init__(self, mapping: SheetMapping, text: Callable[[Cell], str]) -> None:
        self._columns = mapping.columns
        self._layout = mapping.layout
        self._text = text
        self._dossiers: set[str] = set()

    def of(self, cells: Sequence[Cell]) -> ChannelFigures | None:
        """The figures of a row, None for a dossier that was counted before.

        Raises Refused with the reason.
        """
        try:
            if self._layout is Layout.WIDE:
                return self._wide(cells)
            if self._layout is Layout.LONG:
                channel, dossiers = (
                    read_channel(self._text(self._cell(cells, Field.CHANNEL))),
                    self._number(cells, Field.NUMBER),
                )
                return _of_channel(channel, dossiers)
            return self._dossier(cells)
        except ValueError as error:
            raise Refused(str(error)) from error

    def _number(self, cells: Sequence[Cell], meaning: Field) -> int:
        return whole_number(self._cell(cells, meaning))

    def _wide(self, cells: Sequence[Cell]) -> ChannelFigures:
        online, in_person, postal = (
            self._number(cells, each) for each in (Field.ONLINE, Field.IN_PERSON, Field.POSTAL)
        )
        if Field.TOTAL in self._columns:
            total = self._number(cells, Field.TOTAL)
            if Field.IN_PERSON not in self._columns:
                in_person = total - online - postal
            if total != online + in_person + postal or in_person < 0:
                raise ValueError(
                    f"tổng số {total} không bằng các kênh cộng lại {online + max(in_person, 0) + postal}"
                )
        resulted = self._number(cells, Field.RESULTED) if Field.RESULTED in self._columns else None
        if resulted is not None and resulted > online:
            raise ValueError(f"kết quả điện tử {resulted} nhiều hơn nộp trực tuyến {online}")
        return online, in_person, postal, resulted

    def _dossier(self, cells: Sequence[Cell]) -> ChannelFigures | None:
        channel = read_channel(self._text(self._cell(cells, Field.CHANNEL)))
        dossier = clean(self._text(self._cell(cells, Field.DOSSIER)), 60).upper()
        if dossier:
            if dossier in self._dossiers:
                return None
            self._dossiers.add(dossier)
        return _of_channel(channel, 1)

    def _cell(self, cells: Sequence[Cell], meaning: Field) -> Cell:
        column = self._columns.get(meaning)
        return cells[column] if column is not None and column < len(cells) else None


def _of_channel(channel: Channel, dossiers: int) -> ChannelFigures:
    return (
        dossiers if channel is Channel.ONLINE else 0,
        dossiers if channel is Channel.IN_PERSON else 0,
        dossiers if channel is Channel.POSTAL else 0,
        None,
    )


def add_up(one: ChannelFigures, other: ChannelFigures) -> ChannelFigures:
    """Two rows' figures together."""
    resulted = None if one[3] is None or other[3] is None else one[3] + other[3]
    return one[0] + other[0], one[1] + other[1], one[2] + other[2], resulted
