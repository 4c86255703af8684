// What reads the code of a whole workspace: loaded as late as the parsers, and after them.
export { onlyOne } from '../iac/workspace/codeIndex.ts';
export { ManyFiles } from '../iac/workspace/manyFiles.ts';
export { WorkspaceIndex } from '../iac/workspace/workspaceIndex.ts';
