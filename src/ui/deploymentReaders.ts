// What tells which stacks and states belong to which code: loaded when the first of them is wanted.
export { nestedTemplates } from '../iac/nestedTemplates.ts';
export { stacksOfSamconfig } from '../iac/samconfig.ts';
export { backendIn } from '../iac/terraformBackend.ts';
