// Where things are in the project, and the pinned versions of what its tests and `npm start` run in.
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Several checkouts may share one installed editor by this variable. */
const cache = path.resolve(process.env.TRAILLENS_TEST_CACHE ?? path.join(root, '.vscode-test'));

/** VS Code 1.X's server and browser workbench, as code-server 4.X packages it on npm. Moves together with `nodePin`: see its "engines". */
export const serverPin = {
  version: '4.139.1',
  integrity: 'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
};

/** The Node that this server needs, as npm packages it per platform; the digest of each package that the registry has. */
export const nodePin = {
  version: '24.21.0',
  integrity: {
    'linux-x64': 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
    'linux-arm64': 'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
};

/** Headless Chromium (linux-x64), and a monospaced font for machines that have none. 147 is the last that installs with Node 20. */
export const chromiumPin = { version: '147.0.0', font: '2.37.3' };

const serverHome = path.join(cache, `vscode-server-${serverPin.version}`);
export const codeServerDir = path.join(serverHome, 'code-server');
export const vscodeDir = path.join(codeServerDir, 'lib', 'vscode');
export const nodeDir = path.join(serverHome, 'node');
export const nodeBinary = path.join(nodeDir, 'bin', 'node');
export const chromiumDir = path.join(cache, `chromium-${chromiumPin.version}`);
/** The server's data that `npm start` keeps from one day to the next. */
export const startDir = path.join(cache, 'start');

export const sampleDir = path.join(root, '.sample');
export const vsixFile = path.join(root, 'traillens.vsix');
