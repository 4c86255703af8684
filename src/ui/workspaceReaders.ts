// What reads the code of a whole workspace: loaded as late as the parsers, and after them.
export { onlyOne } from '../iac/codeIndex.ts';
export { ManyFiles } from '../iac/manyFiles.ts';
export { WorkspaceIndex } from '../iac/workspaceIndex.ts';
