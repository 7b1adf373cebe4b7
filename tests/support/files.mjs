// Files as other programs write them.
import { execFileSync } from 'node:child_process';
import { basename, dirname, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { python, root } from './paths.mjs';

function sheets(does, input) {
  const printed = execFileSync(python, [join(root, 'tests/edit/sheets.py'), does], {
    input: JSON.stringify(input), encoding: 'utf8', maxBuffer: 1 << 28,
  });
  return JSON.parse(printed);
}

/** A day, as a cell of a workbook. */
export const day = (date) => ({ date });

/** The exported sheet of a workbook as openpyxl reads it: its header and its rows by header. */
export function readBook(source) {
  const [header, ...rows] = Object.values(sheets('read', { source })).find(([first]) => first[0] === 'Key');
  const named = (row) => Object.fromEntries(header.map((name, at) => [name, row[at]]));
  return { header, rows: rows.map(named) };
}

/** A copy in which openpyxl changed rows by their key, and added rows and columns. Gives the rows' numbers. */
export function editBook(source, target, { changes = [], rows = [], columns = [] } = {}) {
  return sheets('edit', { source, target, changes, rows, columns });
}

/** All sheets of a workbook by their names, as openpyxl reads them. */
export const readSheets = (source) => sheets('read', { source });

/** A copy in which openpyxl added rows to sheets by name, and changed cells. Gives each sheet's last row before. */
export function appendRows(source, target, rows, changes = []) {
  return sheets('append', { source, target, sheets: rows, changes });
}

/** A new workbook by openpyxl: one sheet of rows, or several by name. */
export function makeBook(target, rows) {
  sheets('make', { target, sheets: Array.isArray(rows) ? { Sheet1: rows } : rows });
  return target;
}

/** How the exported sheet of a workbook is laid out, as openpyxl reads it. */
export const layoutOf = (source) => sheets('layout', { source });

/** A copy that LibreOffice saved, beside the original. */
export function saveByLibreOffice(source, format) {
  const folder = dirname(source);
  const out = join(folder, 'libreoffice');
  execFileSync('soffice', [
    `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`,
    '--headless', '--convert-to', format, '--outdir', out, source,
  ], { stdio: 'pipe' });
  return join(out, basename(source, extname(source)) + `.${format.split(':')[0]}`);
}

/** A file of the corpus. */
export const corpus = (name) => join(root, 'tests/corpus/files', name);
