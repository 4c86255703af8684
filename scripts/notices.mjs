// The licences of what is bundled, beside the bundles: their authors ask for that, and so does the law.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { copies } from './bundles.mjs';
import { root } from './setup/places.mjs';

/**
 * Writes dist/THIRD-PARTY-NOTICES.txt for the packages that the bundles hold.
 * @param {readonly import('esbuild').BuildResult[]} results builds with a metafile
 */
export function writeNotices(results) {
  const inputs = [...results.flatMap((result) => Object.keys(result.metafile?.inputs ?? {})), ...Object.keys(copies)];
  const folders = new Set(inputs.map(packageFolder).filter((folder) => folder !== undefined));
  const notices = [...folders].sort().map((folder) => notice(path.join(root, folder)));
  const head = 'TrailLens contains these packages, each under its own licence.\n';
  fs.writeFileSync(path.join(root, 'dist', 'THIRD-PARTY-NOTICES.txt'), [head, ...notices].join(`\n${'-'.repeat(80)}\n`));
}

/**
 * The innermost package a bundled file belongs to.
 * @param {string} file relative to the root
 */
function packageFolder(file) {
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
}

/** @param {string} folder */
function notice(folder) {
  /** @type {{ name: string, version: string, license?: string }} */
  const { name, version, license } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = fs.readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const text = file ? fs.readFileSync(path.join(folder, file), 'utf8').trim() : `Licence: ${license ?? 'not stated'}`;
  return `${name} ${version}\n\n${text}\n`;
}
