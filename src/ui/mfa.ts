// Codes of MFA devices, asked for one after the other.
import * as vscode from 'vscode';
import type { Backend } from '../protocol/backend.ts';
import { visible } from '../protocol/visible.ts';

/** Answers each question of the store's thread; one that is given up is answered without a code. */
export function answerMfa(backend: Backend): vscode.Disposable {
  let last: Promise<unknown> = Promise.resolve();
  return backend.onPush((push) => {
    if (push.type !== 'mfa') return;
    const { id, profile, serial } = push;
    last = last.then(async () => {
      const code = await askCode(profile, serial);
      await backend.call('answerMfa', code === undefined ? { id } : { id, code }).catch(() => undefined); // it waits no longer
    });
  });
}

async function askCode(profile: string, serial: string): Promise<string | undefined> {
  const code = await vscode.window.showInputBox({
    title: `MFA Code for Profile “${visible(profile, 60)}”`,
    prompt: `The six digits that ${visible(serial, 200)} shows now`,
    placeHolder: '123456',
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' || /^\d{6}$/.test(text.trim()) ? undefined : 'A code has six digits.'),
  });
  return code !== undefined && /^\d{6}$/.test(code.trim()) ? code.trim() : undefined;
}
