// Imports that stop, are left, or lose their page: what was written is told, and how to go on.
import { App } from '../support/app.mjs';
import { makeBook } from '../support/files.mjs';
import { expect, test } from '../support/fixtures.mjs';

const keys = Array.from({ length: 60 }, (_, at) => `DEMO-${at + 1}`);
const title = (key) => `Another summary of ${key}`;
const summaries = (path) => makeBook(path, [['Key', 'Summary'], ...keys.map((key) => [key, title(key)])]);
const running = (app) => app.frame.getByRole('region', { name: 'Import under way' });
const interrupted = (app) => app.frame.getByRole('note').filter({ hasText: 'Your last import did not come to its end.' });

/** How many work items have their new summary. */
async function written(jira) {
  const issues = await jira.search('project = DEMO', ['summary']);
  return issues.filter(({ key, fields }) => fields.summary === title(key)).length;
}

/** Begins to write all rows, slowly, and waits until some are written. */
async function begin(app, jira) {
  await app.review();
  await jira.switch({ latencyMs: 2000 });
  await app.button('Change 60 work items').click();
  await expect(app.frame.locator('.activity-numbers').first()).toHaveText(/^[1-9]\d* of 60/);
}

/** A promise that is fulfilled by hand. */
function deferred() {
  let resolve;
  const promise = new Promise((done) => (resolve = done));
  return { promise, resolve };
}

/** What the list of work items opens. */
async function inDialog(page, stack) {
  await page.goto(`${stack.origin}/session?as=admin`);
  await page.goto(`${stack.origin}/issues?jql=${encodeURIComponent('project = DEMO')}`);
  await page.getByText('Apps', { exact: true }).last().click();
  await page.getByRole('button', { name: 'Rowport' }).click();
  const app = new App(page, '.modal-body');
  await app.ready();
  return app;
}

test('a stop says what was written, and goes on with what is left', async ({ app, file, jira }) => {
  await app.drop(summaries(file('all.xlsx')));
  await begin(app, jira);
  await app.button('Stop').click();
  await jira.switch({ latencyMs: 0 });
  await expect(app.heading('Import stopped')).toBeFocused();
  const { Changed: changed } = await app.counters();
  expect(await written(jira)).toBe(changed);
  const note = app.frame.getByRole('note');
  await expect(note).toContainText(`Written before it stopped: ${changed} work items changed.`);
  await expect(note).toContainText(`${60 - changed} rows not written: the import stopped before.`);
  await expect(note).toContainText('“Apply what is left” goes on, and does only that.');
  expect(await app.audit()).toEqual([]);

  await app.button('Apply what is left').click();
  await expect(app.heading('Import finished')).toBeVisible();
  expect(await app.counters()).toMatchObject({ Failed: 0 });
  expect(await written(jira)).toBe(60);
});

test('rows that were there already are counted apart', async ({ app, context, stack, file, jira }) => {
  const rows = ['One', 'Two', 'Three'].map((name) => [`${name} of the new ones`, 'Task', 'DEMO']);
  const path = makeBook(file('new.xlsx'), [['Summary', 'Issue Type', 'Project'], ...rows]);
  const other = await App.open(await context.newPage(), stack);
  for (const tab of [app, other]) {
    await tab.drop(path);
    await tab.review();
  }
  await app.apply();
  await other.apply();
  await expect(other.heading('Import finished')).toBeVisible();
  expect(await other.counters()).toMatchObject({ Created: 0, 'There already': 3, Failed: 0 });
  await expect(other.frame.getByRole('note')).toContainText('3 rows already done before this import.');
  await other.counter('There already').click();
  await expect(other.frame.getByRole('grid')).toHaveAttribute('aria-rowcount', '4');
  await expect(other.row(2)).toContainText('Was there already');
  expect(await other.audit()).toEqual([]);
  expect(await jira.search('project = DEMO AND summary ~ "new ones"', ['summary'])).toHaveLength(3);
});

test('rows that are held back or fail are part of the end', async ({ app, file, jira }) => {
  await app.drop(makeBook(file('rows.xlsx'), [
    ['Key', 'Summary', 'Issue Type', 'Project', 'Due date'],
    ['DEMO-5', title('DEMO-5'), null, null, null],
    ['DEMO-6', title('DEMO-6'), null, null, null],
    [null, 'New', 'No such type', 'DEMO', null],
  ]));
  await app.review();
  await jira.call('DELETE', '/rest/api/3/issue/DEMO-6');
  await app.apply();
  await expect(app.heading('Import finished with 1 failed row and 1 row held back')).toBeFocused();
  await expect(app.frame.locator('.banner.success')).toHaveCount(0);
  await app.tab('History');
  const row = app.frame.getByRole('region', { name: 'Your jobs' }).getByRole('row').nth(1);
  await expect(row).toContainText('Done in part');
  await expect(row.locator('.lozenge.added')).toHaveCount(0);
});

test('a running import is on every screen, and can be stopped there', async ({ app, file, jira }) => {
  await app.drop(summaries(file('all.xlsx')));
  await begin(app, jira);
  await expect(running(app)).toHaveCount(0);
  await app.tab('Export');
  await expect(running(app)).toContainText(/\d+ of 60/);
  expect(await app.audit()).toEqual([]);
  await app.tab('History');
  await expect(running(app)).toContainText(/\d+ of 60/);
  await running(app).getByRole('button', { name: 'Show the import' }).click();
  await expect(app.frame.getByRole('tab', { name: 'Import' })).toBeFocused();
  await expect(app.heading('Changing Jira')).toBeVisible();
  await app.tab('History');
  await running(app).getByRole('button', { name: 'Stop' }).click();
  await jira.switch({ latencyMs: 0 });
  const ended = app.frame.getByRole('status').filter({ hasText: 'Import stopped' });
  await expect(ended).toBeVisible();
  await expect(app.button('Show the result')).toBeFocused();
  expect(await app.audit()).toEqual([]);
  await app.button('Show the result').click();
  await expect(app.heading('Import stopped')).toBeVisible();
  await app.tab('Export');
  await expect(ended).toHaveCount(0);
});

