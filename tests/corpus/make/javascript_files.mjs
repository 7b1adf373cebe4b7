// Files as SheetJS and ExcelJS write them, in every format they know.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import ExcelJS from 'exceljs';
import XLSX from 'xlsx';

const path = (cause, program, extension) =>
  fileURLToPath(new URL(`../files/${cause}--${program}.${extension}`, import.meta.url));

const day = new Date(Date.UTC(2026, 10, 2));
const moment = new Date(Date.UTC(2026, 10, 2, 9, 30, 15, 250));
const serial = (date) => date.getTime() / 86_400_000 + 25_569;

/** The same rows in each of SheetJS's formats. */
function everyType() {
  const sheet = XLSX.utils.aoa_to_sheet([
    ['Text', 'Number', 'Bool', 'Date', 'DateTime', 'Duration', 'Error', 'Formula'],
    ['007', 0.1 + 0.2, true, null, null, null, null, null],
    ['two\nlines', -12.5, false, null, null, null, null, null],
    ['Größe 日本語 😀', 1e300, null, null, null, null, null, null],
  ]);
  sheet.D2 = { t: 'n', v: serial(day), z: 'yyyy-mm-dd' };
  sheet.E2 = { t: 'n', v: serial(moment), z: 'yyyy-mm-dd hh:mm' };
  sheet.F2 = { t: 'n', v: 1.104166666666667, z: '[h]:mm:ss' };
  sheet.G2 = { t: 'e', v: 42, w: '#N/A' };
  sheet.H2 = { t: 'n', v: 3, f: '1+2' };
  sheet['!merges'] = [XLSX.utils.decode_range('A6:B6')];
  return sheet;
}

const book = XLSX.utils.book_new();
XLSX.utils.book_append_sheet(book, everyType(), 'Issues');
XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['h']]), 'Hidden');
book.Workbook = { Sheets: [{}, { Hidden: 1 }] };
for (const [bookType, extension] of [['xlsx', 'xlsx'], ['biff8', 'xls'], ['xlsb', 'xlsb'], ['ods', 'ods']]) {
  const cause = bookType === 'xlsb' ? 'compact-cells' : 'every-type';
  writeFileSync(path(cause, 'sheetjs', extension), XLSX.write(book, { bookType, type: 'buffer' }));
}
const old = XLSX.utils.book_new();
XLSX.utils.book_append_sheet(old, XLSX.utils.aoa_to_sheet([['Key', 'Points'], ['A-1', 3.5]]), 'Issues');
writeFileSync(path('biff5', 'sheetjs', 'xls'), XLSX.write(old, { bookType: 'biff5', type: 'buffer' }));

const workbook = new ExcelJS.Workbook();
workbook.created = workbook.modified = new Date(Date.UTC(2026, 0, 1));
const sheet = workbook.addWorksheet('Issues', { views: [{ state: 'frozen', ySplit: 1 }] });
sheet.columns = [{ header: 'Key' }, { header: 'Rich' }, { header: 'Due' }, { header: 'Sum' }, { header: 'Error' }];
sheet.addRow([
  { text: 'A-1', hyperlink: 'https://example.atlassian.net/browse/A-1' },
  { richText: [{ text: 'plain ' }, { text: 'bold', font: { bold: true } }] },
  day,
  { formula: '1+2', result: 3 },
  { error: '#REF!' },
]);
sheet.getColumn(3).numFmt = 'dd/mm/yyyy';
sheet.addRow(['A-2', '  pad  ', moment, { formula: 'D2*2' }, true]);
await workbook.xlsx.writeFile(path('links-rich-text-formulas', 'exceljs', 'xlsx'));

const dates = new ExcelJS.Workbook();
dates.created = dates.modified = new Date(Date.UTC(2026, 0, 1));
dates.properties.date1904 = true;
dates.addWorksheet('Issues').addRows([['Due'], [day]]);
await dates.xlsx.writeFile(path('date-1904', 'exceljs', 'xlsx'));
