// Lets the tests know all of AWS's types, as the extension does.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { provideKnowledge } from '../../src/resource/knowledge.ts';

provideKnowledge(() => readFileSync(path.join(import.meta.dirname, '../../src/resource/knowledge.generated.txt'), 'utf8'));
