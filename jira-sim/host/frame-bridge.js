// Runs first in the app's frame, as Forge's global-bridge.js does: it gives the genuine
// @forge/bridge its one entry, `globalThis.__bridge.callBridge(method, payload)`, and carries each
// call to the host page through a MessagePort. The port goes to the host's origin only, and what a
// frame may ask for is decided by the host, never here.
(() => {
  'use strict';

  const port = connect();
  const pending = new Map();
  const callbacks = new Map();
  let lastId = 0;

  /** The origins a host page may have: this server under its two names. */
  function hostOrigin() {
    const known = [location.origin, `${location.protocol}//localhost:${location.port}`];
    const referrer = document.referrer && new URL(document.referrer).origin;
    return [location.ancestorOrigins?.[0], referrer].find((origin) => known.includes(origin));
  }

  /** Hands one end of a channel to the host page; null where this page is not framed. */
  function connect() {
    const origin = hostOrigin();
    if (window.parent === window || !origin) return null;
    const channel = new MessageChannel();
    window.parent.postMessage({ type: 'forge-bridge-connect' }, origin, [channel.port2]);
    channel.port1.onmessage = ({ data }) => receive(data);
    return channel.port1;
  }

  /** Functions cannot cross a port: each becomes an id that the host calls back. */
  function withoutFunctions(value) {
    if (typeof value === 'function') {
      lastId += 1;
      callbacks.set(lastId, value);
      return { __callback: lastId };
    }
    if (Array.isArray(value)) return value.map(withoutFunctions);
    if (value && Object.getPrototypeOf(value) === Object.prototype) {
      return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, withoutFunctions(v)]));
    }
    return value;
  }

  /** A function of the host in an answer (`{unsubscribe}`) becomes one that can be called here. */
  function withFunctions(result) {
    if (!result || Object.getPrototypeOf(result) !== Object.prototype) return result;
    const revive = (value) =>
      typeof value?.__hostCallback === 'number'
        ? (...args) => port.postMessage({ hostCallback: value.__hostCallback, args })
        : value;
    return Object.fromEntries(Object.entries(result).map(([k, v]) => [k, revive(v)]));
  }

  function receive(message) {
    if (message.callback) {
      callbacks.get(message.callback)?.(...message.args);
      return;
    }
    if (message.theme) {
      applyTheme(message.theme);
      return;
    }
    const call = pending.get(message.id);
    pending.delete(message.id);
    if (message.error === undefined) call?.resolve(withFunctions(message.result));
    else call?.reject(new Error(message.error));
  }

  function callHost(method, payload) {
    if (!port) return Promise.reject(new Error('This page is not framed by Jira.'));
    lastId += 1;
    const id = lastId;
    return new Promise((resolve, reject) => {
      pending.set(id, { resolve, reject });
      port.postMessage({ id, method, payload: withoutFunctions(payload) });
    });
  }

  /** What `view.theme.enable()` does in Jira: the page's attributes follow the site's theme. */
  function applyTheme({ colorMode, light, dark, spacing }) {
    const html = document.documentElement;
    html.setAttribute('data-color-mode', colorMode);
    html.setAttribute('data-theme', `light:${light} dark:${dark} spacing:${spacing}`);
  }

  /** A history like that of the npm package history 4, kept in this frame. */
  function memoryHistory() {
    const entries = [place('/')];
    const listeners = new Set();
    let index = 0;

    function place(to, state) {
      const path = typeof to === 'string' ? to : `${to.pathname}${to.search ?? ''}${to.hash ?? ''}`;
      const url = new URL(path, 'http://frame.invalid');
      const { pathname, search, hash } = url;
      return { pathname, search, hash, state: state ?? to.state, key: `${(lastId += 1)}` };
    }

    function settle(action) {
      Object.assign(history, { action, length: entries.length, location: entries[index] });
      for (const listener of listeners) listener(entries[index], action);
    }

    const history = {
      action: 'POP',
      length: 1,
      location: entries[0],
      createHref: (to) => `${to.pathname ?? ''}${to.search ?? ''}${to.hash ?? ''}`,
      push(to, state) {
        index += 1;
        entries.splice(index, entries.length, place(to, state));
        settle('PUSH');
      },
      replace(to, state) {
        entries[index] = place(to, state);
        settle('REPLACE');
      },
      go(steps) {
        index = Math.min(Math.max(index + steps, 0), entries.length - 1);
        settle('POP');
      },
      goBack: () => history.go(-1),
      goForward: () => history.go(1),
      listen(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    return history;
  }

  const inFrame = {
    // The object is alive (it has functions), so it cannot be made on the other side of the port;
    // the host only says whether this module has a history.
    async createHistory() {
      await callHost('createHistory');
      return memoryHistory();
    },
    async enableTheming() {
      applyTheme(await callHost('enableTheming'));
    },
  };

  globalThis.__bridge = Object.freeze({
    callBridge: (method, payload) =>
      Object.hasOwn(inFrame, method) ? inFrame[method](payload) : callHost(method, payload),
  });
})();
