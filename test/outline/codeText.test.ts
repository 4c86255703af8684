import assert from 'node:assert/strict';
import { test } from 'node:test';
import { candidateText, notDeclaredText, toolName } from '../../src/outline/codeText.ts';
import { now, row } from './fixtures.ts';

const resource = { tool: 'terraform', iacType: 'aws_s3_bucket', address: 'aws_s3_bucket.logs' };

test('a place says tool, file and line, and how sure it is', () => {
  const exact = {
    declared: { address: resource.address, resource },
    match: { confidence: 'exact', reason: 'its name is x (id from state)' },
  } as const;
  assert.deepEqual(candidateText(exact, 'storage.tf:5'), {
    label: 'aws_s3_bucket.logs',
    description: 'Terraform · storage.tf:5',
    detail: 'its name is x (id from state)',
  });
  const part = { ...exact, match: { confidence: 'probable', reason: 'r', part: true } } as const;
  assert.equal(candidateText(part, 'storage.tf:9').detail, 'a part of it · probable · r');
  const call = {
    declared: { address: 'module.q.aws_sqs_queue.x', resource: { ...resource, iacType: 'module', address: 'module.q' } },
    match: { confidence: 'strong', reason: 'r' },
  } as const;
  assert.equal(candidateText(call, 'main.tf:1').detail, 'makes module.q.aws_sqs_queue.x · by name · r');
});

test('what no code declares is told with who made it, and hostile names are shown as they are', () => {
  const identity = { address: 'e\u202Evil', values: [] };
  assert.equal(
    notDeclaredText(identity, undefined, { now, bounded: false }),
    'No code in this workspace declares e⟨U+202E⟩vil. Who created it is not held.',
  );
  const created = { ...row({ eventName: 'CreateBucket' }), match: { confidence: 'exact', reason: '' }, what: '' } as const;
  assert.match(
    notDeclaredText(identity, created, { now, bounded: false }),
    /It was created 1 day ago by alice, console \(CreateBucket\)\.$/,
  );
  assert.match(notDeclaredText(identity, undefined, { now, bounded: true }), /Only the first files of this large workspace were read/);
});

test('tools are called as people call them', () => {
  assert.equal(toolName('cloudformation'), 'CloudFormation');
  assert.equal(toolName('something'), 'something');
});
