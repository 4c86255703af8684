// Stacks, drift and remote states over all connections, with AWS's SDK in front of local endpoints, and a command that stands in for Terraform.
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, test } from 'node:test';
import { stackId } from '../../scripts/aws/index.ts';
import type { StackSetup } from '../../scripts/aws/index.ts';
import { account, callsOf, connected, rigOf, signal } from './rig.ts';

const [FIRST, SECOND] = ['111122223333', '222233334444'] as const;
const [HERE, THERE] = ['eu-central-1', 'us-east-1'] as const;
const bucket = (logicalId: string, physicalId: string): NonNullable<StackSetup['resources']>[number] => ({
  logicalId,
  physicalId,
  type: 'AWS::S3::Bucket',
});
const inner = stackId(FIRST, HERE, 'shop-Inner-1');

const rig = await rigOf({
  aws: {
    accounts: [
      account(FIRST, {
        stacks: [
          {
            name: 'shop',
            region: HERE,
            status: 'UPDATE_COMPLETE',
            tags: { team: 'shop' },
            driftStatus: 'DRIFTED',
            driftChecked: Date.UTC(2026, 10, 20),
            resources: [
              bucket('Uploads', 'shop-uploads-1x'),
              { logicalId: 'Inner', type: 'AWS::CloudFormation::Stack', nested: inner },
              { logicalId: 'Coming', type: 'AWS::SNS::Topic', status: 'CREATE_IN_PROGRESS' },
              {
                ...bucket('Drifted', 'shop-drifted-1x'),
                drift: {
                  status: 'MODIFIED',
                  expected: { A: '1' },
                  actual: { A: '2' },
                  differences: [{ path: '/A', expected: '1', actual: '2', type: 'NOT_EQUAL' }],
                },
              },
            ],
          },
          { name: 'shop-Inner-1', region: HERE, resources: [bucket('Deep', 'deep-1x')] },
          { name: 'shop', region: THERE, resources: [bucket('Uploads', 'shop-uploads-us')] },
          { name: 'large', region: THERE, resources: Array.from({ length: 250 }, (_, at) => bucket(`B${at}`, `b-${at}`)) },
          { name: 'gone', region: HERE, status: 'DELETE_COMPLETE' },
        ],
        buckets: [
          { name: 'states', region: THERE },
          { name: 'closed', region: HERE, denies: () => 'policy' },
        ],
      }),
      account(SECOND, { stacks: [{ name: 'other', region: HERE }] }),
    ],
  },
});
await connected(rig, [FIRST, SECOND], [HERE, THERE]);
const { handlers } = rig.desk;
beforeEach(() => {
  rig.aws.faults.length = 0;
  rig.aws.calls.length = 0;
});

