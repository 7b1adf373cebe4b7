// What the file and Jira both changed since the export: shown with three values, decided, applied.
import { editBook, makeBook, readBook } from '../support/files.mjs';
import { expect, test } from '../support/fixtures.mjs';

const put = (jira, key, fields) => jira.call('PUT', `/rest/api/3/issue/${key}`, { fields });
const mine = (key) => `${key} as the file has it`;
const theirs = (key) => `${key} as Jira has it`;

/** The panel of the columns in conflict. */
const panel = (app) => app.frame.getByRole('region', { name: 'The file’s value or Jira’s' });
const details = (app) => app.frame.locator('.details');
const keep = (app, whose) => details(app).getByRole('radio', { name: `Keep ${whose} value` });
const status = (app, text) => app.frame.getByRole('status').filter({ hasText: text });

/** Exports, changes the summaries of some in the file and in Jira, and drops the file. */
async function disagree({ app, exported, file, jira }, keys, more = []) {
  const changes = [...keys.map((key) => ({ key, values: { Summary: mine(key) } })), ...more];
  const { rows } = editBook(await exported(), file('edited.xlsx'), { changes });
  const before = (await jira.issue(keys[0])).fields.summary;
  for (const key of keys) await put(jira, key, { summary: theirs(key) });
  await app.drop(file('edited.xlsx'));
  return { rows, before };
}

test('only what both changed is a conflict, and each goes as it was decided', async ({ app, exported, file, jira }) => {
  const others = [{ key: 'DEMO-8', values: { Summary: mine('DEMO-8') } }, { key: 'DEMO-5', values: { Labels: 'mine' } }];
  const { rows, before } = await disagree({ app, exported, file, jira }, ['DEMO-5', 'DEMO-6', 'DEMO-7'], others);
  await put(jira, 'DEMO-9', { summary: theirs('DEMO-9') });
  await put(jira, 'DEMO-6', { summary: theirs('DEMO-6'), labels: ['theirs'] });
  await app.review();

  expect(await app.counters()).toMatchObject({ 'To change': 2, 'Held back': 2, 'In conflict': 3 });
  await expect(app.button('Change 2 work items, hold back 3 undecided values')).toBeVisible();
  await app.counter('In conflict').click();
  await expect(app.frame.getByRole('grid')).toHaveAttribute('aria-rowcount', '4');
  await app.row(rows['DEMO-5']).click();
  await expect(details(app).locator('.three dt')).toHaveText(['When exported', 'In the file', 'In Jira now']);
  await expect(details(app).locator('.three dd')).toHaveText([before, mine('DEMO-5'), theirs('DEMO-5')]);

  await keep(app, 'the file’s').check();
  await expect(status(app, `Summary in row ${rows['DEMO-5']}: keeps the file’s value. 2 undecided values left.`)).toHaveCount(1);
  await expect(keep(app, 'the file’s')).toBeFocused();
  await app.row(rows['DEMO-6']).click();
  await keep(app, 'Jira’s').check();
  await expect(panel(app)).toContainText('1 with the file’s value, 1 with Jira’s, 1 not decided');
  expect(await app.counters()).toMatchObject({ 'To change': 2, 'Held back': 1, 'In conflict': 3 });
  await expect(app.button('Change 2 work items, hold back 1 undecided value')).toBeVisible();
  expect(await app.audit()).toEqual([]);
  await app.apply();

  const fields = async (key) => (await jira.issue(key)).fields;
  expect(await fields('DEMO-5')).toMatchObject({ summary: mine('DEMO-5'), labels: ['mine'] });
  expect(await fields('DEMO-6')).toMatchObject({ summary: theirs('DEMO-6'), labels: ['theirs'] });
  expect((await fields('DEMO-7')).summary).toBe(theirs('DEMO-7'));
  expect((await fields('DEMO-8')).summary).toBe(mine('DEMO-8'));
  expect((await fields('DEMO-9')).summary).toBe(theirs('DEMO-9'));
});

