// The history panel's page, put together: what happens goes through `reduce`, what is known is drawn, and the rest are calls.
import './language.ts';
import './main.css';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import { connectHost } from './host.ts';
import { startPage } from './page.ts';
import { parseSaved } from './saved.ts';

declare function acquireVsCodeApi(): { postMessage(message: unknown): void; getState(): unknown; setState(state: unknown): void };

const editor = acquireVsCodeApi();
const host = connectHost({
  post: (message) => editor.postMessage(message),
  listen: (receive) => addEventListener('message', (event: MessageEvent<unknown>) => receive(event.data)),
});
startPage(document.body, host, parseSaved(editor.getState()), (saved) => editor.setState(saved));
