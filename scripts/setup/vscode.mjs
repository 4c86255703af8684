// A real VS Code (server, extension host and browser workbench) from npm packages alone: no compiler, no root, no other download.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { npm, unpack } from './npm.mjs';
import { ensureNode } from './node.mjs';
import { codeServerDir, root, serverPin, vscodeDir } from './places.mjs';
import { say } from './say.mjs';
import { isStamped, writeStamp } from './stamp.mjs';

/** Only chat agents, dev containers, tunnels and Windows need these; two of them weigh 220 MB, others want a compiler. */
const needlessDependency =
  /^(@github\/copilot-sdk|@microsoft\/mxc-sdk|@devcontainers\/cli|@vscode\/(sqlite3|sandbox-runtime|copilot-api|windows-.*)|kerberos|ssh2)$/;
const needlessExtensions = ['copilot', 'mermaid-markdown-features', 'microsoft-authentication', 'github', 'tunnel-forwarding'];

/** Native modules that are compiled elsewhere; our stand-ins in plain JavaScript. */
const standIns = { '@vscode/spdlog/index.js': 'spdlog.js', '@vscode/native-watchdog/index.js': 'native-watchdog.js' };

const stamp = path.join(codeServerDir, '.complete');
const want = `${serverPin.version} recipe 1`;

/** Puts the server and its Node under .vscode-test. */
export function ensureVscode() {
  ensureNode();
  if (isStamped(stamp, want)) return;
  say(`VS Code server (code-server ${serverPin.version})`);
  fs.rmSync(codeServerDir, { recursive: true, force: true });
  unpack(`code-server@${serverPin.version}`, serverPin.integrity, codeServerDir, [
    'package/lib/vscode',
    'package/LICENSE',
    'package/ThirdPartyNotices.txt',
  ]);
  installDependencies();
  removeNeedless();
  for (const [module, file] of Object.entries(standIns)) {
    fs.copyFileSync(path.join(root, 'scripts', 'setup', 'shims', file), path.join(vscodeDir, 'node_modules', module));
  }
  writeStamp(stamp, want);
}

/** The server's dependencies in the versions of its own shrinkwrap, less the needless; then those of the built-in extensions. */
function installDependencies() {
  for (const name of ['package.json', 'npm-shrinkwrap.json']) {
    const file = path.join(vscodeDir, name);
    const json = JSON.parse(fs.readFileSync(file, 'utf8'));
    for (const dependencies of [json.dependencies, json.packages?.['']?.dependencies]) {
      for (const dependency of Object.keys(dependencies ?? {})) if (needlessDependency.test(dependency)) delete dependencies[dependency];
    }
    fs.writeFileSync(file, JSON.stringify(json, null, 2));
  }
  // `npm ci` refuses this shrinkwrap (a peer dependency is missing in it); without scripts nothing is compiled.
  const install = ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--engine-strict=false'];
  say('  its dependencies');
  npm(install, vscodeDir);
  npm(install, path.join(vscodeDir, 'extensions'));
}

/** Extensions that would ask for accounts, and binaries for other platforms. */
function removeNeedless() {
  for (const extension of needlessExtensions) fs.rmSync(path.join(vscodeDir, 'extensions', extension), { recursive: true, force: true });
  const mine = `${process.platform}-${process.arch}`;
  for (const folder of ['node-pty/prebuilds', '@vscode/ripgrep-universal/bin']) {
    const binaries = path.join(vscodeDir, 'node_modules', folder);
    if (!fs.existsSync(path.join(binaries, mine))) continue;
    for (const name of fs.readdirSync(binaries)) if (name !== mine) fs.rmSync(path.join(binaries, name), { recursive: true });
  }
}
