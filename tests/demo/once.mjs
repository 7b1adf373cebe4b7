// The main job by itself: export, edit with a program that is not ours, drop back, review, apply,
// check over REST. Prints what was done as JSON; screenshots of each step go to ROWPORT_SHOTS.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { App } from '../support/app.mjs';
import { launch } from '../support/chromium.mjs';
import { bytesWith, recordEgress } from '../support/egress.mjs';
import { Jira } from '../support/jira.mjs';
import { python, root } from '../support/paths.mjs';

/** A text that occurs nowhere else, so that it is found wherever it leaks. */
const CANARY = 'Zq7canary';

const site = JSON.parse(process.env.ROWPORT_SIM);
site.origin = site.url.replace('127.0.0.1', 'localhost');
const shots = process.env.ROWPORT_SHOTS ?? join(root, 'target/demo');
mkdirSync(shots, { recursive: true });

const jira = new Jira(site);
const browser = await chromium.launch(launch);
try {
  const context = await browser.newContext({
    acceptDownloads: true, locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 1400, height: 900 },
  });
  console.log(JSON.stringify(await mainJob(await context.newPage(), recordEgress(context))));
} finally {
  await browser.close();
}

async function mainJob(page, sent) {
  const app = await App.open(page, site);
  const shot = (name) => page.screenshot({ path: join(shots, `${name}.png`) });
  await shot('1-export');
  const exported = join(shots, 'exported.xlsx');
  const edited = join(shots, 'edited.xlsx');
  await (await app.export()).saveAs(exported);
  await shot('2-exported');
  const done = JSON.parse(
    execFileSync(python, [join(root, 'tests/edit/demo.py'), exported, edited, CANARY], { encoding: 'utf8' }),
  );
  await app.drop(edited);
  await app.heading('Where is the table?').waitFor();
  await shot('3-table');
  await app.button('Next').click();
  await app.heading('What do the columns mean?').waitFor();
  await shot('4-columns');
  await app.button('Review changes').click();
  await app.heading('Review the changes').waitFor();
  const plan = await app.counters();
  await shot('5-plan');
  await app.apply();
  const result = await app.counters();
  await shot('6-result');
  await app.tab('History');
  await app.frame.getByRole('cell', { name: 'Import' }).first().waitFor();
  await shot('7-history');
  await page.goto(`${site.origin}/browse/${done.changed[0].key}`);
  await shot('8-issue');
  const wrong = await check(done);
  if (wrong.length > 0) throw new Error(`Jira does not have what was edited: ${JSON.stringify(wrong)}`);
  return {
    exported: plan['All rows'] - done.added.length,
    created: result.Created,
    updated: result.Changed,
    unchanged: plan.Unchanged,
    failed: result.Failed ?? 0,
    requests_not_to_jira: sent.length,
    backend_bytes_with_cell_text: bytesWith(sent, [CANARY, CANARY.toLowerCase()]),
  };
}

/** What Jira does not have as it was edited. */
async function check({ changed, added }) {
  const read = {
    Summary: (fields) => fields.summary,
    'Due date': (fields) => fields.duedate,
    Labels: (fields) => fields.labels.join(' '),
  };
  const wrong = [];
  for (const { key, field, value } of changed) {
    const { fields } = await jira.issue(key);
    if (read[field](fields) !== value) wrong.push({ key, field, value, is: read[field](fields) });
  }
  const found = await jira.search('project = DEMO ORDER BY key DESC', ['summary']);
  const summaries = new Set(found.map((issue) => issue.fields.summary));
  return [...wrong, ...added.filter((summary) => !summaries.has(summary))];
}
