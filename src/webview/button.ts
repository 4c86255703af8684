// A button of the editor's own look.
import '@vscode-elements/elements/dist/vscode-button/index.js';
import { icon } from './dom.ts';

/** With an icon before its text. */
export function button(text: string, iconName: string, onClick: () => void, secondary = false): HTMLElement {
  const made = document.createElement('vscode-button');
  made.secondary = secondary;
  const sign = icon(iconName);
  sign.slot = 'content-before';
  made.append(sign, text);
  made.addEventListener('click', onClick);
  return made;
}
