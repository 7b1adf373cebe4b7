// The host page's entry: starts the app in every `<div data-frame>` of the page, and the switches
// of the page around it (theme, person, navigator action).
import { connectFrames, createFrame } from './frames.js';
import { answer } from './methods.js';
import { openNavigatorAction } from './modal.js';
import { applyStoredTheme, bindThemeSwitch } from './theme.js';

applyStoredTheme();
bindThemeSwitch(document.getElementById('theme-switch'));
connectFrames(answer);

for (const slot of document.querySelectorAll('[data-frame]')) {
  createFrame(JSON.parse(slot.dataset.frame), slot);
}

for (const button of document.querySelectorAll('[data-navigator-action]')) {
  button.addEventListener('click', () =>
    openNavigatorAction(JSON.parse(button.dataset.navigatorAction), button.dataset),
  );
}

for (const select of document.querySelectorAll('[data-submit-on-change]')) {
  select.addEventListener('change', () => select.form.requestSubmit());
}
