import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { test } from 'node:test';
import { decryptPermission, permissions } from '../../../src/source/aws/permissions.ts';

const root = path.join(import.meta.dirname, '../../..');
const source = path.join(root, 'src/source/aws');
const policy = JSON.parse(fs.readFileSync(path.join(root, 'docs/iam-policy.json'), 'utf8')) as {
  Statement: { Sid: string; Effect: string; Action: string[]; Resource: string | string[] }[];
};
const allowed = policy.Statement.flatMap(({ Action }) => Action);
/** Those that the policy leaves out: one needs no permission, the other belongs to a role's source, not to its reader. */
const apart = ['sts:GetCallerIdentity', 'sts:AssumeRole'];

test('the policy allows every action that is used', () => {
  const used = [...Object.values(permissions), decryptPermission].filter((action) => !apart.includes(action));
  assert.deepEqual(
    used.filter((action) => !allowed.includes(action)),
    [],
  );
});

test('the policy allows only reading, by name, each once', () => {
  for (const { Sid, Effect, Action } of policy.Statement) {
    assert.match(Sid, /^[A-Za-z0-9]+$/);
    assert.equal(Effect, 'Allow');
    for (const action of Action)
      assert.match(action, /^[a-z0-9]+:(LookupEvents|(Describe|Get|List|Filter)[A-Za-z]+|StartLiveTail|Decrypt)$/);
  }
  assert.deepEqual(allowed, [...new Set(allowed)]);
  assert.ok(
    policy.Statement.filter(({ Action }) => Action.some((action) => /^(s3|kms):/.test(action))).every(({ Resource }) => Resource !== '*'),
  );
});

test('every command of the SDK that is sent has its row', () => {
  const commands = fs
    .readdirSync(source)
    .flatMap((file) => [...fs.readFileSync(path.join(source, file), 'utf8').matchAll(/new ([A-Z]\w+)Command\(/g)])
    .map(([, name]) => name);
  assert.ok(commands.length > 10);
  assert.deepEqual(
    [...new Set(commands)].filter((name) => !(name! in permissions)),
    [],
  );
});

test('the documentation tells of every action', () => {
  const text = fs.readFileSync(path.join(root, 'docs/aws.md'), 'utf8');
  assert.deepEqual(
    [...new Set([...Object.values(permissions), ...allowed])].filter((action) => !text.includes(`\`${action}\``)),
    [],
  );
});
