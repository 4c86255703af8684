// How much the matrix holds.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEPLOYED } from './deployedCases.ts';
import { CDK, CDKTF, PULUMI } from './programCases.ts';
import { TEMPLATES } from './templateCases.ts';
import { TERRAFORM_CODE, TERRAFORM_STATE } from './terraformCases.ts';
import { namesakesOf, neighboursOf } from './things.ts';

const ALL = [...DEPLOYED, ...TERRAFORM_STATE, ...TERRAFORM_CODE, ...TEMPLATES, ...CDK, ...PULUMI, ...CDKTF];

test('the matrix is large, and no case is there twice', (t) => {
  assert.ok(ALL.length >= 1000, `${String(ALL.length)} cases`);
  assert.equal(new Set(ALL.map(({ name }) => name)).size, ALL.length);
  const instances = ALL.reduce((sum, { meant }) => sum + Object.keys(meant).length, 0);
  const decoys = ALL.reduce((sum, one) => sum + one.decoys.length, 0);
  t.diagnostic(`${String(ALL.length)} cases, ${String(instances)} instances, ${String(decoys)} decoys`);
});

test('every case has something that could be taken for what is meant', () => {
  for (const { name, meant, decoys } of ALL) {
    const things = Object.values(meant).map(({ thing }) => thing);
    assert.ok(things.length > 0 && decoys.length > 0, name);
    const like = (one: (typeof things)[number]): string => `${one.kind.tf} ${one.account} ${one.region} ${one.name} ${one.id}`;
    assert.ok(!decoys.some((decoy) => things.some((one) => like(one) === like(decoy))), `${name}: a decoy is what is meant`);
  }
});

test('decoys are near: same beginning, same name elsewhere, same name of another kind', () => {
  const [one] = Object.values(TERRAFORM_STATE.find(({ name }) => name.endsWith('aws_sqs_queue'))?.meant ?? {});
  assert.ok(one);
  const near = [...neighboursOf(one.thing), ...namesakesOf(one.thing)];
  assert.ok(near.some(({ kind, name }) => kind === one.thing.kind && name.startsWith(one.thing.name)));
  assert.ok(near.some(({ kind, name }) => kind !== one.thing.kind && name === one.thing.name));
  assert.ok(near.some(({ account, name }) => account !== one.thing.account && name === one.thing.name));
});
