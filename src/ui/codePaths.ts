// Which files of a workspace may have to do with infrastructure code, for those who watch them.

/** Code, states, variables, and what synthesis and exports write. */
export const CODE_FILES = '**/*.{tf,tofu,tfstate,tfvars,json,yaml,yml,template,ts,mts,cts,js,mjs,cjs,py}';

/** Whether a path is of what was installed or is kept by version control. */
export function isInstalled(path: string): boolean {
  return /[\\/](node_modules|\.git|providers)[\\/]/.test(path);
}
