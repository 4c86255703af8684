// Pulumi: from the code to the history of what it stands for, and back from each event.
import '../wasm.ts';
import { checkAll } from './check.ts';
import { PULUMI } from './programCases.ts';

checkAll(PULUMI);
