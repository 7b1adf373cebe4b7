// A test with a local Jira as it was seeded, and Rowport open in it.
import { test as base, expect } from '@playwright/test';
import { App } from './app.mjs';
import { recordEgress } from './egress.mjs';
import { Jira } from './jira.mjs';
import { startStack } from './stack.mjs';

export { expect };

export const test = base.extend({
  /** How the stack is started; tests with other options run in another worker. */
  site: [{}, { scope: 'worker', option: true }],

  /** Both servers, shared by the tests of a worker. */
  servers: [
    async ({ site }, use) => {
      const stack = await startStack(site);
      await use(stack);
      await stack.stop();
    },
    { scope: 'worker' },
  ],

  /** The servers with the site as it was seeded, and no switch on. */
  stack: async ({ servers }, use) => {
    await new Jira(servers).call('POST', '/sim/reset');
    await use(servers);
  },

  /** The site over REST, as its administrator. */
  jira: async ({ stack }, use) => use(new Jira(stack)),

  /** All that is sent anywhere but to Jira's REST. */
  sent: async ({ context }, use) => use(recordEgress(context)),

  /** Opens Rowport somewhere; every test ends with an audit of what it left on the screen. */
  open: async ({ page, stack, sent }, use) => {
    const opened = [];
    await use(async (options) => {
      opened.push(await App.open(page, stack, options));
      return opened.at(-1);
    });
    if (test.info().status !== 'passed') return;
    for (const app of opened.slice(-1)) expect(await app.audit()).toEqual([]);
  },

  /** Rowport on the project page. */
  app: async ({ open }, use) => use(await open()),

  /** A path in the folder of the test. */
  file: async ({}, use, info) => use((name) => info.outputPath(name)),

  /** An export that is saved. */
  exported: async ({ app, file }, use) => {
    await use(async (options = {}) => {
      const path = file(options.format === undefined ? 'exported.xlsx' : 'exported.csv');
      await (await app.export(options)).saveAs(path);
      return path;
    });
  },
});
