// The app as a person uses it: a page object over Rowport in Jira's frame.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What axe checks: WCAG 2.2, levels A and AA, and its own best practices. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** A narrow and a wide family: a layout that holds with both holds with any. */
export const FAMILIES = ['Liberation Sans Narrow', 'DejaVu Sans'];

/** Rowport, opened somewhere in the local Jira. */
export class App {
  /** @param place path in the local Jira, such as `/projects/DEMO/apps/rowport` */
  static async open(page, site, { place = '/projects/DEMO/apps/rowport', role = 'admin', host = site.origin } = {}) {
    await page.goto(`${host}/session?as=${role}`);
    await page.goto(host + place);
    const app = new App(page);
    await app.ready();
    return app;
  }

  /** @param slot where on the page the frame is */
  constructor(page, slot = '.frame-slot') {
    this.page = page;
    this.iframe = page.locator(`${slot} iframe`);
    this.frame = this.iframe.contentFrame();
  }

  /** Waits until it is connected to Jira. */
  async ready() {
    await this.frame.getByRole('tab', { name: 'Export' }).waitFor();
  }

  button(name) {
    return this.frame.getByRole('button', { name });
  }

  heading(name) {
    return this.frame.getByRole('heading', { name });
  }

  async tab(name) {
    await this.frame.getByRole('tab', { name }).click();
  }

  /** The frame itself, for what a locator cannot do. */
  async content() {
    const handle = await this.iframe.elementHandle();
    return handle.contentFrame();
  }

  /** Keeps the texts that an element shows from now on, however shortly. */
  async watch(selector) {
    await (await this.content()).evaluate((selector) => {
      globalThis.watched = [];
      new MutationObserver(() => {
        const text = document.querySelector(selector)?.textContent;
        if (text && text !== globalThis.watched.at(-1)) globalThis.watched.push(text);
      }).observe(document.body, { childList: true, subtree: true, characterData: true });
    }, selector);
  }

  /** What `watch` kept. */
  async watched() {
    return (await this.content()).evaluate(() => globalThis.watched);
  }

  /** Lays the page out in one family, as on a system that has no other. */
  async useFont(family) {
    await this.frame.locator('html').evaluate((root, name) => {
      root.style.setProperty('--font', name);
      root.style.setProperty('--font-code', name);
    }, `"${family}"`);
  }

  /** Violations that axe finds in the frame. The script is evaluated: the policy refuses a tag. */
  async audit() {
    const frame = await this.content();
    await frame.evaluate(axe);
    const { violations } = await frame.evaluate((values) =>
      globalThis.axe.run(document, { runOnly: { type: 'tag', values } }), RULES);
    return violations.map(({ id, help, nodes }) => ({ id, help, nodes: nodes.map((node) => node.html).slice(0, 3) }));
  }

  /** A part of the export's form that folds. */
  part(title) {
    return this.frame.locator('details').filter({ has: this.heading(title) });
  }

  /** Opens parts of the export's form. */
  async unfold(...titles) {
    for (const title of titles) {
      const part = this.part(title);
      await part.waitFor();
      if ((await part.getAttribute('open')) === null) await part.locator('summary').click();
    }
  }

  /** The choice of a kind of file. */
  format(name) {
    return this.frame.getByRole('radio', { name });
  }

  /** Saves the choices of the export as a template. */
  async saveTemplate(name) {
    await this.unfold('Template');
    await this.frame.getByLabel('Save these choices as').fill(name);
    await this.button(/^(Save|Replace) template$/).click();
    await this.frame.getByText(`“${name}” is saved.`).waitFor();
  }

  /** Loads a template. */
  async useTemplate(name) {
    await this.unfold('Template');
    await this.frame.getByLabel('Saved template').selectOption(name);
    await this.button('Use').click();
  }

