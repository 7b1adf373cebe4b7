// `showFlag`: Jira's messages in the lower left corner, read out by screen readers.

const AUTO_DISMISS_MS = 8000;
const flags = new Map();

function element(tag, className, text) {
  const node = document.createElement(tag);
  node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

/** Shows a flag; one with the same id is replaced. */
export function showFlag({ id, title, description, type, appearance, actions = [], isAutoDismiss }) {
  closeFlag(id);
  const flag = element('section', `flag flag-${appearance ?? type}`);
  flag.dataset.flag = id;
  const text = element('div', 'flag-text');
  text.append(element('strong', 'flag-title', title ?? ''));
  if (description) text.append(element('p', 'flag-description', description));
  if (actions.length > 0) text.append(actionRow(actions));
  const close = element('button', 'flag-close', '×');
  close.type = 'button';
  close.setAttribute('aria-label', 'Dismiss');
  close.addEventListener('click', () => closeFlag(id));
  flag.append(text, close);
  document.getElementById('flags').append(flag);
  const timer = isAutoDismiss ? setTimeout(() => closeFlag(id), AUTO_DISMISS_MS) : undefined;
  flags.set(id, { flag, timer });
  return true;
}

function actionRow(actions) {
  const row = element('div', 'flag-actions');
  for (const { text, onClick } of actions) {
    const button = element('button', 'flag-action', text);
    button.type = 'button';
    if (onClick) button.addEventListener('click', () => onClick());
    row.append(button);
  }
  return row;
}

/** Removes a flag; false when there is none of that id. */
export function closeFlag(id) {
  const shown = flags.get(id);
  if (!shown) return false;
  clearTimeout(shown.timer);
  shown.flag.remove();
  flags.delete(id);
  return true;
}
