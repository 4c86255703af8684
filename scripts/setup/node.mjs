// Node 24 from npm: the tests' Node, and the one that the VS Code server needs.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { unpack } from './npm.mjs';
import { nodeBinary, nodeDir, nodePin } from './places.mjs';
import { say } from './say.mjs';
import { isStamped, writeStamp } from './stamp.mjs';

const platform = `${process.platform}-${process.arch}`;
const integrity = Object.entries(nodePin.integrity).find(([name]) => name === platform)?.[1];
const stamp = path.join(nodeDir, '.complete');

/** Whether npm has this Node for this machine. */
export const nodeIsPackaged = integrity !== undefined;

/** Puts Node 24 under .vscode-test; throws where npm has none for the platform. */
export function ensureNode() {
  if (isStamped(stamp, nodePin.version) && fs.existsSync(nodeBinary)) return;
  if (!nodeIsPackaged) throw new Error(`npm has no Node ${nodePin.version} for ${platform}: set TRAILLENS_NODE to a Node ≥ 22.18.`);
  say(`Node ${nodePin.version}`);
  fs.rmSync(nodeDir, { recursive: true, force: true });
  unpack(`node-${platform}@${nodePin.version}`, integrity, nodeDir, ['package/bin/node']);
  writeStamp(stamp, nodePin.version);
}
