// The table of the plan by the keyboard: one stop, arrows inside, and nothing is lost by scrolling.
import { makeBook } from '../support/files.mjs';
import { expect, test } from '../support/fixtures.mjs';

const keys = Array.from({ length: 60 }, (_, at) => `DEMO-${at + 1}`);

/** A plan of 60 changes in several columns, with the table focused. */
async function planned(app, file) {
  const header = ['Key', 'Summary', 'Due date', 'Customer reference', 'Labels', 'Story Points'];
  const rows = keys.map((key, at) => [key, `Title ${at + 1}`, '2027-03-01', 'Contoso', `l${at}`, at + 100]);
  await app.drop(makeBook(file('all.xlsx'), [header, ...rows]));
  await app.review();
  const grid = app.frame.getByRole('grid');
  await expect(app.row(2)).toContainText('Title 1');
  await grid.focus();
  return grid;
}

/** The row and the column of the cell that the table names as active, both from 1. */
async function active(grid) {
  return grid.evaluate((element) => {
    const cell = document.getElementById(element.getAttribute('aria-activedescendant'));
    const row = cell.closest('[role=row]');
    return [Number(row.querySelector('[role=rowheader]').textContent), [...row.children].indexOf(cell) + 1];
  });
}

test('Tab leaves the table at once, whatever it holds', async ({ app, page, file }) => {
  const grid = await planned(app, file);
  await expect(grid.getByRole('link').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await expect(grid).not.toBeFocused();
  expect(await grid.evaluate((element) => element.contains(document.activeElement))).toBe(false);
  const follows = await grid.evaluate((element) =>
    Boolean(element.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING));
  expect(follows).toBe(true);
  await page.keyboard.press('Shift+Tab');
  await expect(grid).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  expect(await grid.evaluate((element) => element.contains(document.activeElement))).toBe(false);
});

test('arrows and their like move the active cell', async ({ app, page, file }) => {
  const grid = await planned(app, file);
  const moves = [
    ['ArrowDown', [2, 1]], ['ArrowDown', [3, 1]], ['ArrowRight', [3, 2]], ['ArrowUp', [2, 2]], ['ArrowUp', [2, 2]],
    ['End', [2, 8]], ['ArrowRight', [2, 8]], ['Home', [2, 1]], ['ArrowLeft', [2, 1]],
    ['Control+End', [61, 8]], ['Control+Home', [2, 1]],
  ];
  for (const [key, cell] of moves) {
    await page.keyboard.press(key);
    await expect.poll(() => active(grid), key).toEqual(cell);
  }
  await page.keyboard.press('PageDown');
  const [paged] = await active(grid);
  expect(paged).toBeGreaterThan(4);
  await page.keyboard.press('PageUp');
  await expect.poll(() => active(grid)).toEqual([2, 1]);
});

test('the active cell is brought into view, beside the column that stays', async ({ app, page, file }) => {
  const grid = await planned(app, file);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  const cell = app.frame.locator('.grid-cell.current');
  const inside = async () => {
    const [outer, inner] = [await grid.boundingBox(), await cell.boundingBox()];
    return inner.x >= outer.x && inner.x + inner.width <= outer.x + outer.width + 1;
  };
  expect(await inside()).toBe(true);
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowLeft');
  const [item, current] = [await app.row(2).locator('.item').boundingBox(), await cell.boundingBox()];
  expect(current.x).toBeGreaterThanOrEqual(item.x + item.width - 1);
  await expect(grid).toBeFocused();
});

test('the active row stays when the table is scrolled away from it', async ({ app, page, file }) => {
  const grid = await planned(app, file);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await grid.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect(app.row(61)).toBeVisible();
  await expect(grid).toBeFocused();
  await expect.poll(() => active(grid)).toEqual([3, 1]);
  await expect(app.frame.locator('.details')).toContainText('Row 3');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => active(grid)).toEqual([4, 1]);
  await expect(app.row(4)).toBeInViewport();
});

test('Enter goes to the row in full, where its link is', async ({ app, page, file }) => {
  const grid = await planned(app, file);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const details = app.frame.getByRole('region', { name: 'The selected row in full' });
  await expect(details).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(details.getByRole('link', { name: 'DEMO-1' })).toBeFocused();
  await grid.focus();
  await expect.poll(() => active(grid)).toEqual([2, 1]);
});
