"""Workbooks written part by part, for what the usual programs seldom write."""

from raw import RELATIONS, MAIN, STRICT, cell, ods, save, sheet

save(
    "error-values-of-today",
    sheet(
        '<row r="1"><c r="A1" t="e"><v>#SPILL!</v></c><c r="B1" t="e"><v>#CALC!</v></c>'
        '<c r="C1" t="e"><v>#N/A</v></c><c r="D1"><v>1</v></c></row>'
    ),
)
save(
    "cells-without-addresses",
    sheet("<row><c><v>1</v></c><c/><c><v>3</v></c></row><row/><row><c><v>7</v></c></row>"),
)
save(
    "prefixed-elements",
    sheet('<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>in x:</x:t></x:is></x:c></x:row>', prefix="x"),
)
save(
    "phonetic-guides",
    sheet('<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'),
    f'<sst xmlns="{MAIN}"><si><t>課題</t><rPh sb="0" eb="2"><t>カダイ</t></rPh></si>'
    "<si><r><t>one</t></r><r><rPr><b/></rPr><t xml:space='preserve'> two</t></r></si></sst>",
)
save(
    "entities-and-cdata",
    sheet(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&lt;&amp;&gt; &#x1F600; &#233; &bogus; a&b</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t><![CDATA[<b>raw &amp;</b>]]></t></is></c>'
        '<c r="C1" t="str"><v>a_x000D_b</v></c><!-- > --><c r="D1"><v>1</v></c></row>'
    ),
)
save(
    "strict-iso-dates",
    sheet(
        '<row r="1"><c r="A1" t="d"><v>2026-11-02</v></c><c r="B1" t="d"><v>2026-11-02T09:30:00.250</v></c>'
        '<c r="C1" t="d"><v>09:30:00</v></c><c r="D1" t="d"><v>soon</v></c></row>',
        namespace=STRICT,
    ),
)
save(
    "rows-and-cells-out-of-order",
    sheet(
        '<row r="3"><c r="B3"><v>5</v></c><c r="A3"><v>4</v></c></row>'
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="A3"><v>6</v></c></row>'
    ),
)
save(
    "odd-values",
    sheet(
        '<row r="1"><c r="A1" t="b"><v>true</v></c><c r="B1" t="b"><v>maybe</v></c>'
        '<c r="C1"><v>NaN</v></c><c r="D1"><v> 12 </v></c><c r="E1"><v>1,5</v></c>'
        '<c r="F1" t="zzz"><v>new type</v></c><c r="G1"><v></v></c><c r="H1" s="99"><v>3</v></c>'
        '<c r="I1" t="inlineStr"><is/></c><c r="J1"><extLst><ext/></extLst><v>9</v></c></row>'
    ),
)
save(
    "upper-case-names-and-backslashes",
    sheet('<row r="1"><c r="A1"><v>1</v></c></row>'),
    parts={"xl/_rels/workbook.xml.rels": RELATIONS.replace("worksheets/sheet1", "WORKSHEETS\\Sheet1")},
)

ods(
    "repeated-rows-and-columns",
    '<table:table table:name="Issues"><table:table-column table:number-columns-repeated="16384"/>'
    "<table:table-row>" + cell("a")
    + '<table:table-cell table:number-columns-repeated="3"/>'
    + cell("b", 'office:value-type="string" table:number-columns-repeated="2"')
    +
    '<table:table-cell table:number-columns-repeated="16378"/></table:table-row>'
    f'<table:table-row table:number-rows-repeated="2">{cell("c")}</table:table-row>'
    '<table:table-row table:number-rows-repeated="1048571"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    f"<table:table-row>{cell('last')}</table:table-row></table:table>",
)
ods(
    "white-space-comments-and-hidden-table",
    '<table:table table:name="Issues" table:style-name="ta1"><table:table-row>'
    + cell('  one<text:s text:c="3"/>two<text:tab/>three<text:line-break/>four  <text:span>five</text:span>\n ')
    + '<table:table-cell office:value-type="string"><office:annotation><text:p>note</text:p></office:annotation>'
    "<text:p>first</text:p><text:p>second</text:p></table:table-cell>"
    "</table:table-row></table:table>"
    '<table:table table:name="Hidden" table:style-name="ta2"><table:table-row>' + cell("h")
    + "</table:table-row></table:table>",
)
ods("bad-claims-billions-of-cells", '<table:table table:name="A"><table:table-row table:number-rows-repeated="1048576">'
    + cell("x", 'office:value-type="string" table:number-columns-repeated="16384"')
    + "</table:table-row></table:table>")
ods("bad-encrypted", "", '<manifest:encryption-data xmlns:manifest="m"/>')
