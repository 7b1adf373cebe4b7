// What the engine writes, as SheetJS and ExcelJS read it.
// Run `cargo run -p wasm-core --example write_sample -- target/corpus` first.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

import ExcelJS from 'exceljs';
import XLSX from 'xlsx';

const sample = (name) => new URL(`../../../target/corpus/${name}`, import.meta.url);
const spec = JSON.parse(readFileSync(sample('sample.json'), 'utf8'));
const bytes = readFileSync(sample('sample.xlsx'));

/** Each described cell with its zero-based row and column, the header first. */
function* cells(sheet) {
  const header = sheet.columns.map((column) => ({ value: { type: 'text', value: column.header } }));
  for (const [row, values] of [header, ...sheet.rows].entries()) {
    for (const [column, cell] of values.entries()) yield { row, column, ...cell };
  }
}

/** Milliseconds since 1970 of a date or date-time, taken as UTC. */
const time = ({ type, value }) => Date.parse(type === 'date' ? `${value}T00:00:00Z` : `${value}Z`);

const isDate = (value) => value.type === 'date' || value.type === 'date_time';

test('SheetJS reads the same cells', () => {
  const book = XLSX.read(bytes, { type: 'buffer', cellFormula: true, cellNF: true });
  const names = spec.sheets.map((sheet) => sheet.name);
  assert.deepEqual(book.SheetNames, [spec.about.name, ...names, '_lists']);
  for (const sheet of spec.sheets) {
    for (const { row, column, value } of cells(sheet)) {
      const at = XLSX.utils.encode_cell({ r: row, c: column });
      const found = book.Sheets[sheet.name][at];
      if (value.type === 'empty') {
        assert.equal(found?.v, undefined, at);
        continue;
      }
      assert.equal(found.f, undefined, `${at} is a formula`);
      if (isDate(value)) {
        assert.equal(Math.round((found.v - 25_569) * 86_400_000), time(value), at);
      } else {
        assert.equal(found.v, value.value, at);
      }
    }
  }
});

test('ExcelJS reads the same cells', async () => {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes);
  for (const sheet of spec.sheets) {
    const found = book.getWorksheet(sheet.name);
    for (const { row, column, value, link } of cells(sheet)) {
      const cell = found.getCell(row + 1, column + 1);
      if (value.type === 'empty') {
        assert.equal(cell.value, null, cell.address);
      } else if (isDate(value)) {
        assert.equal(Math.round(cell.value.getTime() / 1000) * 1000, time(value), cell.address);
      } else if (link) {
        assert.deepEqual([cell.value.text, cell.value.hyperlink], [value.value, link], cell.address);
      } else {
        assert.equal(cell.value, value.value, cell.address);
      }
    }
  }
});

test('ExcelJS keeps what helps when it saves', async () => {
  const saved = new ExcelJS.Workbook();
  await saved.xlsx.load(bytes);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(await saved.xlsx.writeBuffer());
  const states = book.worksheets.map((sheet) => sheet.state);
  assert.deepEqual(states, ['visible', 'visible', 'hidden', 'veryHidden', 'hidden']);
  const issues = book.getWorksheet('Issues');
  assert.deepEqual(issues.getCell('H5').dataValidation.formulae, ['"To Do,In Progress,Done"']);
  assert.deepEqual(issues.getCell('I5').dataValidation.formulae, ['_lists!$A$2:$A$61']);
  assert.equal(issues.getRow(4).outlineLevel, 2);
  assert.equal(book.views[0].activeTab, 1);
});

test('SheetJS keeps hidden sheets, comments and brackets when it saves, and no dropdowns', () => {
  const options = { type: 'buffer', cellStyles: true };
  const saved = XLSX.write(XLSX.read(bytes, options), { type: 'buffer', bookType: 'xlsx' });
  const book = XLSX.read(saved, options);
  assert.deepEqual(book.Workbook.Sheets.map((sheet) => sheet.Hidden), [0, 0, 1, 2, 1]);
  const issues = book.Sheets.Issues;
  assert.match(issues.A1.c[0].t, /Leave it empty/);
  assert.equal(issues['!rows'][3].level, 2);
});

test('JSON holds one object for each row, in the order of the columns', () => {
  const rows = JSON.parse(readFileSync(sample('rows.json'), 'utf8'));
  const [issues] = spec.sheets;
  assert.equal(rows.length, issues.rows.length);
  assert.deepEqual(Object.keys(rows[0]), issues.columns.map((column) => column.header));
  assert.deepEqual(rows.map((row) => row.Summary), issues.rows.map((row) => row[1].value.value));
});
