"""The tagged PDF as a screen reader gets it: structure, language, title, order, and text as it stands."""

import builtins
import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pypdf
import pypdfium2
import pytest
import zxingcpp

from handouts import tagged
from handouts.blocks import Answer, Block, Fact, Notice, Paper, Step, Title
from services_catalog.errors import LinkRefusedError
from tests.handouts.all_blocks import ADDRESS, BLOCKS, NASTY

MADE_ON = date(2026, 11, 22)
HOSTS = ("gov.vn",)


@pytest.fixture
def typst() -> None:
    """Skip what can't be tried where the extra is not installed."""
    pytest.importorskip("typst")


def _render(*leaflets: list[Block], author: str = "") -> bytes:
    return tagged.render(leaflets or (BLOCKS,), made_on=MADE_ON, hosts=HOSTS, author=author)


def _elements(node: Any) -> Iterator[Any]:
    """The structure elements of a tagged PDF, in reading order."""
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from _elements(child)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from _elements(node["/K"])


def _structure(pdf: bytes) -> list[tuple[str, str]]:
    with io.BytesIO(pdf) as file, pypdf.PdfReader(file) as reader:
        root: Any = reader.trailer["/Root"]
        return [(str(each["/S"]), str(each.get("/Alt", ""))) for each in _elements(root["/StructTreeRoot"])]


def _text(pdf: bytes) -> str:
    with io.BytesIO(pdf) as file, pypdf.PdfReader(file) as reader:
        return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def test_headings_lists_and_code_are_tagged(typst: None) -> None:
    """Without it a blind reader could not jump from part to part, nor know what the picture is."""
    structure = _structure(_render())
    kinds = [kind for kind, _ in structure if kind in {"/H1", "/H2", "/L", "/Figure", "/Link"}]
    who, papers, steps, code = ["/H2"], ["/H2", "/L"], ["/H2", "/L"], ["/H2", "/Figure", "/Link"]
    money, caution, language = ["/H2", "/L"], ["/H2", "/L"], ["/H2"]
    assert kinds == ["/H1", *who, *papers, *steps, *code, *money, *caution, *language]
    assert ("/Figure", tagged.CODE_TEXT) in structure
    assert [kind for kind, _ in structure].count("/LI") == 2 + 2 + 2 + 2


def test_language_title_and_standard_are_declared(typst: None) -> None:
    """Without it a screen reader would read Vietnamese with an English voice, and name the file by its path."""
    with io.BytesIO(_render(author="UBND phường Thục Phán")) as file, pypdf.PdfReader(file) as reader:
        root: Any = reader.trailer["/Root"]
        assert root["/Lang"] == "vi-VN"
        assert root["/MarkInfo"]["/Marked"]
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert reader.metadata is not None
        assert reader.metadata.title == "Làm giấy khai sinh cho con"
        assert reader.metadata.author == "UBND phường Thục Phán"
        assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()


def test_the_reading_order_is_the_readers(typst: None) -> None:
    """Without it the steps would be read before the papers, or the fine print first."""
    text = _text(_render())
    parts = [
        "Làm giấy khai sinh",
        "1.001193",
        "Mã này mới",
        "Giấy chứng sinh",
        "Nếu nhờ người khác:",
        "1. Chụp rõ",
    ]
    parts += ["Quét mã này", "Mã hồ sơ của tôi:", "Nộp trên mạng: 0 đồng.", "Đề phòng", "163/QĐ-BTP"]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


@pytest.mark.parametrize("name", [NASTY, "a\x1b[2J\x00b", "Xin 你 chào", '#import "x"', "x " * 600])
def test_text_is_never_markup(typst: None, name: str) -> None:
    """Without it a record's name could run as a program in the typesetter, or stop the whole file."""
    blocks: list[Block] = [
        Title(name, name, name),
        Notice(name),
        Paper(name, name, name, name),
        Step(1, name),
        Fact(name, (Answer(name, name),)),
    ]
    text = _text(_render(blocks))
    if name == NASTY:
        assert text.replace(" ", "").count(NASTY.replace(" ", "")) == 12
    assert "你" not in text


def test_only_our_fonts_are_used_and_embedded(typst: None) -> None:
    """Without it letters would change from machine to machine, or come out as boxes."""
    with io.BytesIO(_render()) as file, pypdf.PdfReader(file) as reader:
        for page in reader.pages:
            fonts: Any = page["/Resources"]["/Font"]  # type: ignore[index]  # pypdf's objects are loosely typed
            names = {font.get_object()["/BaseFont"] for font in fonts.values()}
            assert names
            assert all("SourceSansPro" in name for name in names)


def test_the_code_opens_the_page(typst: None) -> None:
    """Without it a sighted helper would scan a code that nobody ever tried."""
    with io.BytesIO(_render()) as file:
        document = pypdfium2.PdfDocument(file)
        try:
            found = [
                code
                for page in document
                for code in zxingcpp.read_barcodes(page.render(scale=150 / 72).to_pil())
            ]
        finally:
            document.close()
    assert [code.text for code in found] == [ADDRESS]


def test_a_refused_address_stops_the_file(typst: None) -> None:
    """Without it a link to elsewhere would go out under the office's name."""
    with pytest.raises(LinkRefusedError):
        tagged.render([BLOCKS], made_on=MADE_ON, hosts=("example.com",))


def test_each_leaflet_begins_on_a_page(typst: None) -> None:
    """Without it two services would run into each other."""
    with (
        io.BytesIO(_render(BLOCKS, [Title("Việc khác", "", "2.000001")])) as file,
        pypdf.PdfReader(file) as reader,
    ):
        assert reader.pages[-1].extract_text().startswith("Việc khác")
        assert reader.metadata is not None
        assert reader.metadata.title == "Làm giấy khai sinh cho con; Việc khác"


def test_same_input_same_bytes(typst: None) -> None:
    """Without it nobody could tell whether two files say the same."""
    assert _render() == _render()


def test_an_unknown_block_is_a_mistake_of_ours(typst: None) -> None:
    """Without it a part of the guidance would silently be missing."""
    with pytest.raises(TypeError):
        _render(["no block"])  # type: ignore[list-item]  # what must never come in


def test_without_the_extra_one_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without it a desk without typst would show a traceback."""
    real = builtins.__import__

    def refuse(name: str, *rest: Any, **more: Any) -> Any:
        if name == "typst":
            raise ImportError
        return real(name, *rest, **more)

    tagged._typst.cache_clear()
    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(tagged.NoTaggedPdfError) as refused:
        _render()
    assert "motcua[accessible]" in refused.value.sentence()
