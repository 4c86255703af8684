// Terraform and OpenTofu with state: from the code to the history of what it stands for, and back from each event.
import '../wasm.ts';
import { checkAll } from './check.ts';
import { TERRAFORM_STATE } from './terraformCases.ts';

checkAll(TERRAFORM_STATE);
