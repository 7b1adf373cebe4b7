// Templates: columns, widths, format and options under a name, kept in Jira.
import { bytesWith } from '../support/egress.mjs';
import { expect, test } from '../support/fixtures.mjs';

test('a template is there after the page is loaded again', async ({ open }) => {
  const app = await open();
  await app.unfold('Columns', 'Further sheets', 'Workbook options');
  await app.button('Remove Reporter').click();
  await app.button('Move Priority up').click();
  await app.button('Set widths').click();
  await app.frame.getByLabel('Width of Summary in characters').fill('50');
  await app.frame.getByLabel('Group by parent').check();
  await app.frame.getByRole('checkbox', { name: 'Comments' }).check();
  const columns = await app.columns.allTextContents();
  await app.saveTemplate('Weekly report');

  const again = await open();
  await again.unfold('Columns', 'Further sheets', 'Workbook options');
  expect(await again.columns.allTextContents()).not.toEqual(columns);
  await again.useTemplate('Weekly report');
  await expect(again.columns).toHaveText(columns);
  await expect(again.frame.getByLabel('Width of Summary in characters')).toHaveValue('50');
  await expect(again.frame.getByLabel('Group by parent')).toBeChecked();
  await expect(again.frame.getByRole('checkbox', { name: 'Comments' })).toBeChecked();
  await expect(again.frame.getByText('“Weekly report” is set up')).toBeVisible();
});

test('a template brings its format', async ({ app }) => {
  await app.format(/JSON/).check();
  await app.saveTemplate('For scripts');
  await app.format(/CSV/).check();
  await app.useTemplate('For scripts');
  await expect(app.format(/JSON/)).toBeChecked();
});

test('a template of the same name is replaced', async ({ app }) => {
  await app.saveTemplate('Weekly');
  await app.unfold('Columns');
  await app.button('Remove Reporter').click();
  await app.frame.getByLabel('Save these choices as').fill('weekly');
  await expect(app.button('Replace template')).toBeVisible();
  await app.saveTemplate('weekly');
  const options = app.frame.getByLabel('Saved template').getByRole('option');
  await expect(options).toHaveText(['Choose a template', 'weekly']);
});

test('a template is deleted, and taken back', async ({ app }) => {
  await app.unfold('Columns');
  await app.button('Remove Reporter').click();
  await app.saveTemplate('Weekly');
  await app.button('Delete').click();
  await expect(app.frame.getByText('“Weekly” is deleted.')).toBeVisible();
  await expect(app.frame.getByLabel('Saved template')).toHaveCount(0);
  await expect(app.button('Undo')).toBeFocused();
  await app.button('Undo').click();
  await expect(app.frame.getByLabel('Save these choices as')).toBeFocused();
  await expect(app.frame.getByText('“Weekly” is saved.')).toBeVisible();
  await app.button('Standard columns').click();
  await app.useTemplate('Weekly');
  await expect(app.columns.filter({ hasText: 'Reporter' })).toHaveCount(0);
});

test('a column that the site lost is told and left out', async ({ open, jira }) => {
  const column = (field, name) => ({ field, name });
  const template = {
    name: 'Old', format: 'xlsx',
    columns: [column('summary', 'Summary'), column('customfield_99999', 'Retired team')],
  };
  const { accountId } = await jira.call('GET', '/rest/api/3/myself');
  await jira.call('PUT', `/rest/api/3/user/properties/rowport.templates?accountId=${accountId}`, {
    version: 1, templates: [template],
  });
  const app = await open();
  await app.useTemplate('Old');
  await expect(app.frame.getByText('Retired team')).toBeVisible();
  await app.unfold('Columns');
  await expect(app.columns).toHaveText(['Summary']);
  await app.export({ jql: 'key = DEMO-5' });
});

test('templates by the keyboard', async ({ app, page }) => {
  await app.unfold('Template');
  await app.frame.getByLabel('Save these choices as').focus();
  await page.keyboard.type('By keys');
  await page.keyboard.press('Tab');
  await expect(app.button('Save template')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(app.frame.getByText('“By keys” is saved.')).toBeVisible();
  await app.frame.getByLabel('Saved template').focus();
  await page.keyboard.press('Tab');
  await expect(app.button('Use')).toBeFocused();
  await page.keyboard.press('Space');
  await expect(app.frame.getByText('“By keys” is set up')).toBeVisible();
});

test('what Jira refuses is told, and the rest works', async ({ open, jira }) => {
  const { accountId } = await jira.call('GET', '/rest/api/3/myself');
  await jira.call('PUT', `/rest/api/3/user/properties/rowport.templates?accountId=${accountId}`, { version: 9 });
  const app = await open();
  await expect(app.failure).toContainText('saved by a later version of Rowport');
  await app.export({ jql: 'key = DEMO-5' });
});

test('templates go to Jira and nowhere else', async ({ app, sent, jira }) => {
  await app.saveTemplate('Zq7canary');
  const { accountId } = await jira.call('GET', '/rest/api/3/myself');
  const kept = await jira.call('GET', `/rest/api/3/user/properties/rowport.templates?accountId=${accountId}`);
  expect(kept.value.templates[0].name).toBe('Zq7canary');
  expect(bytesWith(sent, ['Zq7canary'])).toBe(0);
});