  /** Chooses the user's own workbook to fill in. */
  async ownWorkbook(path) {
    await this.format('Your own Excel workbook, filled in').check();
    const button = this.button('Drop your workbook here, or choose it');
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), button.click()]);
    await chooser.setFiles(path);
  }

  /** What the columns of that workbook get, by their headers. */
  async ownColumns() {
    const list = this.frame.getByRole('list', { name: 'Columns of the workbook and what they get' });
    await list.waitFor();
    const pairs = await list.getByRole('listitem').evaluateAll((items) =>
      items.map((item) => ['.own-header', '.own-field'].map((part) => item.querySelector(part).textContent)));
    return Object.fromEntries(pairs);
  }

  /** Exports what the query finds, and gives the download. */
  async export({ jql, format } = {}) {
    await this.tab('Export');
    if (jql) await this.jql.fill(jql);
    if (format) await this.frame.getByRole('radio', { name: format }).check();
    const button = this.button(/^Export about/);
    await button.waitFor();
    const [download] = await Promise.all([this.page.waitForEvent('download'), button.click()]);
    await this.heading(/^Exported/).waitFor();
    return download;
  }

  /** The query of the export. */
  get jql() {
    return this.frame.getByLabel(/JQL/);
  }

  /** The chosen columns in their order. */
  get columns() {
    return this.frame.getByRole('list', { name: 'Columns of the file, in order' }).locator('.picker-name');
  }

  /** Chooses every field that can be a column. */
  async addEveryColumn() {
    await this.unfold('Columns');
    const offers = this.frame.getByRole('list', { name: 'Fields you can add' }).getByRole('button');
    while ((await offers.count()) > 0) await offers.first().click();
  }

  /** Drops a file on the zone, as from the desktop. */
  async drop(file) {
    await this.tab('Import');
    await this.dropAll([file]);
  }

  /** Drops several files at once. */
  async dropAll(files) {
    const zone = this.frame.locator('.drop-zone');
    await zone.waitFor();
    const frame = await this.content();
    const contents = files.map((file) => ({ name: basename(file), base64: readFileSync(file).toString('base64') }));
    const transfer = await frame.evaluateHandle((contents) => {
      const transfer = new DataTransfer();
      for (const { name, base64 } of contents) {
        const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
        transfer.items.add(new File([bytes], name));
      }
      return transfer;
    }, contents);
    await zone.dispatchEvent('dragover', { dataTransfer: transfer });
    await zone.dispatchEvent('drop', { dataTransfer: transfer });
  }

  /** From the dropped file to the matching of its columns, with the table as proposed. */
  async match() {
    await this.heading('Where is the table?').waitFor();
    await this.button('Next').click();
    await this.heading('What do the columns mean?').waitFor();
  }

  /** From the matching to the plan. */
  async plan() {
    await this.button('Review changes').click();
    await this.heading('Review the changes').waitFor();
  }

  /** From the dropped file to its plan, with everything as proposed. */
  async review() {
    await this.match();
    await this.plan();
  }

  /** One step back. */
  async back() {
    await this.frame.getByRole('button', { name: 'Back', exact: true }).click();
  }

  /** The choice of a column's field. */
  field(header) {
    return this.frame.getByLabel(`Field for column ${header}`, { exact: true });
  }

  /** A row of the plan or of the result, by its number in the file. */
  row(number) {
    const name = this.frame.getByRole('rowheader', { name: `${number}`, exact: true });
    return this.frame.getByRole('grid').getByRole('row').filter({ has: name });
  }

  /** A counter, which filters the table. */
  counter(label) {
    return this.frame.getByRole('group', { name: 'Show rows' }).getByRole('button', { name: label });
  }

  /** A group of findings, which filters the table. */
  finding(text) {
    return this.frame.getByRole('region', { name: 'Show rows with a finding' })
      .getByRole('button', { name: text });
  }

  /** What did not work, as the page says it. */
  get failure() {
    return this.frame.getByRole('alert');
  }

  /** The counters of the plan or of the result, by their words. */
  async counters() {
    const group = this.frame.getByRole('group', { name: 'Show rows' });
    const pairs = await group.getByRole('button').evaluateAll((buttons) =>
      buttons.map((button) => [
        button.querySelector('.counter-label').textContent,
        Number(button.querySelector('.counter-number').textContent.replaceAll(/\D/g, '')),
      ]));
    return Object.fromEntries(pairs);
  }

  /** Confirms the plan and waits for the result. */
  async apply() {
    await this.button(/^(Create|Change|Add) \d/).click();
    await this.heading(/^Import (finished|stopped)/).waitFor({ timeout: 120_000 });
  }
}
