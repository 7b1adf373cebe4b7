// Modal views: `Modal.open()` of the bridge, and the navigator action of the issue list. A native
// dialog keeps the focus inside and gives it back.
import { createFrame, forgetFrame } from './frames.js';

/** Jira's named sizes, as width and height. */
const SIZES = {
  small: ['400px', '40vh'],
  medium: ['600px', '60vh'],
  large: ['800px', '75vh'],
  xlarge: ['968px', '85vh'],
  max: ['96vw', '92vh'],
  resizable: ['800px', '75vh'],
  fullscreen: ['100vw', '100vh'],
};

/** `Modal.open()`: the opener's resource again, with `extension.modal` in its context. */
export function openModalOf(opener, options) {
  const { context, iframe } = opener;
  openModal({
    ...options,
    title: options.title || iframe.title,
    head: Boolean(options.title),
    src: new URL(iframe.src).pathname,
    context: {
      ...context,
      localId: `${context.localId}/modal`,
      extension: { ...context.extension, modal: options.context },
    },
  });
  return true;
}

/**
 * The navigator action, on the issues of the list: its view in a dialog, or, where the action is
 * `dynamic`, a frame that nobody sees and that shows what it wants by the bridge.
 */
export function openNavigatorAction(context, { title, src, size, actionType }) {
  if (actionType === 'dynamic') {
    runUnseen(context, { title, src });
  } else {
    openModal({ title, src, size, context, head: true });
  }
}

let unseen = null;

/** Loads an action's frame out of sight; the one before it ends. */
function runUnseen(context, { title, src }) {
  if (unseen) {
    forgetFrame(unseen.frame);
    unseen.slot.remove();
  }
  const slot = document.createElement('div');
  slot.hidden = true;
  Object.assign(slot.dataset, { title, src });
  document.body.append(slot);
  unseen = { slot, frame: createFrame(context, slot) };
}

function openModal({
  title, src, size, context, head = false, onClose, closeOnEscape, closeOnOverlayClick,
}) {
  const dialog = document.createElement('dialog');
  dialog.className = 'modal';
  const [width, height] = SIZES[size] ?? [size?.width, size?.height ?? '60vh'];
  Object.assign(dialog.style, { width, height });
  const slot = document.createElement('div');
  slot.className = 'modal-body';
  Object.assign(slot.dataset, { title, src });
  dialog.setAttribute('aria-label', title);
  // Without this a browser closes it at the second Escape, whatever the page says.
  if (closeOnEscape === false) dialog.setAttribute('closedby', 'none');
  if (head) dialog.append(modalHead(title, () => frame.close()));
  dialog.append(slot);

  const frame = createFrame(context, slot);
  frame.close = (payload) => {
    if (!dialog.open) return false;
    for (const callback of [...frame.onClose, onClose]) callback?.(payload);
    dialog.close();
    return true;
  };
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    if (closeOnEscape !== false) frame.close();
  });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog && closeOnOverlayClick) frame.close();
  });
  dialog.addEventListener('close', () => {
    forgetFrame(frame);
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
}

/** What stands above the view: its title, and a button that closes it. */
function modalHead(title, close) {
  const heading = document.createElement('h2');
  heading.textContent = title;
  const closer = document.createElement('button');
  closer.type = 'button';
  closer.className = 'button subtle';
  closer.textContent = 'Close';
  closer.addEventListener('click', close);
  const head = document.createElement('header');
  head.className = 'modal-head';
  head.append(heading, closer);
  return head;
}
