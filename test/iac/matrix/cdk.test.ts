// AWS CDK: from the code to the history of what it stands for, and back from each event.
import '../wasm.ts';
import { checkAll } from './check.ts';
import { CDK } from './programCases.ts';

checkAll(CDK);
