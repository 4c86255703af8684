// The sample's state is a state file of Terraform's, and tells the ids that the events have.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inState, unmanaged } from '../../scripts/sample/estate/terraform.ts';
import { parseAddress, stateFile } from '../../scripts/sample/state.ts';

interface State {
  version: number;
  serial: number;
  resources: {
    module?: string;
    mode: string;
    type: string;
    name: string;
    instances: { index_key?: string | number; attributes: Record<string, unknown> }[];
  }[];
}

const state = JSON.parse(stateFile(inState)) as State;
const instances = state.resources
  .filter(({ mode }) => mode === 'managed')
  .flatMap(({ module, type, name, instances }) =>
    instances.map(({ index_key: key, attributes }) => ({
      address: `${module ? `${module}.` : ''}${type}.${name}${key === undefined ? '' : `[${JSON.stringify(key)}]`}`,
      attributes,
    })),
  );

test('version 4, serial 41', () => {
  assert.equal(state.version, 4);
  assert.equal(state.serial, 41);
});

test('it has each applied resource once, under its address, and none that was never applied', () => {
  assert.deepEqual(instances.map(({ address }) => address).sort(), inState.map(({ address }) => address).sort());
  const held = new Set(instances.map(({ address }) => address));
  for (const { address } of unmanaged) assert.ok(!held.has(address), address);
});

test('modules: one used twice, one for each key, one counted', () => {
  const modules = new Set(state.resources.map(({ module }) => module).filter(Boolean));
  assert.deepEqual([...modules].sort(), [
    'module.bastion[0]',
    'module.queue["invoices"]',
    'module.queue["shipments"]',
    'module.worker_blue',
    'module.worker_green',
  ]);
});

test('ids are unique within a type, save for parts that bear their whole’s', () => {
  const ids = inState.filter(({ parent }) => !parent).map(({ terraformType, id }) => `${terraformType} ${id}`);
  assert.equal(new Set(ids).size, ids.length);
});

test('it holds no secret', () => {
  assert.doesNotMatch(JSON.stringify(state), /password"|secret_string|"value"|sessionToken|BEGIN [A-Z ]*KEY/);
});

test('an address is taken apart', () => {
  assert.deepEqual(parseAddress('module.queue["a.b"].aws_sqs_queue.this'), {
    module: 'module.queue["a.b"]',
    type: 'aws_sqs_queue',
    name: 'this',
  });
  assert.deepEqual(parseAddress('aws_subnet.private[1]'), { type: 'aws_subnet', name: 'private', key: 1 });
  assert.deepEqual(parseAddress('aws_subnet.public["eu-central-1a"]'), { type: 'aws_subnet', name: 'public', key: 'eu-central-1a' });
  assert.throws(() => parseAddress('local.x'), /not a Terraform address/);
});
