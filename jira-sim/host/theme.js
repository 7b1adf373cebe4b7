// The site's theme: a cookie, so that the server draws the right colours at once, and an attribute
// of the page. Frames that asked for theming follow without a reload.
import { connectedFrames } from './frames.js';

const html = document.documentElement;

/** What the bridge tells an app about the theme. */
export function themeState() {
  return { colorMode: html.dataset.colorMode, light: 'light', dark: 'dark', spacing: 'spacing' };
}

function setColorMode(mode) {
  html.dataset.colorMode = mode;
  document.cookie = `sim-theme=${mode}; path=/; max-age=31536000; samesite=lax`;
  for (const frame of connectedFrames()) {
    if (frame.themed) frame.port.postMessage({ theme: themeState() });
  }
}

/** Without a choice of the person, the page follows the system's preference. */
export function applyStoredTheme() {
  if (html.dataset.colorMode === 'auto') {
    const dark = matchMedia('(prefers-color-scheme: dark)').matches;
    html.dataset.colorMode = dark ? 'dark' : 'light';
  }
}

/** Makes a toggle button switch between light and dark. */
export function bindThemeSwitch(button) {
  const show = () => button.setAttribute('aria-pressed', String(html.dataset.colorMode === 'dark'));
  show();
  button.addEventListener('click', () => {
    setColorMode(html.dataset.colorMode === 'dark' ? 'light' : 'dark');
    show();
  });
}
