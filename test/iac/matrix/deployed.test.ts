// Stacks and remote states: from the code to the history of what it stands for, and back from each event.
import '../wasm.ts';
import { checkAll } from './check.ts';
import { DEPLOYED } from './deployedCases.ts';

checkAll(DEPLOYED);
