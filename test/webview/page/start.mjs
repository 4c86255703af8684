// Before the page's own script: puts a fake extension behind acquireVsCodeApi, as the address says (?scene=…&theme=…&delay=…&fail=…).
import { fakeHost } from './fakeHost.ts';
import { scenes } from './scenes.ts';

const asked = new URLSearchParams(location.search);
const theme = asked.get('theme') ?? 'dark';
const kind =
  { dark: 'vscode-dark', light: 'vscode-light', hc: 'vscode-high-contrast', 'hc-light': 'vscode-high-contrast-light' }[theme] ??
  'vscode-dark';
document.documentElement.dataset['theme'] = theme;
document.body.className = kind;
document.body.dataset['vscodeThemeKind'] = kind;

// The present stands still, so that pictures can be compared.
const now = Number(asked.get('now') ?? Date.UTC(2026, 10, 22, 12, 0, 0));
const real = Date.now();
if (asked.get('now') !== 'real') Date.now = () => Math.round(now + performance.now());

const made = scenes(asked.get('now') === 'real' ? real : now)[asked.get('scene') ?? 'story'];
if (!made) throw new Error('no such scene');
const silent = asked.get('silent') !== null;
/** @type {(message: unknown) => void} */
let receive = () => {};
const calls = [];
const host = fakeHost(
  {
    post: (message) => dispatchEvent(new MessageEvent('message', { data: structuredClone(message) })),
    listen: (listener) => (receive = listener),
  },
  made(),
  {
    delay: Number(asked.get('delay') ?? 0),
    fail: (asked.get('fail') ?? '').split(','),
    localZone: asked.get('zone') ?? 'Europe/Berlin',
    log: (call, params) => calls.push({ call, params }),
  },
);
Object.assign(globalThis, {
  acquireVsCodeApi: () => ({
    postMessage: (message) => !silent && setTimeout(() => receive(structuredClone(message))),
    getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
    setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
  }),
  /** For tests: what was called, and ways to push. */
  fake: { calls, push: (message) => host.push(message), state: () => host.state(), grow: (events) => host.grow(events) },
});
if (asked.get('busy') !== null)
  setTimeout(() => host.push({ type: 'busy', text: 'Reading logs: 1,240 of 3,120 files, 48,000 events/s' }), 50);
