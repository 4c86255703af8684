// All that reads infrastructure code, in one module that is loaded late: its parsers are half of the extension.
export { locate } from '../iac/declared.ts';
export { initGrammars } from '../iac/grammar.ts';
export { declaredIn, identify } from '../iac/identify.ts';
