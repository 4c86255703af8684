// Real code that other people published, where it lies beside the project: every file reads, and every resource is counted.
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { declaredIn, identifyAll } from '../../src/iac/identify.ts';
import type { ResourceIdentity } from '../../src/resource/identity.ts';
import { diskFiles } from './disk.ts';
import './wasm.ts';

const shared = process.env['TRAILLENS_SHARED'] ?? path.resolve(import.meta.dirname, '../../../shared');
const iac = path.join(shared, 'data/iac');
const skip = existsSync(iac) ? false : `published infrastructure code is not at ${iac}`;

function rows(name: string): string[][] {
  return readFileSync(path.join(iac, name), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'));
}

async function count(folder: string, pattern: string): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const name of globSync(pattern, { cwd: path.join(iac, folder) })) {
    const file = path.join(iac, folder, name);
    for (const { iacType } of await declaredIn(file, readFileSync(file, 'utf8'))) counts.set(iacType, (counts.get(iacType) ?? 0) + 1);
  }
  return counts;
}

for (const [folder, pattern, kind] of [
  ['terraform-aws-vpc', '**/*.tf', 'tf resource'],
  ['stratus-red-team-tf-20230703', '**/*.tf', 'tf resource'],
  ['aws-cloudformation-templates', '**/*.{yaml,yml,json,template}', 'cfn resource'],
  ['pulumi-examples', '**/*.yaml', 'pulumi yaml resource'],
] as const) {
  void test(`every resource of ${folder} is found`, { skip }, async () => {
    const expected = new Map(
      rows('MANIFEST.tsv').flatMap(([name, what, type, number]) =>
        name === folder &&
        what === kind &&
        /^(aws_|awscc_|random_|null_|time_|tls_|AWS::|Alexa::|Custom::|[a-z][\w-]*:)/.test(type ?? '') &&
        type
          ? [[type, Number(number)]]
          : [],
      ),
    );
    assert.ok(expected.size > 0, 'the manifest lists the folder');
    const found = await count(folder, pattern);
    found.delete('module');
    assert.deepEqual([...found].sort(), [...expected].sort());
  });
}

/** Values, also of parents: what a history is asked by. */
function valuesOf(identity: ResourceIdentity): string[] {
  return [...identity.values.map(({ value }) => value), ...(identity.parent ? valuesOf(identity.parent) : [])];
}

function matches(value: string, name: string): boolean {
  return new RegExp(
    `^${value
      .split('*')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
  ).test(name);
}

void test('the events of an applied code base are found by the names in its code', { skip }, async () => {
  const root = path.join(iac, 'stratus-red-team-tf-20230703');
  const values = new Map<string, string[]>();
  let found = 0;
  const missed: string[] = [];
  const all = rows('stratus_tf_vs_invictus_events.tsv');
  for (const [tf = '', , , source, name, , names = ''] of all) {
    if (!values.has(tf))
      values.set(
        tf,
        (await identifyAll(path.join(root, tf), diskFiles(root))).flatMap(({ identity }) => valuesOf(identity)),
      );
    // A secret's ARN carries six random characters; the list of names holds only its last part.
    const written = names
      .split(',')
      .flatMap((candidate) => [candidate, `arn:aws:secretsmanager:us-east-1:111122223333:secret:${candidate}`]);
    const hit = written.some((candidate) => values.get(tf)?.some((value) => matches(value, candidate)));
    if (hit) found++;
    else missed.push(`${String(source)} ${String(name)} ${names} (${tf})`);
  }
  console.log(`${String(found)} of ${String(all.length)} events named by the code`, missed);
  assert.ok(found >= 216, missed.join('\n'));
});
