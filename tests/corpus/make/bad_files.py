"""Files that must not be read, or not wholly: encrypted, forged, false in what they claim."""

import struct
import zipfile

import msoffcrypto.format.ooxml

from paths import FILES, path
from raw import CONTENT, save, sheet

SOURCE = str(FILES / "every-type--openpyxl.xlsx")
ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'

with open(SOURCE, "rb") as plain, open(path("bad-encrypted", "msoffcrypto", "xlsx"), "wb") as out:
    msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt("password", out)

save(
    "bad-doctype",
    '<!DOCTYPE worksheet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    + sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>'),
)
save("bad-address-beyond-the-sheet", sheet('<row r="1"><c r="ZZZZZZ4294967294"><v>1</v></c></row>'))
save("bad-missing-shared-text", sheet('<row r="1"><c r="B7" t="s"><v>41</v></c></row>'))
save("bad-sheet-ends-early", sheet(ROW)[:-30])
save("bad-sheet-is-missing", sheet(ROW), parts={"xl/_rels/workbook.xml.rels": "<Relationships/>"})
save("deep-nesting", sheet(ROW + "<x>" * 50_000 + "</x>" * 50_000))
save("many-merged-cells", sheet(ROW, "<mergeCells>" + "".join(
    f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, 40_001)) + "</mergeCells>"))

with zipfile.ZipFile(path("bad-two-entries-of-one-name", "raw", "xlsx"), "w") as archive:
    for name in ["[Content_Types].xml", "xl/workbook.xml", "XL\\workbook.xml"]:
        archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), CONTENT)

with zipfile.ZipFile(path("bad-word-document", "raw", "docx"), "w") as archive:
    for name in ["[Content_Types].xml", "_rels/.rels", "word/document.xml"]:
        archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), "<x/>")


def patch_xls(cause, change):
    """A copy of an .xls with its bytes changed."""
    data = bytearray((FILES / "every-type--sheetjs.xls").read_bytes())
    change(data)
    (FILES / f"{cause}--raw.xls").write_bytes(bytes(data))


def claim_all_rows(data):
    """DIMENSIONS (0x0200, 14 bytes): 0 to 0x00FFFFFF rows, 0 to 256 columns."""
    at = data.index(struct.pack("<HH", 0x0200, 14))
    data[at + 4 : at + 16] = struct.pack("<IIHH", 0, 0x00FFFFFF, 0, 256)


def bite_own_tail(data):
    """The directory's first sector is followed by itself."""
    fat = 512 + struct.unpack_from("<I", data, 76)[0] * 512
    directory = struct.unpack_from("<I", data, 48)[0]
    struct.pack_into("<I", data, fat + 4 * directory, directory)


patch_xls("claims-billions-of-cells", claim_all_rows)
patch_xls("bad-endless-chain", bite_own_tail)


def expand_cells(part):
    """The records of a sheet with each compact cell (12 to 18) given its column (1 to 7)."""
    out, at, column = bytearray(), 0, 0
    while at < len(part):
        start = at
        kind = part[at]
        at += 1
        if kind & 0x80:
            kind |= part[at] << 7
            at += 1
        size = shift = 0
        while True:
            byte = part[at]
            size |= (byte & 0x7F) << shift
            at, shift = at + 1, shift + 7
            if byte < 0x80:
                break
        body = part[at : at + size]
        at += size
        if 1 <= kind <= 11:
            column = struct.unpack_from("<I", body)[0]
        if 12 <= kind <= 18:
            column += 1
            body = struct.pack("<I", column) + body
            assert len(body) < 128
            out += bytes([kind - 11, len(body)]) + body
        else:
            out += part[start:at]
    return bytes(out)


with zipfile.ZipFile(FILES / "compact-cells--sheetjs.xlsb") as source:
    with zipfile.ZipFile(path("every-type", "raw", "xlsb"), "w", zipfile.ZIP_DEFLATED) as archive:
        for info in source.infolist():
            part = source.read(info)
            if info.filename.startswith("xl/worksheets/sheet"):
                part = expand_cells(part)
            archive.writestr(zipfile.ZipInfo(info.filename, (2026, 1, 1, 0, 0, 0)), part)
