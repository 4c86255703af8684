// CloudFormation, SAM and the Serverless Framework: from the code to the history of what it stands for, and back from each event.
import '../wasm.ts';
import { checkAll } from './check.ts';
import { TEMPLATES } from './templateCases.ts';

checkAll(TEMPLATES);
