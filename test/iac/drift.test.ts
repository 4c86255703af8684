// Reports of drift: what differs is told, what is secret is not kept, what is no report says what to do.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { planFile, stackDriftFile } from '../../scripts/sample/drift.ts';
import { shopApi } from '../../scripts/sample/estate/cloudformation.ts';
import { inState } from '../../scripts/sample/estate/terraform.ts';
import { readDrift, type Drift } from '../../src/iac/driftFile.ts';
import { hasDriftSign } from '../../src/iac/signs.ts';

const read = (value: unknown): Drift => {
  const drift = readDrift(JSON.stringify(value), '/work/plan.json');
  assert.ok(typeof drift === 'object', JSON.stringify(drift));
  return drift;
};
const change = (before: unknown, after: unknown, more: object = {}) => ({ actions: ['update'], before, after, after_unknown: {}, ...more });
const entry = (type: string, over: object) => ({ address: `${type}.x`, mode: 'managed', type, name: 'x', ...over });
const plan = (drift: unknown[], changes: unknown[] = [], over: object = {}) => ({
  format_version: '1.2',
  resource_drift: drift,
  resource_changes: changes,
  ...over,
});
const told = ({ resources }: Drift) =>
  resources.map(({ address, attributes }) => [
    address,
    ...attributes.map(({ path, expected, actual, hidden }) => `${path}: ${hidden ? 'hidden' : `${expected ?? '-'} > ${actual ?? '-'}`}`),
  ]);

test('the sample’s plan: attributes, blocks, a resource that is gone, a value that is marked', () => {
  const drift = readDrift(planFile(inState), '/work/plan.json') as Drift;
  assert.deepEqual(told(drift), [
    ['aws_db_instance.orders', 'instance_class: "db.t4g.medium" > "db.r6g.large"', 'max_allocated_storage: 0 > 100'],
    ['aws_lambda_function.image_resizer', 'timeout: 20 > 60', 'environment.variables.MAX_WIDTH: "1600" > "4096"'],
    ['module.bastion[0].aws_instance.this', 'instance_state: "running" > "stopped"'],
    ['aws_s3_bucket.customer_exports', ': "there" > -'],
    ['aws_ssm_parameter.payment_token', 'value: hidden', 'version: 1 > 4'],
  ]);
  assert.doesNotMatch(JSON.stringify(drift), /EXAMPLE-/);
  const [orders] = drift.resources;
  assert.deepEqual(
    orders?.identity.values.map(({ value, kind, via }) => [value.replace(/db-.*/, 'db-…'), kind, via.text]),
    [
      ['arn:aws:rds:eu-central-1:111122223333:db:acme-prod-orders', 'arn', 'arn in plan.json'],
      ['db-…', 'id', 'id in plan.json'],
      ['acme-prod-orders', 'name', 'identifier in plan.json'],
    ],
  );
  assert.deepEqual([orders?.identity.account, orders?.identity.region, drift.inSync > 10], ['111122223333', 'eu-central-1', true]);
});

test('CloudFormation’s drift: pointers, JSON within texts, what was added; home from the stack’s ARN', () => {
  const drift = readDrift(stackDriftFile(shopApi), 'drift.json') as Drift;
  assert.deepEqual(told(drift), [
    [
      'OrdersTable',
      'BillingMode: "PAY_PER_REQUEST" > "PROVISIONED"',
      'ProvisionedThroughput: - > {"ReadCapacityUnits":50,"WriteCapacityUnits":25}',
    ],
  ]);
  const [table] = drift.resources;
  assert.deepEqual(
    [table?.tool, table?.identity.account, table?.identity.region, table?.identity.values[0]?.value, drift.inSync],
    ['cloudformation', '111122223333', 'eu-central-1', 'shop-orders', shopApi.resources.length - 1],
  );
  // An SDK's answer, page by page: the lists alone, with dates that are dates.
  const base = { StackId: 'arn:aws:cloudformation:us-west-2:444455556666:stack/s/1', Timestamp: new Date(0) };
  const list = [
    {
      ...base,
      LogicalResourceId: 'Api',
      PhysicalResourceId: 'api-handler',
      ResourceType: 'AWS::Lambda::Function',
      StackResourceDriftStatus: 'MODIFIED',
      PropertyDifferences: [
        { PropertyPath: '/Environment/Variables/DB_PASSWORD', ExpectedValue: 'one', ActualValue: 'two', DifferenceType: 'NOT_EQUAL' },
        { PropertyPath: '/Tags/0/Value', ExpectedValue: 'null', ActualValue: 'ops', DifferenceType: 'ADD' },
        { PropertyPath: '/Environment/Variables/A~1B', ExpectedValue: '7', ActualValue: 'null', DifferenceType: 'REMOVE' },
        { PropertyPath: '/MasterUser', ExpectedValue: '****', ActualValue: 'x', DifferenceType: 'NOT_EQUAL' },
      ],
    },
    {
      ...base,
      LogicalResourceId: 'Jobs',
      PhysicalResourceId: 'https://sqs.us-west-2.amazonaws.com/444455556666/jobs',
      ResourceType: 'AWS::SQS::Queue',
      StackResourceDriftStatus: 'DELETED',
    },
    { ...base, LogicalResourceId: 'C', ResourceType: 'Custom::X', StackResourceDriftStatus: 'NOT_CHECKED' },
  ];
  const paged = readDrift(JSON.stringify(list), 'drift.json') as Drift;
  assert.deepEqual(told(paged), [
    [
      'Api',
      'Environment.Variables.DB_PASSWORD: hidden',
      'Tags[0].Value: - > "ops"',
      'Environment.Variables.A/B: 7 > -',
      'MasterUser: hidden',
    ],
    ['Jobs', ': "there" > -'],
  ]);
  assert.equal(paged.resources[1]?.identity.values[0]?.kind, 'url');
  assert.match(paged.notes[0] ?? '', /did not check one resource/);
});

