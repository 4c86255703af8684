// What reads the code of a whole workspace: loaded as late as the parsers, and after them.
export { CodeIndex, onlyOne } from '../iac/codeIndex.ts';
export { ManyFiles } from '../iac/manyFiles.ts';
export { workspaceFiles } from '../iac/workspaceFiles.ts';
