// What tells which stacks and states belong to which code: loaded when the first of them is wanted.
export { nestedTemplates } from '../iac/cloudformation/nestedTemplates.ts';
export { stacksOfSamconfig } from '../iac/cloudformation/samconfig.ts';
export { backendIn } from '../iac/terraform/terraformBackend.ts';
