// node_modules as package-lock.json wants it. Uses nothing but Node's own modules, as there may be nothing else yet.
import * as path from 'node:path';
import { say } from './say.mjs';
import { npm } from './npm.mjs';
import { root } from './places.mjs';
import { digest, isStamped, writeStamp } from './stamp.mjs';

const stamp = path.join(root, 'node_modules', '.traillens-stamp');

/** Installs when package-lock.json is not the one that was installed last. */
export function ensureModules() {
  const want = digest([path.join(root, 'package-lock.json')]);
  if (isStamped(stamp, want)) return;
  say('installing dependencies (npm ci)');
  npm(['ci', '--no-audit', '--no-fund'], root);
  writeStamp(stamp, want);
}
