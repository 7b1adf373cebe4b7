// The engine traps in the middle of a job: the job ends in words, and the next one works.
import { makeBook } from '../support/files.mjs';
import { expect, test } from '../support/fixtures.mjs';

/** Traps the engine's thread as WebAssembly does. */
const trap = (worker) => worker.evaluate(() => {
  const unreachable = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 8, 1, 0, 10, 5, 1, 3, 0, 0, 11];
  setTimeout(() => new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array(unreachable))));
});

test('an export that traps ends in words, and the next one works', async ({ app, page, jira }) => {
  const button = app.button(/^Export about/);
  await button.waitFor();
  await jira.switch({ latencyMs: 10_000 });
  await button.click();
  await app.button('Cancel').waitFor();
  const [old] = page.workers();
  const [fresh] = await Promise.all([page.waitForEvent('worker'), trap(old)]);
  expect(fresh).not.toBe(old);
  await expect(app.failure).toContainText(/Rowport’s engine stopped unexpectedly: .*unreachable/);
  await expect(app.failure).toContainText('A new one has started.');
  await jira.switch({ latencyMs: 0 });
  await app.export();
  await expect(app.heading('Exported 60 work items')).toBeVisible();
});

test('an import that traps begins anew', async ({ app, page, file, jira }) => {
  const path = makeBook(file('good.xlsx'), [['Key', 'Summary'], ['DEMO-5', 'Good']]);
  await app.drop(path);
  await app.match();
  await jira.switch({ latencyMs: 10_000 });
  await app.button('Review changes').click();
  await app.button('Cancel').waitFor();
  await Promise.all([page.waitForEvent('worker'), trap(page.workers()[0])]);
  await expect(app.failure).toContainText('A file that was open has to be dropped again');
  await expect(app.button('Drop a file here, or choose one')).toBeVisible();
  await jira.switch({ latencyMs: 0 });
  await app.drop(path);
  await app.review();
  expect(await app.counters()).toMatchObject({ 'To change': 1 });
});

test('an import that traps while it writes says what was written', async ({ app, page, file, jira }) => {
  const keys = Array.from({ length: 60 }, (_, at) => `DEMO-${at + 1}`);
  const path = makeBook(file('all.xlsx'), [['Key', 'Summary'], ...keys.map((key) => [key, `Trapped ${key}`])]);
  await app.drop(path);
  await app.review();
  await jira.switch({ latencyMs: 2000 });
  await app.button('Change 60 work items').click();
  await expect(app.frame.locator('.activity-numbers')).toHaveText(/^[1-9]\d* of 60/);
  await Promise.all([page.waitForEvent('worker'), trap(page.workers()[0])]);
  await expect(app.failure).toContainText(/Rowport’s engine stopped unexpectedly: .*unreachable/);
  await expect(app.failure).toContainText(/written until then stays in Jira. Open the same file again/i);
  await jira.switch({ latencyMs: 0 });
  await app.drop(path);
  await app.review();
  await app.apply();
  const issues = await jira.search('project = DEMO', ['summary']);
  expect(issues.filter(({ key, fields }) => fields.summary === `Trapped ${key}`)).toHaveLength(60);
});
