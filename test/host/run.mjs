// Runs the host suites inside a real VS Code's extension host, headless. As a program:
//   node test/host/run.mjs [--vsix file] [--grep text] [--verbose] [--timeout seconds]
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, parseArgs } from 'node:util';
import { startLocalAws } from '../../scripts/host/aws.mjs';
import { launchBrowser, newPage } from '../../scripts/host/browser.mjs';
import { startServer } from '../../scripts/host/server.mjs';
import { root } from '../../scripts/setup/places.mjs';
import { copySample } from '../../scripts/setup/sample.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

const suites = path.join(root, 'out', 'test', 'host', 'index.js');

/**
 * The built suites against the project's folder, or against a package.
 * @param {{ vsix?: string | undefined, grep?: string | undefined, verbose?: boolean, timeout?: number }} options timeout in seconds
 * @returns {Promise<Counts>} throws when the suites did not run to their end
 */
export async function runHostTests({ vsix, grep = '', verbose = false, timeout = 300 } = {}) {
  const mark = `\u2063${randomBytes(4).toString('hex')}\u2063`;
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'tl-host-'));
  const remove = () => fs.rmSync(temporary, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  process.once('exit', remove); // also when the run is broken off
  const workspace = copySample(path.join(temporary, 'sample'));
  const home = path.join(temporary, 'home');
  /** @type {import('../../scripts/host/server.mjs').Server | undefined} */
  let server;
  /** @type {import('playwright-core').Browser | undefined} */
  let browser;
  /** @type {Counts | undefined} */
  let counts;
  /** @type {string[]} */
  const errors = [];
  /** @type {import('../../scripts/host/aws.mjs').LocalAws | undefined} */
  let aws;
  try {
    aws = await startLocalAws({ configDir: path.join(home, '.aws') });
    const env = { ...aws.env, HOME: home, TRAILLENS_TEST_MARK: mark, TRAILLENS_TEST_GREP: grep };
    server = await startServer({ tests: true, env, ...(vsix ? { vsix } : { bare: true }) });
    browser = await launchBrowser();
    const page = await newPage(browser);
    // The workbench calls this one with format arguments: for the report's lines, and for its own.
    await page.exposeFunction('codeAutomationLog', (/** @type {string} */ severity, /** @type {[unknown, ...unknown[]]} */ args) => {
      const line = format(...args);
      if (line.startsWith(`${mark}END `)) counts = JSON.parse(line.slice(mark.length + 4));
      else if (line.startsWith(mark)) console.log(line.slice(mark.length));
      else if (verbose) console.log(`  [${severity}] ${line}`);
      if (severity === 'error' && !line.startsWith(mark)) errors.push(line.slice(0, 800));
    });
    const exit = exitCode(page, timeout);
    exit.catch(() => {}); // it may come while the page still loads; it is awaited below
    const development = vsix ? standIn(temporary) : root;
    const payload = /** @type {const} */ ([
      ['extensionDevelopmentPath', server.remote + development],
      ['extensionTestsPath', server.remote + suites],
      ['skipWelcome', 'true'],
      ['skipReleaseNotes', 'true'],
    ]);
    await page.goto(server.address(workspace, payload));
    const code = await exit;
    if (!counts) throw new Error('The suites did not come to their end.');
    if (code !== 0 && counts.failed === 0 && counts.passed > 0) counts.failed = 1;
    return counts;
  } catch (fault) {
    throw new Error([fault instanceof Error ? fault.message : String(fault), ...errors.slice(-20)].join('\n  '), { cause: fault });
  } finally {
    await browser?.close().catch(() => {});
    await server?.stop();
    aws?.stop();
    remove();
  }
}

/**
 * What the workbench says when the suites are over.
 * @param {import('playwright-core').Page} page
 * @param {number} timeout seconds
 * @returns {Promise<number>}
 */
function exitCode(page, timeout) {
  return new Promise((resolve, reject) => {
    page.exposeFunction('codeAutomationExit', resolve).catch(reject);
    page.on('crash', () => reject(new Error('The page crashed.')));
    page
      .context()
      .browser()
      ?.on('disconnected', () => reject(new Error('The browser ended.')));
    setTimeout(() => reject(new Error(`The suites did not end within ${timeout} s.`)), timeout * 1000).unref();
  });
}

/**
 * The editor runs suites only beside an extension under development; where the installed one is meant, this empty one stands there.
 * @param {string} folder
 */
function standIn(folder) {
  const extension = path.join(folder, 'stand-in');
  fs.mkdirSync(extension);
  const manifest = { name: 'stand-in', publisher: 'traillens-tests', version: '0.0.1', engines: { vscode: '*' } };
  fs.writeFileSync(path.join(extension, 'package.json'), JSON.stringify(manifest));
  return extension;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      vsix: { type: 'string' },
      grep: { type: 'string' },
      verbose: { type: 'boolean', default: false },
      timeout: { type: 'string', default: '300' },
    },
  });
  try {
    const { passed, failed, skipped } = await runHostTests({ ...values, timeout: Number(values.timeout) });
    console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
    process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
  } catch (fault) {
    console.error(fault instanceof Error ? fault.message : fault);
    process.exitCode = 1;
  }
}
