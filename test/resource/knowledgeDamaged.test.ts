// Where what was generated cannot be read, types are guessed as if it were not there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { provideKnowledge } from '../../src/resource/knowledge.ts';
import { typeKnowledge } from '../../src/resource/types.ts';

void test('a file that cannot be read costs the generated knowledge only', () => {
  let reads = 0;
  provideKnowledge(() => {
    reads++;
    throw new Error('not there');
  });
  assert.equal(typeKnowledge('aws_glue_crawler')?.guessed, true);
  assert.equal(typeKnowledge('aws_glue_job')?.guessed, false);
  assert.deepEqual(typeKnowledge('aws_glue_job')?.updates, []);
  assert.equal(reads, 1);
});