test('a pause that Jira asks for is on every screen', async ({ app, file, jira }) => {
  await app.drop(summaries(file('all.xlsx')));
  await app.review();
  await jira.switch({ everyNth429: 3, latencyMs: 300 });
  await app.button('Change 60 work items').click();
  await app.tab('History');
  await expect(running(app)).toContainText('Jira asked Rowport to slow down. It goes on by itself in ');
  await jira.switch({ everyNth429: 0, latencyMs: 0 });
  await expect(app.frame.getByRole('status').filter({ hasText: 'Import finished' })).toBeVisible({ timeout: 60_000 });
});

test('the dialog of the list asks before it ends an import', async ({ page, stack, file, jira }) => {
  const app = await inDialog(page, stack);
  const dialog = page.getByRole('dialog', { name: 'Rowport' });
  const question = app.frame.getByRole('dialog', { name: 'An import is under way' });
  await app.drop(summaries(file('all.xlsx')));
  await begin(app, jira);
  await app.button('Close').click();
  await expect(app.button('Keep importing')).toBeFocused();
  expect(await app.audit()).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(question).toBeVisible();
  await app.button('Keep importing').click();
  await expect(question).toBeHidden();
  await app.button('Close').click();
  await app.button('Stop, then close').click();
  await jira.switch({ latencyMs: 0 });
  await expect(dialog).toHaveCount(0);
  const done = await written(jira);
  expect(done).toBeGreaterThan(0);
  expect(done).toBeLessThan(60);
});

test('the dialog of the list closes at once where nothing runs', async ({ page, stack }) => {
  const app = await inDialog(page, stack);
  const dialog = page.getByRole('dialog', { name: 'Rowport' });
  expect(await app.audit()).toEqual([]);
  await app.button('Close').click();
  await expect(dialog).toHaveCount(0);
  await page.getByRole('button', { name: 'Rowport' }).click();
  await app.ready();
  await app.frame.getByRole('tab', { name: 'Export' }).focus();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('an import whose page is gone is told as interrupted, until it is done', async ({ app, page, open, file, jira }) => {
  const path = summaries(file('all.xlsx'));
  await app.drop(path);
  await begin(app, jira);
  page.once('dialog', (dialog) => dialog.accept());
  await jira.switch({ latencyMs: 0 });
  await page.clock.setSystemTime(Date.now() + 10 * 60_000);
  const again = await open();
  await again.tab('History');
  const row = again.frame.getByRole('region', { name: 'Your jobs' }).getByRole('row').nth(1);
  await expect(row).toContainText('Interrupted');
  await expect(again.frame.getByRole('note')).toContainText('Open the same file again');
  expect(await again.audit()).toEqual([]);
  await again.button('Import a file').click();
  await expect(interrupted(again)).toContainText('Its tab was closed or loaded again');
  expect(await again.audit()).toEqual([]);
  await again.drop(path);
  await again.review();
  await again.apply();
  await expect(again.heading('Import finished')).toBeVisible();
  expect(await written(jira)).toBe(60);
  await again.button('Import another file').click();
  await expect(interrupted(again)).toHaveCount(0);
});

test('an interrupted import can be given up', async ({ app, page, open, file, jira }) => {
  await app.drop(summaries(file('all.xlsx')));
  await begin(app, jira);
  page.once('dialog', (dialog) => dialog.accept());
  await jira.switch({ latencyMs: 0 });
  await page.clock.setSystemTime(Date.now() + 10 * 60_000);
  const again = await open();
  await again.tab('Import');
  await interrupted(again).getByRole('button', { name: 'It is done: do not tell me again' }).click();
  await expect(interrupted(again)).toHaveCount(0);
  await again.tab('History');
  const row = again.frame.getByRole('region', { name: 'Your jobs' }).getByRole('row').nth(1);
  await expect(row).toContainText('Cancelled');
});

test('a second tab does not apply the same file at the same time', async ({ app, page, context, stack, file, jira }) => {
  const path = summaries(file('all.xlsx'));
  const other = await App.open(await context.newPage(), stack);
  for (const tab of [app, other]) {
    await tab.drop(path);
    await tab.review();
  }
  const { promise: released, resolve: release } = deferred();
  const { promise: writing, resolve: begun } = deferred();
  let held = false;
  await page.route(/\/issue\/(DEMO-)?\d+(\?.*)?$/, async (route) => {
    const first = !held && route.request().method() === 'PUT';
    if (first) {
      held = true;
      begun();
      await released;
    }
    await route.continue();
  });
  await app.button('Change 60 work items').click();
  await writing;
  await other.button('Change 60 work items').click();
  await expect(other.failure).toContainText(
    'This file is being imported in another tab or window of yours', { timeout: 60_000 },
  );
  await expect(other.failure).toContainText('Wait until it has ended there, or stop it there.');
  await expect(other.button('Change 60 work items')).toBeVisible();
  expect(await other.audit()).toEqual([]);
  release();
  await expect(app.heading('Import finished')).toBeVisible({ timeout: 60_000 });
  await other.button('Dismiss').click();
  await other.apply();
  await expect(other.heading('Import finished')).toBeVisible();
  expect(await written(jira)).toBe(60);
});
