// The law: what is exported and not changed is imported without a change.
import { copyFileSync } from 'node:fs';
import { editBook, saveByLibreOffice } from '../support/files.mjs';
import { expect, test } from '../support/fixtures.mjs';

/** Imports a file up to its plan, and expects that there is nothing to do. */
async function nothingToDo(app, path, rows = 60) {
  await app.drop(path);
  await app.heading('Where is the table?').waitFor();
  await expect(app.frame.getByText('hidden sheet')).toHaveCount(0);
  await app.review();
  const counters = await app.counters();
  expect(counters).toEqual({
    'To review': 0, 'All rows': rows, 'To create': 0, 'To change': 0, Unchanged: rows, 'Held back': 0,
  });
  await expect(app.frame.getByText('There is nothing to do.')).toBeVisible();
  await expect(app.button(/^(Create|Change) \d/)).toHaveCount(0);
}

test('a workbook comes back unchanged', async ({ app, exported }) => {
  await nothingToDo(app, await exported());
});

test('a CSV file comes back unchanged', async ({ app, exported }) => {
  await nothingToDo(app, await exported({ format: /CSV/ }));
});

test('a workbook of all fields comes back unchanged', async ({ app, exported }) => {
  await app.addEveryColumn();
  await nothingToDo(app, await exported());
});

test('a workbook that openpyxl saved comes back unchanged', async ({ app, exported, file }) => {
  editBook(await exported(), file('saved.xlsx'));
  await nothingToDo(app, file('saved.xlsx'));
});

test('a workbook that LibreOffice saved comes back unchanged', async ({ app, exported }) => {
  await nothingToDo(app, saveByLibreOffice(await exported(), 'xlsx'));
});

// LibreOffice 7.4 drops the tabs of texts of several lines when it saves .ods: that is no change.
test('a workbook that LibreOffice saved as .ods comes back unchanged', async ({ app, exported }) => {
  await nothingToDo(app, saveByLibreOffice(await exported(), 'ods'));
});

test('a workbook under another name comes back unchanged', async ({ app, exported, file }) => {
  const path = file('Zahlen für Montag (2).dat');
  copyFileSync(await exported(), path);
  await nothingToDo(app, path);
});
