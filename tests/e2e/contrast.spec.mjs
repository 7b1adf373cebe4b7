// Forced colours, as of Windows' contrast themes: what is chosen, active or done is still told apart.
import { makeBook } from '../support/files.mjs';
import { expect, test } from '../support/fixtures.mjs';

test.use({ contextOptions: { forcedColors: 'active' } });

const keys = Array.from({ length: 60 }, (_, at) => `DEMO-${at + 1}`);

/** What some elements look like. */
const looks = (locator, ...properties) => locator.evaluate((element, names) => {
  const style = getComputedStyle(element);
  return names.map((name) => style[name]);
}, properties);

/** The present value of a system colour. */
const system = async (app, color) => (await app.content()).evaluate((color) => {
  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.color = color;
  const value = getComputedStyle(probe).color;
  probe.remove();
  return value;
}, color);

/** The colours of some points of an element, by how far from its left edge: the parts of a bar have no style to ask for. */
async function pixels(locator, parts) {
  const picture = (await locator.screenshot()).toString('base64');
  return locator.page().evaluate(async ([picture, parts]) => {
    const bytes = Uint8Array.from(atob(picture), (char) => char.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    context.drawImage(image, 0, 0);
    return parts.map((part) => [...context.getImageData(part * image.width, image.height / 2, 1, 1).data]);
  }, [picture, parts]);
}

/** A colour over the system's background, as a pixel. */
const painted = async (app, color) => (await app.content()).evaluate((colors) => {
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  for (const color of colors) {
    context.fillStyle = color;
    context.fillRect(0, 0, 1, 1);
  }
  return [...context.getImageData(0, 0, 1, 1).data];
}, [await system(app, 'Canvas'), color]);

/** The review of 60 changes. */
async function review(app, file) {
  await app.drop(makeBook(file('all.xlsx'), [['Key', 'Summary'], ...keys.map((key) => [key, `New ${key}`])]));
  await app.review();
}

test('the chosen tab stands out', async ({ app }) => {
  const [highlight, canvas] = [await system(app, 'Highlight'), await system(app, 'Canvas')];
  const tab = (name) => app.frame.getByRole('tab', { name });
  expect(await looks(tab('Export'), 'backgroundColor')).toEqual([highlight]);
  expect(await looks(tab('Import'), 'backgroundColor', 'borderBottomColor')).not.toContain(highlight);
  expect(await looks(tab('Import'), 'borderBottomColor')).toEqual([canvas]);
});

test('the pressed counter stands out', async ({ app, file }) => {
  await review(app, file);
  const highlight = await system(app, 'Highlight');
  const [chosen, text] = [await system(app, 'Highlight'), await system(app, 'HighlightText')];
  expect(await looks(app.counter('To review'), 'backgroundColor', 'borderTopColor')).toEqual([chosen, highlight]);
  expect(await looks(app.counter('To review').locator('.counter-number'), 'color')).toEqual([text]);
  await app.counter('To change').click();
  expect(await looks(app.counter('To change'), 'backgroundColor')).toEqual([chosen]);
  expect(await looks(app.counter('To change').locator('.counter-number'), 'color')).toEqual([text]);
  expect(await looks(app.counter('To review'), 'backgroundColor')).not.toEqual([chosen]);
});

test('the active row and cell stand out', async ({ app, page, file }) => {
  await review(app, file);
  const highlight = await system(app, 'Highlight');
  await app.frame.getByRole('grid').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  const cell = app.frame.locator('.grid-row.active .grid-cell').first();
  expect(await looks(cell, 'borderTopColor', 'borderTopStyle', 'borderInlineStartWidth')).toEqual([highlight, 'solid', '6px']);
  const current = app.frame.locator('.grid-cell.current');
  expect(await looks(current, 'outlineColor', 'outlineStyle')).toEqual([highlight, 'solid']);
  const other = app.frame.locator('.grid-body .grid-row:not(.active) .grid-cell').first();
  expect(await looks(other, 'borderTopStyle')).toEqual(['none']);
});

test('the bar of a job has a filled part', async ({ app, file, jira }) => {
  await review(app, file);
  await jira.switch({ latencyMs: 2000 });
  await app.button('Change 60 work items').click();
  await expect(app.frame.locator('.activity-numbers')).toHaveText(/^[1-9]\d* of 60/);
  const bar = app.frame.getByRole('progressbar');
  expect(await pixels(bar, [0.005, 0.995])).toEqual(
    await Promise.all(['Highlight', 'Canvas'].map(async (color) => painted(app, await system(app, color)))),
  );
  expect(await looks(bar, 'borderTopStyle', 'borderTopColor', 'forcedColorAdjust')).toEqual(
    ['solid', await system(app, 'CanvasText'), 'none'],
  );
  await jira.switch({ latencyMs: 0 });
  await expect(app.heading('Import finished')).toBeVisible();
});