test('marks hide what they mark and what is shown with it; names of secrets hide without marks', () => {
  const before = { list: [{ a: 'keep-1' }, { a: 'no-2' }], map: { in: 'no-3', out: 'b' }, user_data: 'no-4', secret_arn: 'arn:1' };
  const after = { list: [{ a: 'keep-1' }, { a: 'no-5' }], map: { in: 'no-6', out: 'c' }, user_data: 'no-7', secret_arn: 'arn:2' };
  const marks = { list: [{}, { a: true }], map: { in: true } };
  const drift = read(plan([entry('aws_instance', { change: change(before, after, { before_sensitive: false, after_sensitive: marks }) })]));
  assert.deepEqual(told(drift)[0]?.slice(1), ['list: hidden', 'map.in: hidden', 'map.out: "b" > "c"', 'user_data: hidden', 'secret_arn: "arn:1" > "arn:2"']); // prettier-ignore
  assert.doesNotMatch(JSON.stringify(drift), /no-\d/);
  const containers = (value: string) => ({ container_definitions: JSON.stringify([{ name: 'app', environment: [{ name: 'DB_PASSWORD', value }] }, { n: value.length }]) }); // prettier-ignore
  const tasks = read(plan([entry('aws_ecs_task_definition', { change: change(containers('no-8'), containers('no-90')) })]));
  assert.match(tasks.resources[0]?.attributes[0]?.actual ?? '', /"value":"\(hidden\)"/);
  assert.doesNotMatch(JSON.stringify(tasks), /no-\d/);
  const all = read(plan([entry('aws_instance', { change: change({ a: 'no-1' }, { a: 'no-2' }, { before_sensitive: true }) })]));
  assert.doesNotMatch(JSON.stringify(all), /no-\d/);
});

test('of sets only what came and went is told; order of members and echoes in tags_all are no difference', () => {
  const rule = (port: number) => ({ from_port: port, cidr_blocks: ['0.0.0.0/0'] });
  const before = { ingress: [rule(443), rule(80)], policy: '{"a":1,"b":2}', tags: { t: 'x' }, tags_all: { t: 'x' }, none: null };
  const after = {
    ingress: [rule(80), rule(22), rule(443)],
    policy: '{ "b": 2, "a": 1 }',
    tags: { t: 'y' },
    tags_all: { t: 'y' },
    none: [],
  };
  assert.deepEqual(told(read(plan([entry('aws_security_group', { change: change(before, after) })])))[0]?.slice(1), [
    'ingress: - > [{"cidr_blocks":["0.0.0.0/0"],"from_port":22}]',
    'tags.t: "x" > "y"',
  ]);
});

test('what the plan changes without drift is told as such, the other way round; unknown values, data and new resources are not', () => {
  const drift = read(
    plan(
      [],
      [
        entry('aws_sqs_queue', { change: change({ delay_seconds: 5, url: 'a' }, { delay_seconds: 0 }, { after_unknown: { url: true } }) }),
        entry('aws_sns_topic', { change: { ...change(null, { name: 'n' }), actions: ['create'] } }),
        entry('aws_ami', { mode: 'data', change: change({ a: 1 }, { a: 2 }) }),
      ],
    ),
  );
  assert.deepEqual(told(drift), [['aws_sqs_queue.x', 'delay_seconds: 0 > 5']]);
  assert.equal(drift.resources[0]?.planned, true);
  assert.match(drift.notes.join(), /One resource is to be changed by the plan without drift/);
});

test('a format that is not known is said; what is no report says what to do', () => {
  assert.match(read(plan([], [], { format_version: '2.0' })).notes[0] ?? '', /format 2\.0, which is newer/);
  for (const [text, words] of [
    ['{"@level":"info"}\n{"@level":"info"}', /log of a plan, which tells no values\. Write a plan with/],
    ['nonsense', /is not valid JSON/],
    ['{"format_version":"1.0","values":{}}', /is a state and no plan/],
    ['{"StackDriftStatus":"DRIFTED"}', /not how\. "aws cloudformation describe-stack-resource-drifts"/],
    ['[]', /neither a Terraform plan nor/],
  ] as const) {
    assert.match(JSON.stringify(readDrift(text, '/a/b.json')).replaceAll('\\"', '"'), words, text);
  }
});

test('the sign is in the head of JSON files only', () => {
  assert.ok(hasDriftSign('/w/plan.json', () => planFile(inState)));
  assert.ok(hasDriftSign('/w/d.json', () => stackDriftFile(shopApi)));
  assert.ok(!hasDriftSign('/w/plan.txt', () => planFile(inState)));
  assert.ok(!hasDriftSign('/w/package.json', () => '{"format_version": 3}'));
});

test('no JSON whatever makes it throw', () => {
  const any = fc.jsonValue();
  fc.assert(
    fc.property(any, any, any, (before, after, marks) => {
      read(
        plan([entry('aws_instance', { change: change(before, after, { after_sensitive: marks }) }), before, { change: after }], [marks]),
      );
      readDrift(JSON.stringify({ StackResourceDrifts: [before, { StackResourceDriftStatus: 'MODIFIED', ...Object(after) }] }), 'x');
      readDrift(JSON.stringify(marks), 'x');
    }),
    { numRuns: 300 },
  );
});
