// The sample's CDK app and Pulumi program are staging's: the log names what they declare.
import assert from 'node:assert/strict';
import * as path from 'node:path';
import { test } from 'node:test';
import { identifyAll } from '../../src/iac/identify.ts';
import { diskFiles } from '../iac/disk.ts';
import '../iac/wasm.ts';
import { filesBelow, recordsOf, someSample, workspaceSources } from './made.ts';

const programs: readonly (readonly [file: string, declared: number, how: string])[] = [
  ['cdk/app.js', 6, 'cdk.out'],
  ['pulumi/__main__.py', 3, 'export'],
];

test('every resource of the programs is in the events of account 444455556666', async () => {
  const logs = path.join(someSample(), 'logs');
  const files = filesBelow(logs).filter((name) => name.includes('/444455556666/CloudTrail/') && name.endsWith('.json.gz'));
  const text = JSON.stringify(files.flatMap((name) => recordsOf(path.join(logs, name))));
  for (const [file, declared, how] of programs) {
    const found = await identifyAll(path.join(workspaceSources, file), diskFiles(workspaceSources));
    assert.equal(found.length, declared);
    for (const { address, identity } of found) {
      assert.ok(identity.values.length > 0 && identity.values.every(({ via }) => via.how === how), address);
      const [value] = identity.values.slice(-1);
      const parts = value!.value.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
      assert.match(text, new RegExp(`"${parts.join('[^"]*')}"`), address);
    }
  }
});
