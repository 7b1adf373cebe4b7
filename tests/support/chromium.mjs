// How Chromium is started, everywhere.
import { existsSync } from 'node:fs';

const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser'];

/** Launch options for Playwright: Debian's Chromium, quiet on the network. */
export const launch = {
  executablePath: PATHS.find((path) => existsSync(path)) ?? PATHS[0],
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};
