// Terraform and OpenTofu by the code alone: from the code to the history of what it stands for, and back from each event.
import '../wasm.ts';
import { checkAll } from './check.ts';
import { TERRAFORM_CODE } from './terraformCases.ts';

checkAll(TERRAFORM_CODE);