describe('stacks', () => {
  test('all of all connections, with tags, without deleted ones', async () => {
    const { stacks, faults } = await handlers.stacks({}, signal());
    assert.deepEqual(
      stacks.map(({ name, account: of, region }) => `${name} ${of} ${region}`),
      [
        `large ${FIRST} ${THERE}`,
        `other ${SECOND} ${HERE}`,
        `shop ${FIRST} ${HERE}`,
        `shop ${FIRST} ${THERE}`,
        `shop-Inner-1 ${FIRST} ${HERE}`,
      ],
    );
    assert.deepEqual(stacks[2]?.tags, { team: 'shop' });
    assert.deepEqual(faults, []);
  });

  test('a Region that refuses is told, the others are there; where describing is denied, listing does', async () => {
    rig.aws.faults.push({ service: 'cloudformation', operation: 'DescribeStacks', do: 'accessDenied', by: 'identity' });
    rig.aws.faults.push({ service: 'cloudformation', operation: 'ListStacks', region: HERE, do: 'accessDenied', by: 'scp' });
    const { stacks, faults } = await handlers.stacks({}, signal());
    assert.deepEqual(
      stacks.map(({ name, tags }) => [name, tags]),
      [
        ['large', {}],
        ['shop', {}],
      ],
    );
    assert.deepEqual(
      faults.map(({ code, permission, region }) => [code, permission, region]),
      [
        ['denied', 'cloudformation:ListStacks', HERE],
        ['denied', 'cloudformation:ListStacks', HERE],
      ],
    );
    assert.match(faults[0]?.message ?? '', /service control policy/);
  });

  test('a name is looked for everywhere, an ARN where it is; nested stacks come with it', async () => {
    const { stacks } = await handlers.readStack({ stack: 'shop' }, signal());
    assert.deepEqual(
      stacks.map(({ name, region, parent, resources }) => [name, region, parent !== undefined, resources.map((one) => one.physicalId)]),
      [
        ['shop', HERE, false, ['shop-drifted-1x', inner, 'shop-uploads-1x']],
        ['shop-Inner-1', HERE, true, ['deep-1x']],
        ['shop', THERE, false, ['shop-uploads-us']],
      ],
      'what has no physical id yet is left out',
    );
    rig.aws.calls.length = 0;
    const one = await handlers.readStack({ stack: inner }, signal());
    assert.deepEqual(one.stacks[0]?.resources, [
      { logicalId: 'Deep', physicalId: 'deep-1x', type: 'AWS::S3::Bucket', status: 'CREATE_COMPLETE' },
    ]);
    assert.deepEqual([...new Set(rig.aws.calls.map(({ region }) => region))], [HERE]);
    const placed = await handlers.readStack({ stack: 'shop', account: FIRST, region: THERE }, signal());
    assert.equal(placed.stacks.length, 1);
  });

  test('all pages of a large stack', async () => {
    const { stacks } = await handlers.readStack({ stack: 'large' }, signal());
    assert.equal(stacks[0]?.resources.length, 250);
    assert.equal(callsOf(rig.aws, 'ListStackResources').filter(({ status }) => status === 200).length, 3);
  });

  test('there is none: no stacks and no fault; refused: the fault; throttled: waited for', async () => {
    assert.deepEqual(await handlers.readStack({ stack: 'nowhere' }, signal()), { stacks: [], faults: [] });
    rig.aws.faults.push({ operation: 'ListStackResources', do: 'accessDenied', by: 'identity' });
    const { faults } = await handlers.readStack({ stack: 'shop', account: FIRST, region: HERE }, signal());
    assert.deepEqual(
      faults.map(({ code, permission }) => [code, permission]),
      [['denied', 'cloudformation:ListStackResources']],
    );
    rig.aws.faults.length = 0;
    rig.aws.faults.push({ operation: 'ListStackResources', do: 'throttle', count: 3 });
    assert.equal((await handlers.readStack({ stack: 'other' }, signal())).stacks.length, 1);
  });

  test('where only the resources may be read, the name it was asked by must do', async () => {
    rig.aws.faults.push({ operation: 'DescribeStacks', do: 'accessDenied' });
    const { stacks } = await handlers.readStack({ stack: 'shop', account: FIRST, region: THERE }, signal());
    assert.deepEqual(
      stacks.map(({ id, name, status }) => [id, name, status]),
      [['shop', 'shop', '']],
    );
  });

  test('drift as the last detection found it; none is started', async () => {
    const { stack, drifts } = await handlers.stackDrifts({ stack: 'shop', account: FIRST, region: HERE }, signal());
    assert.equal(stack.driftChecked, Date.UTC(2026, 10, 20));
    assert.equal(drifts.length, 1);
    assert.match(JSON.stringify(drifts), /"LogicalResourceId":"Drifted"/);
    assert.deepEqual(callsOf(rig.aws, 'DetectStackDrift'), []);
    await assert.rejects(async () => handlers.stackDrifts({ stack: 'nowhere' }, signal()), /has a stack nowhere/);
  });
});

const SECRET = 'hunter2-not-a-secret-EXAMPLE';
const stateText = (name: string): string =>
  JSON.stringify({
    version: 4,
    serial: 41,
    resources: [
      { mode: 'managed', type: 'aws_db_instance', name: 'db', instances: [{ attributes: { identifier: name, password: SECRET } }] },
    ],
  });

