// Each library under the same two functions: write(headers, rows) gives bytes, read(bytes) the
// number of cells with a value.
import * as XLSX from 'xlsx/xlsx.mjs';
import ExcelJS from 'exceljs/dist/exceljs.min.js';
import { readXlsx, writeXlsx } from 'hucre/xlsx';

const count = (rows) =>
  rows.reduce((sum, row) => sum + row.reduce((n, cell) => n + (cell == null || cell === '' ? 0 : 1), 0), 0);

/** SheetJS, with dense storage and typed dates, its fastest setting. */
export const sheetjs = {
  write(headers, rows) {
    const sheet = XLSX.utils.aoa_to_sheet([headers, ...rows], { dense: true, cellDates: true });
    const book = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(book, sheet, 'Data');
    return new Uint8Array(XLSX.write(book, { type: 'array', bookType: 'xlsx', compression: true, bookSST: true }));
  },
  read(bytes) {
    const book = XLSX.read(bytes, { type: 'array', dense: true, cellDates: true });
    const sheet = book.Sheets[book.SheetNames[0]];
    return count(XLSX.utils.sheet_to_json(sheet, { header: 1, raw: true }));
  },
};

/** ExcelJS, with shared strings, as Excel writes them. */
export const exceljs = {
  async write(headers, rows) {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('Data');
    sheet.addRow(headers);
    sheet.addRows(rows);
    return new Uint8Array(await book.xlsx.writeBuffer({ useSharedStrings: true }));
  },
  async read(bytes) {
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes);
    let cells = 0;
    book.worksheets[0].eachRow((row) => row.eachCell(() => (cells += 1)));
    return cells;
  },
};

/** hucre. */
export const hucre = {
  async write(headers, rows) {
    return new Uint8Array(await writeXlsx({ sheets: [{ name: 'Data', rows: [headers, ...rows] }] }));
  },
  async read(bytes) {
    const book = await readXlsx(bytes);
    return count(book.sheets[0].rows);
  },
};
