// The environment of child processes: what `npm run`, an editor's terminal or a test runner put there must not leak into them.

const leaks = /^(npm_|VSCODE_|NODE_OPTIONS$|NODE_TEST_CONTEXT$|ELECTRON_RUN_AS_NODE$)/i;

/** Set by an outer npm for itself. What the user configured (registry, proxy, cache) stays. */
const outerNpm =
  /^npm_((package|lifecycle|command|execpath|node_execpath)|config_(omit|include|ignore_scripts|global|prefix|(local|global)_prefix|workspaces?|save|dry_run|production|package_lock.*|omit_lockfile.*)$)/i;

/** @param {Readonly<Record<string, string | undefined>>} extra */
export function cleanEnv(extra = {}) {
  return { ...without(leaks), ...extra };
}

/** For an npm started by us. */
export function npmEnv() {
  return without(outerNpm);
}

/** @param {RegExp} names */
function without(names) {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !names.test(name)));
}
