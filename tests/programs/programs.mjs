// The programs through which a workbook goes: each changes it in its own way and saves it.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import ExcelJS from 'exceljs';
import XLSX from 'xlsx';

import { python } from '../support/paths.mjs';

const script = fileURLToPath(new URL('edit.py', import.meta.url));

/**
 * `save(jobs)` writes each job's `edit` of its `source` to its `target`; `format` is what the
 * program writes.
 */
export const programs = [
  { name: 'openpyxl', format: 'xlsx', save: byOpenpyxl },
  { name: 'SheetJS', format: 'xlsx', save: (jobs) => jobs.forEach(bySheetJS) },
  { name: 'ExcelJS', format: 'xlsx', save: (jobs) => Promise.all(jobs.map(byExcelJS)) },
  // Without a person at it LibreOffice only opens and saves: it saves what openpyxl changed.
  { name: 'LibreOffice', format: 'xlsx', save: (jobs) => byLibreOffice(jobs, 'xlsx') },
  { name: 'LibreOffice (.ods)', format: 'ods', save: (jobs) => byLibreOffice(jobs, 'ods') },
];

/** A format of before 2007, which the others cut off at 255 characters or do not write. */
export const old = {
  name: 'LibreOffice (.xls)', format: 'xls', save: (jobs) => byLibreOffice(jobs, 'xls'),
};

function byOpenpyxl(jobs) {
  execFileSync(python, [script], { input: JSON.stringify(jobs) });
}

/** All files in one run, as starting it takes seconds. */
function byLibreOffice(jobs, format) {
  const edited = jobs.map((job) => ({ ...job, target: `${job.target}.edited.xlsx` }));
  byOpenpyxl(edited);
  const folder = dirname(jobs[0].target);
  const out = join(folder, `by-libreoffice-${format}`);
  execFileSync('soffice', [
    `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`,
    '--headless', '--convert-to', format, '--outdir', out, ...edited.map((job) => job.target),
  ], { stdio: 'pipe' });
  for (const [at, job] of jobs.entries()) {
    const saved = basename(edited[at].target).replace(/xlsx$/, format);
    writeFileSync(job.target, readFileSync(join(out, saved)));
  }
}

function bySheetJS({ source, target, edit }) {
  const book = XLSX.read(readFileSync(source), { cellStyles: true, cellNF: true });
  const name = book.SheetNames.find((sheet) => book.Sheets[sheet].A1?.v === 'Key');
  const sheet = book.Sheets[name];
  const { e: end } = XLSX.utils.decode_range(sheet['!ref']);
  const at = (r, c) => XLSX.utils.encode_cell({ r, c });
  const each = (count) => [...Array(count).keys()];
  const grid = each(end.r + 1).map((r) => each(end.c + 1).map((c) => sheet[at(r, c)]));
  const valued = (value) => ({ t: 's', v: value });
  const rows = rearranged(grid, edit, (cell) => cell?.v, (_, value) => valued(value));
  for (const r of each(end.r + 1)) for (const c of each(end.c + 1)) delete sheet[at(r, c)];
  for (const [r, row] of rows.entries()) {
    for (const [c, cell] of row.entries()) if (cell) sheet[at(r, c)] = { ...cell };
  }
  sheet['!ref'] = `A1:${at(rows.length - 1, rows[0].length - 1)}`;
  for (const row of edit.hidden ?? []) (sheet['!rows'] ??= [])[row + 1] = { hidden: true };
  if (edit.sheet) {
    book.SheetNames[book.SheetNames.indexOf(name)] = edit.sheet;
    book.Sheets[edit.sheet] = sheet;
  }
  for (const drop of edit.drop ?? []) {
    const position = book.SheetNames.indexOf(drop);
    book.SheetNames.splice(position, 1);
    book.Workbook.Sheets.splice(position, 1);
  }
  if (edit.damage) damageSheetJS(book.Sheets[edit.damage], at);
  writeFileSync(target, XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }));
}

function damageSheetJS(sheet, at) {
  for (let r = 6; sheet[at(r, 1)]; r += 1) sheet[at(r, 1)] = { t: 's', v: 'damaged' };
}

async function byExcelJS({ source, target, edit }) {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(source);
  const sheet = book.worksheets.find((sheet) => sheet.getCell('A1').value === 'Key');
  const { rowCount, columnCount } = sheet;
  const each = (count) => [...Array(count).keys()];
  const taken = (cell) => ({ value: cell.value, numFmt: cell.numFmt });
  const grid = each(rowCount).map((r) =>
    each(columnCount).map((c) => taken(sheet.getCell(r + 1, c + 1))));
  const text = (cell) => cell.value?.text ?? cell.value;
  const rows = rearranged(grid, edit, text, (cell, value) => ({ ...cell, value }));
  for (const r of each(Math.max(rowCount, rows.length))) {
    for (const c of each(columnCount)) {
      const cell = rows[r]?.[c];
      sheet.getCell(r + 1, c + 1).value = cell ? cell.value : null;
      if (cell) sheet.getCell(r + 1, c + 1).numFmt = cell.numFmt;
    }
  }
  for (const row of edit.hidden ?? []) sheet.getRow(row + 2).hidden = true;
  if (edit.sheet) sheet.name = edit.sheet;
  for (const drop of edit.drop ?? []) book.removeWorksheet(drop);
  if (edit.damage) {
    const memory = book.getWorksheet(edit.damage);
    for (const r of each(memory.rowCount).slice(6)) memory.getCell(r + 1, 2).value = 'damaged';
  }
  await book.xlsx.writeFile(target);
}

/** The grid of cells after an edit; `text` reads a cell and `set` makes one with another value. */
function rearranged(grid, edit, text, set) {
  const header = grid[0].map(text);
  for (const { key, header: name, value } of edit.set ?? []) {
    const row = grid.find((cells) => text(cells[0]) === key);
    const column = header.indexOf(name);
    row[column] = set(row[column], value);
  }
  const rows = [0, ...(edit.rows ?? [...grid.slice(1).keys()]).map((row) => row + 1)];
  const columns = (edit.columns ?? header).map((name) => header.indexOf(name));
  const moved = rows.map((row) => columns.map((column) => grid[row][column]));
  moved[0] = moved[0].map((cell) => set(cell, edit.headers?.[text(cell)] ?? text(cell)));
  return moved;
}
