// All that reads infrastructure code, in one module that is loaded late: its parsers are half of the extension.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { provideKnowledge } from '../resource/knowledge.ts';

export { locate } from '../iac/declared.ts';
export { initGrammars } from '../iac/grammar.ts';
export { declaredIn, identify, identifyAll } from '../iac/identify.ts';

// Lies beside the bundle.
provideKnowledge(() => gunzipSync(readFileSync(path.join(import.meta.dirname, 'knowledge.gz'))).toString());
