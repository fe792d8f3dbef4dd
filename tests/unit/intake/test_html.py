"""HTML: Word's clipboard with merged cells, and pages saved under Office names."""

from pathlib import Path

from support.reading import assert_nothing_lost, read_bytes, shown
from vpcu_desktop.intake.reading import read_html

PAGE = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset="utf-8"><style>.a{{font-family:"Times New Roman"}}</style></head>
<body><!--StartFragment--><p class=MsoNormal>LỊCH CÔNG TÁC TUẦN TỪ 23/11/2026 ĐẾN 27/11/2026<o:p></o:p></p>
<table><tr><th>Thứ ngày</th><th>Nội dung</th><th>TP tham dự</th><th>Giờ</th><th>Nơi họp</th></tr>
<tr><td rowspan=2><p>Hai</p><p>23/11</p></td><td>Giao   ban<br>Chủ trì: Bí thư</td><td>TT ĐU</td><td>8g00</td><td>HT1</td></tr>
<tr><td><![if !supportLists]>-&nbsp;<![endif]>Họp BCH</td><td>UV BCH</td><td>14g</td><td>HT2</td></tr>
<tr><td>Ba 24/11</td><td colspan=4>Nghỉ lễ</td></tr></table><!--EndFragment--></body></html>"""
EXPECTED = [
    ("23/11 08:00", "Giao ban", "Bí thư", "TT ĐU", "HT1"),
    ("23/11 14:00", "Họp BCH", "", "UV BCH", "HT2"),
    ("24/11", "Nghỉ lễ", "", "", ""),
]


def test_a_table_from_the_clipboard() -> None:
    found = read_html(PAGE)
    assert_nothing_lost(found)
    assert [(shown(p), p.content, p.chair, p.participants, p.place) for p in found.proposals] == EXPECTED
    assert found.title == "LỊCH CÔNG TÁC TUẦN TỪ 23/11/2026 ĐẾN 27/11/2026"


def test_a_page_saved_as_doc_or_xls(tmp_path: Path) -> None:
    for name in ("lich.doc", "lich.xls"):
        for encoding in ("utf-8", "utf-16"):
            data = PAGE.replace('charset="utf-8"', f'charset="{encoding}"').encode(encoding)
            found = read_bytes(data, tmp_path, name)
            assert [p.content for p in found.proposals] == [row[1] for row in EXPECTED]


def test_scripts_and_hidden_text_are_not_read() -> None:
    found = read_html(
        "<html><body><script>var x='8h: Họp giả'</script><p style='display:none'>ẩn</p><p>Thứ Hai 23/11/2026</p><p>8h: Họp</p></body></html>"
    )
    assert found.source == ("Thứ Hai 23/11/2026", "8h: Họp")


def test_legacy_fonts_in_a_page() -> None:
    html = '<p><font face=".VnTime">Thø Hai 23/11/2026</font></p><p style="font-family:.VnTime">8h: Häp giao ban khèi §¶ng</p>'
    found = read_html(f"<html><body>{html}</body></html>")
    assert found.legacy_font == "TCVN3"
    assert found.proposals[0].content == "Họp giao ban khối Đảng"


def test_excels_clipboard_whose_fragment_begins_inside_the_table() -> None:
    rows = "<tr><td>Ngày</td><td>Giờ</td><td>Nội dung</td></tr><tr><td>23/11/2026</td><td>8:00</td><td>Họp</td></tr>"
    found = read_html(
        f"<html><body><table><!--StartFragment--><col width=64>{rows}<!--EndFragment--></table></body></html>"
    )
    assert [(shown(p), p.content) for p in found.proposals] == [("23/11 08:00", "Họp")]


def test_the_clipboard_of_a_few_rows_without_captions() -> None:
    rows = "<tr><td rowspan=2>Thứ Hai<br>23/11/2026</td><td>8h00</td><td>Họp giao ban</td><td>P.1</td></tr><tr><td>14h</td><td>Tiếp dân</td><td>P.2</td></tr>"
    found = read_html(f"<html><body><!--StartFragment--><table>{rows}</table><!--EndFragment--></body></html>")
    assert [(shown(p), p.content, p.place) for p in found.proposals] == [
        ("23/11 08:00", "Họp giao ban", "P.1"),
        ("23/11 14:00", "Tiếp dân", "P.2"),
    ]
