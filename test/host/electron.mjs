// node scripts/node24.mjs test/host/electron.mjs: the host suites in desktop VS Code, which the VS Code server is not. Downloads it,
// unless VSCODE_PATH names one; VSCODE_VERSION chooses (a version, `stable` or `insiders`). Needs a display (xvfb-run does).
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from '../../scripts/build.mjs';
import { root } from '../../scripts/setup/places.mjs';
import { copySample, ensureSample } from '../../scripts/setup/sample.mjs';

ensureSample();
await build();
const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'tl-host-'));
const { VSCODE_PATH: vscodeExecutablePath, VSCODE_VERSION: version } = process.env;
try {
  process.exitCode = await runTests({
    ...(vscodeExecutablePath ? { vscodeExecutablePath } : {}),
    ...(version ? { version } : {}),
    extensionDevelopmentPath: root,
    extensionTestsPath: path.join(root, 'out', 'test', 'host', 'index.js'),
    launchArgs: [
      copySample(path.join(temporary, 'sample')),
      '--disable-extensions',
      '--disable-workspace-trust',
      `--user-data-dir=${temporary}/data`,
    ],
  });
} catch (fault) {
  console.error(fault instanceof Error ? fault.message : fault);
  process.exitCode = 1;
} finally {
  fs.rmSync(temporary, { recursive: true, force: true });
}
