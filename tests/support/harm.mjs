// Files that nobody should have to open.
import { constants, crc32, deflateRawSync } from 'node:zlib';

/** Entries of a zip archive, by name: bytes, or what is already deflated. */
export function zip(entries) {
  const files = [];
  const directory = [];
  let offset = 0;
  for (const [name, content] of Object.entries(entries)) {
    const { packed, size, crc } = content.packed ? content : pack(Buffer.from(content));
    const path = Buffer.from(name);
    const common = numbers([20, 2], [0, 2], [8, 2], [0, 4], [crc, 4], [packed.length, 4], [size, 4], [path.length, 2]);
    files.push(numbers([0x04034b50, 4]), common, numbers([0, 2]), path, packed);
    directory.push(numbers([0x02014b50, 4], [20, 2]), common, numbers([0, 12]), numbers([offset, 4]), path);
    offset += 30 + path.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const count = Object.keys(entries).length;
  const end = numbers([0x06054b50, 4], [0, 4], [count, 2], [count, 2], [central.length, 4], [offset, 4], [0, 2]);
  return Buffer.concat([...files, central, end]);
}

/** Little-endian numbers of a few bytes each. */
function numbers(...fields) {
  return Buffer.concat(fields.map(([value, bytes]) => {
    const buffer = Buffer.alloc(bytes);
    for (let at = 0, rest = value; at < bytes; at += 1, rest = Math.floor(rest / 256)) buffer[at] = rest % 256;
    return buffer;
  }));
}

const pack = (bytes) => ({ packed: deflateRawSync(bytes), size: bytes.length, crc: crc32(bytes) });

/** A text, then so many MiB of spaces, packed to a thousandth. */
function inflated(text, mebibytes) {
  const block = Buffer.alloc(1 << 20, ' ');
  const flushed = (bytes) => deflateRawSync(bytes, { finishFlush: constants.Z_FULL_FLUSH });
  const spaces = flushed(block);
  let crc = crc32(Buffer.from(text));
  for (let count = 0; count < mebibytes; count += 1) crc = crc32(block, crc);
  const packed = Buffer.concat([
    flushed(Buffer.from(text)), ...Array(mebibytes).fill(spaces), deflateRawSync(Buffer.alloc(0)),
  ]);
  return { packed, size: text.length + mebibytes * (1 << 20), crc };
}

const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** The parts of a workbook around the XML of its one sheet. */
function workbook(sheet) {
  return zip({
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATION}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${RELATION}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheet,
  });
}

/** A workbook of a megabyte that unpacks to a gigabyte. */
export const zipBomb = () => workbook(inflated(`<worksheet xmlns="${MAIN}"><sheetData>`, 1024));

/** A workbook of two cells that are as far from each other as can be. */
export const farAway = () => workbook(
  `<worksheet xmlns="${MAIN}"><sheetData>` +
  '<row r="1"><c r="A1" t="inlineStr"><is><t>Key</t></is></c><c r="B1" t="inlineStr"><is><t>Summary</t></is></c></row>' +
  '<row r="2"><c r="A2" t="inlineStr"><is><t>DEMO-5</t></is></c><c r="B2" t="inlineStr"><is><t>Near</t></is></c></row>' +
  '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>far</t></is></c></row>' +
  '</sheetData></worksheet>',
);
