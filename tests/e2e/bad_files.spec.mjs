// Files that cannot be read: what is wrong, where, what to do; and a good file works right after.
import { readFileSync, writeFileSync } from 'node:fs';
import { corpus, makeBook } from '../support/files.mjs';
import { expect, test } from '../support/fixtures.mjs';
import { farAway, zipBomb } from '../support/harm.mjs';

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
const half = (name) => {
  const bytes = readFileSync(corpus(name));
  return bytes.subarray(0, bytes.length / 2);
};

/** A file, how it is named, and what the page says. */
const BAD = [
  ['a zip bomb', zipBomb, 'bomb.xlsx', /unpacks to more than .* at xl\/worksheets\/sheet1\.xml/],
  ['a truncated workbook', () => half('every-type--openpyxl.xlsx'), 'half.xlsx', /The file ends too early/],
  ['a truncated .xls', () => half('every-type--libreoffice.xls'), 'half.xls', /ends too early|damaged/],
  ['an encrypted workbook', 'bad-encrypted--msoffcrypto.xlsx', 'secret.xlsx', /protected by a password/],
  ['an encrypted .ods', 'bad-encrypted--raw.ods', 'secret.ods', /protected by a password/],
  ['a picture', () => PNG, 'picture.xlsx', /not a spreadsheet: it is a .*(PNG|picture|image)/i],
  ['a PDF document', () => Buffer.from('%PDF-1.7\n1 0 obj\n'), 'report.xlsx', /not a spreadsheet: it is a .*PDF/],
  ['a web page', () => Buffer.from('<!doctype html>\n<html><body><table><tr><td>Key</td></tr></table>'), 'page.xls',
    /not a workbook: it is a .*(web page|HTML)/],
  ['a Word document', 'bad-word-document--raw.docx', 'letter.xlsx', /it is a Word document/],
  ['an empty file', () => Buffer.alloc(0), 'empty.xlsx', /The file is empty/],
  ['an .ods that claims billions of cells', 'bad-claims-billions-of-cells--raw.ods', 'huge.ods',
    /A row at sheet A has more cells than the 2,000 allowed/],
  ['an .xls whose sectors never end', 'bad-endless-chain--raw.xls', 'loop.xls', /a chain of sectors that never ends/],
  ['a sheet that ends early', 'bad-sheet-ends-early--raw.xlsx', 'cut.xlsx', /damaged at xl\/worksheets\/sheet1\.xml/],
  ['a shared text that is missing', 'bad-missing-shared-text--raw.xlsx', 'lost.xlsx', /damaged at Issues!B7/],
  ['a document type declaration', 'bad-doctype--raw.xlsx', 'doctype.xlsx', /a DOCTYPE declaration at xl\/worksheets\/sheet1\.xml/],
  ['a file that is only bytes', 'bad-binary--text.csv', 'noise.csv', /it is a binary file/],
];

for (const [name, content, as, message] of BAD) {
  test(`${name} is refused in words`, async ({ app, file }) => {
    const path = file(as);
    writeFileSync(path, typeof content === 'string' ? readFileSync(corpus(content)) : content());
    await app.drop(path);
    await expect(app.failure).toHaveText(message);
    await expect(app.failure.getByRole('paragraph')).toHaveCount(2);
    expect(await app.audit()).toEqual([]);
    await app.drop(makeBook(file('good.xlsx'), [['Key', 'Summary'], ['DEMO-5', 'Good']]));
    await app.review();
    expect(await app.counters()).toMatchObject({ 'To change': 1 });
    await expect(app.failure).toHaveCount(0);
  });
}

test('a cell as far away as can be costs nothing', async ({ app, file }) => {
  writeFileSync(file('far.xlsx'), farAway());
  await app.drop(file('far.xlsx'));
  await app.review();
  expect(await app.counters()).toMatchObject({ 'To change': 1 });
});

test('several files at once are refused', async ({ app, file }) => {
  const paths = ['one.xlsx', 'two.xlsx'].map((name) => makeBook(file(name), [['Key'], ['DEMO-5']]));
  await app.tab('Import');
  const [chooser] = await Promise.all([
    app.page.waitForEvent('filechooser'),
    app.button('Drop a file here, or choose one').click(),
  ]);
  expect(chooser.isMultiple()).toBe(false);
  await app.dropAll(paths);
  await expect(app.failure).toContainText('Drop one file at a time.');
});