describe('states', () => {
  const question = { bucket: 'states', key: 'app/terraform.tfstate', workspacePrefix: 'env:' };
  rig.aws.bucket('states').put('app/terraform.tfstate', stateText('orders'));
  rig.aws.bucket('states').put('env:/prod/app/terraform.tfstate', stateText('orders-prod'));
  rig.aws.bucket('states').put('env:/dev/other/terraform.tfstate', stateText('no'));
  rig.aws.bucket('states').put('old.tfstate', '{"version":3,"serial":1}');

  test('of all workspaces of the backend, wherever the bucket lies, without what is secret', async () => {
    const answer = await handlers.readStates(question, signal());
    assert.deepEqual(
      answer.states.map(({ file, serial, workspace, instances }) => [file, serial, workspace, instances[0]?.values[0]?.value]),
      [
        ['s3://states/app/terraform.tfstate', 41, undefined, 'orders'],
        ['s3://states/env:/prod/app/terraform.tfstate', 41, 'prod', 'orders-prod'],
      ],
    );
    assert.ok(answer.states.every(({ readAt = 0 }) => Date.now() - readAt < 60_000));
    assert.doesNotMatch(JSON.stringify(answer), /hunter2/);
  });

  test('a state of an older version is told in words, and so is a bucket that refuses', async () => {
    const old = await handlers.readStates({ ...question, key: 'old.tfstate' }, signal());
    assert.deepEqual(old.states, []);
    assert.match(old.problems[0] ?? '', /^s3:\/\/states\/old\.tfstate is a state of version 3; version 4 is read/);
    const closed = await handlers.readStates({ ...question, bucket: 'closed' }, signal());
    assert.deepEqual([...new Set(closed.faults.map(({ code }) => code))], ['denied']);
    const none = await handlers.readStates({ ...question, key: 'none' }, signal());
    assert.deepEqual([none.states, none.problems], [[], []]);
  });

  test('where the bucket may not be listed, the default workspace is read all the same', async () => {
    rig.aws.faults.push({ operation: 'ListObjectsV2', do: 'accessDenied' });
    const { states, faults } = await handlers.readStates(question, signal());
    assert.equal(states.length, 1);
    assert.equal(faults[0]?.code, 'denied');
  });
});

describe('state pull', () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'traillens-pull-'));
  const command = (name: string, script: string): string => {
    const file = path.join(dir, name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
    return file;
  };

  test('runs in the folder, with nothing to answer to, and keeps the names alone', async () => {
    writeFileSync(path.join(dir, 'pulled.json'), stateText('pulled'));
    const terraform = command('terraform', 'echo "$@ $TF_INPUT" > asked; cat pulled.json');
    const state = await handlers.pullState({ command: terraform, dir }, signal());
    assert.deepEqual([state.file, state.serial, state.instances[0]?.values[0]?.value], ['terraform state pull', 41, 'pulled']);
    assert.doesNotMatch(JSON.stringify(state), /hunter2/);
    assert.equal(readFileSync(path.join(dir, 'asked'), 'utf8'), 'state pull 0\n');
  });

  test('what it says when it fails is told on one line, without its colours', async () => {
    const terraform = command(
      'failing',
      `printf '\\033[31m╷\\n│ Error: Backend initialization required\\n│ run "terraform init"\\033[0m' >&2; exit 1`,
    );
    await assert.rejects(
      async () => handlers.pullState({ command: terraform, dir }, signal()),
      /state pull failed \(exit code 1\): Error: Backend initialization required run "terraform init"$/,
    );
    await assert.rejects(async () => handlers.pullState({ command: command('silent', 'true'), dir }, signal()), /gave nothing/);
    await assert.rejects(
      async () => handlers.pullState({ command: path.join(dir, 'none'), dir }, signal()),
      /There is no .*none on the PATH/,
    );
  });

  test('can be given up', async () => {
    const abort = new AbortController();
    const slow = command('slow', 'exec sleep 60');
    const pulling = Promise.resolve(handlers.pullState({ command: slow, dir }, abort.signal));
    setTimeout(() => abort.abort(), 50);
    await assert.rejects(pulling, { name: 'AbortError' });
  });
});