test('a column is decided at once, and a row otherwise, by the keyboard', async ({ app, page, exported, file, jira }) => {
  const keys = ['DEMO-5', 'DEMO-6', 'DEMO-7'];
  const { rows } = await disagree({ app, exported, file, jira }, keys);
  await app.review();
  await expect(app.button(/^Change \d/)).toHaveCount(0);
  await app.button('Summary: Take the file’s for all 3').focus();
  await page.keyboard.press('Enter');
  await expect(app.button('Summary: Take the file’s for all 3')).toHaveAttribute('aria-pressed', 'true');
  await expect(status(app, 'Summary in all rows: keeps the file’s value. 0 undecided values left.')).toHaveCount(1);
  await expect(app.button('Change 3 work items')).toBeEnabled();

  await app.counter('In conflict').click();
  await app.frame.getByRole('grid').focus();
  await page.keyboard.press('ArrowDown');
  await expect(details(app)).toContainText(`Row ${rows['DEMO-5']}`);
  await page.keyboard.press('Enter');
  await expect(details(app)).toBeFocused();
  await keep(app, 'the file’s').focus();
  await page.keyboard.press('ArrowDown');
  await expect(keep(app, 'Jira’s')).toBeChecked();
  await expect(keep(app, 'Jira’s')).toBeFocused();
  await expect(panel(app)).toContainText('2 with the file’s value, 1 with Jira’s, 0 not decided');
  await page.keyboard.press('ArrowDown');
  await expect(app.frame.getByRole('radio', { name: 'Decide later: hold it back' })).toBeChecked();
  await expect(panel(app)).toContainText('2 with the file’s value, 0 with Jira’s, 1 not decided');
  await page.keyboard.press('ArrowUp');
  await expect(panel(app)).toContainText('2 with the file’s value, 1 with Jira’s, 0 not decided');
  await app.apply();
  const now = await jira.search(`key in (${keys})`, ['summary']);
  expect(Object.fromEntries(now.map(({ key, fields }) => [key, fields.summary]))).toEqual({
    'DEMO-5': theirs('DEMO-5'), 'DEMO-6': mine('DEMO-6'), 'DEMO-7': mine('DEMO-7'),
  });
});

test('a text that would lose something waits for a confirmation', async ({ app, exported, file, jira }) => {
  const { accountId } = await jira.call('GET', '/rest/api/3/myself');
  const content = [{ type: 'text', text: 'Ask ' }, { type: 'mention', attrs: { id: accountId, text: '@Ada' } }];
  await put(jira, 'DEMO-5', { description: { type: 'doc', version: 1, content: [{ type: 'paragraph', content }] } });
  const changes = [{ key: 'DEMO-5', values: { Description: 'Ask nobody.' } }];
  const { rows } = editBook(await exported(), file('edited.xlsx'), { changes });
  await app.drop(file('edited.xlsx'));
  await app.review();
  await app.row(rows['DEMO-5']).click();
  await expect(details(app)).toContainText('Would be lost (held back, loss not accepted)');
  await expect(details(app)).toContainText('Ask nobody.');
  await expect(app.button(/^Change \d/)).toHaveCount(0);

  await app.frame.getByRole('checkbox', { name: 'Description: accept the loss in 1 row' }).check();
  await expect(status(app, 'Description in all rows: loss accepted. 0 undecided values left.')).toHaveCount(1);
  await expect(details(app)).toContainText('Would be lost (loss accepted)');
  await app.apply();
  const { description } = (await jira.issue('DEMO-5')).fields;
  expect(description.content[0].content).toEqual([{ type: 'text', text: 'Ask nobody.' }]);
});

test('what may be Jira’s change waits, and one press a column writes the file’s', async ({ app, exported, file, jira }) => {
  const { rows } = readBook(await exported());
  await put(jira, 'DEMO-6', { summary: theirs('DEMO-6') });
  const summary = ({ Key, Summary }) => (Key === 'DEMO-5' ? mine(Key) : Summary);
  const lost = makeBook(file('copied.xlsx'), {
    Items: [['Key', 'Summary'], ...rows.map((row) => [row.Key, summary(row)])],
    About: [['Work items from Jira']],
  });
  await app.drop(lost);
  await app.review();
  await app.counter('In conflict').click();
  await app.frame.getByRole('grid').getByRole('row').nth(1).click();
  await expect(details(app)).toContainText(/May be Jira's change: nothing tells what was exported|Changed in Jira after/);
  await expect(details(app).locator('.three dt')).toHaveText(['In the file', 'In Jira now']);
  expect(await app.audit()).toEqual([]);
  await app.button(/^Summary: Take the file’s for all \d/).click();
  await expect(panel(app)).toContainText('0 not decided');
  await app.apply();
  expect((await jira.issue('DEMO-5')).fields.summary).toBe(mine('DEMO-5'));
});
