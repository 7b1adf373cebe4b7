// By keyboard alone, in the dark, and at 200 %.
import { FAMILIES } from '../support/app.mjs';
import { corpus, makeBook } from '../support/files.mjs';
import { expect, test } from '../support/fixtures.mjs';

/** A file of which some rows change, one is new and one is held back. */
const mixed = (path) => makeBook(path, [
  ['Key', 'Summary', 'Due date', 'Issue Type', 'Project', 'Customer'],
  ['DEMO-5', 'Upload of huge files', '2027-03-01', null, null, 'Contoso'],
  ['DEMO-6', 'The 404 page', 'soonish', null, null, null],
  [null, 'One more', null, 'Task', 'DEMO', null],
]);

/** Presses Tab until something has the focus; a trap or an unreachable control ends it. */
async function tabTo(app, locator, key = 'Tab') {
  for (let step = 0; step < 60; step += 1) {
    await app.page.keyboard.press(key);
    if (await locator.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error('The focus does not get there by Tab.');
}

test('a whole import by the keyboard', async ({ app, page, file, jira }) => {
  await app.frame.getByRole('tab', { name: 'Export' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(app.frame.getByRole('tab', { name: 'Import' })).toBeFocused();
  await tabTo(app, app.button('Drop a file here, or choose one'));
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
  await chooser.setFiles(mixed(file('mixed.xlsx')));

  await expect(app.heading('Where is the table?')).toBeFocused();
  await tabTo(app, app.button('Next'));
  await page.keyboard.press('Enter');
  await expect(app.heading('What do the columns mean?')).toBeFocused();
  await tabTo(app, app.field('Customer'));
  await page.keyboard.type('Customer reference');
  await expect(app.field('Customer')).toHaveValue('field:customfield_10030');
  await tabTo(app, app.button('Review changes'));
  await page.keyboard.press('Enter');

  await expect(app.heading('Review the changes')).toBeFocused();
  await tabTo(app, app.counter('To change'));
  await page.keyboard.press('Space');
  await expect(app.frame.getByRole('grid')).toHaveAttribute('aria-rowcount', '2');
  await tabTo(app, app.frame.getByRole('grid'));
  await page.keyboard.press('ArrowDown');
  await expect(app.row(2)).toHaveAttribute('aria-selected', 'true');
  await expect(app.frame.locator('.details')).toContainText('Contoso');
  await tabTo(app, app.button('Create 1 and change 1 work item'), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(app.heading('Import finished')).toBeFocused();
  expect((await jira.issue('DEMO-5')).fields.customfield_10030).toBe('Contoso');
});

/** Shows every screen in turn and looks at each. */
async function everyScreen(app, file, look) {
  await look('export');
  await app.unfold('Template', 'Columns', 'Further sheets', 'Workbook options');
  await look('export-unfolded');
  await app.saveTemplate('Weekly');
  await app.button('Set widths').click();
  await look('template');
  await app.ownWorkbook(mixed(file('own.xlsx')));
  await app.ownColumns();
  await look('own-workbook');
  await app.format('Excel workbook (.xlsx)').check();
  await app.jql.fill('project = DEMO AND nonsense');
  await expect(app.frame.locator('#jql-judgement')).toHaveClass(/wrong/);
  await look('export-error');
  await app.export({ jql: 'key = DEMO-5' });
  await look('exported');
  await app.tab('Import');
  await look('choose');
  await app.drop(corpus('bad-encrypted--raw.ods'));
  await app.failure.waitFor();
  await look('bad-file');
  await app.drop(mixed(file('mixed.xlsx')));
  await app.heading('Where is the table?').waitFor();
  await look('table');
  await app.match();
  await look('columns');
  await app.plan();
  await app.row(2).click();
  await look('plan');
  await app.apply();
  await app.counter('All rows').click();
  await app.row(2).click();
  await look('result');
  await app.tab('History');
  await app.frame.getByRole('cell', { name: 'Import' }).first().waitFor();
  await look('history');
}

test('every screen in the dark theme passes the audit', async ({ app, page, file }) => {
  await page.getByRole('button', { name: 'Dark theme' }).click();
  const background = () => app.frame.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
  await expect.poll(background).not.toBe('rgb(255, 255, 255)');
  await everyScreen(app, file, async (screen) => {
    expect.soft(await app.audit(), screen).toEqual([]);
  });
});

for (const family of FAMILIES) {
  test(`every screen at 200 % in ${family} passes the audit and needs no sideways scrolling`, async ({ app, page, file }) => {
    await page.setViewportSize({ width: 700, height: 450 });
    await app.useFont(family);
    await everyScreen(app, file, async (screen) => {
      expect.soft(await app.audit(), screen).toEqual([]);
      const over = await app.frame.locator('html').evaluate((root) => root.scrollWidth - root.clientWidth);
      expect.soft(over, screen).toBe(0);
    });
  });
}

test('the tabs are one stop', async ({ app, page }) => {
  await app.tab('Import');
  await app.frame.getByRole('tab', { name: 'Import' }).focus();
  await page.keyboard.press('Tab');
  await expect(app.frame.getByRole('tablist').locator(':focus')).toHaveCount(0);
  await page.keyboard.press('Shift+Tab');
  await expect(app.frame.getByRole('tab', { name: 'Import' })).toBeFocused();
});
