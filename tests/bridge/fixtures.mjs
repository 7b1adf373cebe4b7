// A test with the stack of its file, and the app's frame on a page of the site.
import { test as base } from '@playwright/test';
import { startBridgeStack } from './stack.mjs';

export { expect } from '@playwright/test';

export const test = base.extend({
  stack: [
    async ({}, use) => {
      const stack = await startBridgeStack();
      await use(stack);
      await stack.stop();
    },
    { scope: 'worker' },
  ],

  /** Opens a path of the site and answers with the app's frame, ready to be called. */
  open: async ({ page, stack }, use) => {
    await use(async (path = '/', origin = stack.site) => {
      await page.goto(origin + path);
      return appFrame(page.locator('.frame-slot'));
    });
  },
});

/** The frame in an element, when the bridge in it is there. */
export async function appFrame(element) {
  const iframe = element.locator('iframe');
  await iframe.contentFrame().locator('html[data-ready]').waitFor({ state: 'attached' });
  return (await iframe.elementHandle()).contentFrame();
}
