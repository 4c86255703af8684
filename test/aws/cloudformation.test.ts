// CloudFormation of the local endpoints, asked by the real SDK, and by hand where the SDK hides the wire.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  CloudFormationClient,
  DescribeStackDriftDetectionStatusCommand,
  DescribeStackResourceCommand,
  DescribeStackResourceDriftsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  DetectStackDriftCommand,
  GetTemplateCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
  paginateDescribeStacks,
  paginateListStackResources,
  type ListStacksCommandInput,
} from '@aws-sdk/client-cloudformation';
import { createClock, stackId, startAws, type Aws, type StackSetup } from '../../scripts/aws/index.ts';
import { account, client, day, refused, region, start } from './invented.ts';

const id = (name: string): string => stackId(account, region, name);
const clock = createClock();
const created = Date.UTC(2026, 9, 1, 8, 0, 0, 250);
clock.set(created + 10 * day);
const table = 'shop-Orders-1ABC';
const stacks: readonly StackSetup[] = [
  {
    name: 'shop',
    region,
    created,
    updated: created + day,
    status: 'UPDATE_ROLLBACK_COMPLETE',
    statusReason: '<rolled back> & "so on"',
    description: 'The shop',
    tags: { team: 'shop' },
    parameters: { Stage: 'prod', Secret: '****' },
    outputs: { Url: { value: 'https://example.com', export: 'shop-url' }, Table: table },
    capabilities: ['CAPABILITY_IAM'],
    template: 'Transform: AWS::Serverless-2016-10-31\nResources: {}\n',
    processed: '{"Resources":{}}',
    resources: [
      {
        logicalId: 'Orders',
        physicalId: table,
        type: 'AWS::DynamoDB::Table',
        drift: {
          status: 'MODIFIED',
          expected: { BillingMode: 'PAY_PER_REQUEST' },
          actual: { BillingMode: 'PROVISIONED' },
          differences: [{ path: '/BillingMode', expected: 'PAY_PER_REQUEST', actual: 'PROVISIONED', type: 'NOT_EQUAL' }],
        },
      },
      { logicalId: 'Gone', physicalId: 'gone', type: 'AWS::SQS::Queue', drift: { status: 'DELETED', expected: { QueueName: 'gone' } } },
      { logicalId: 'Failed', type: 'AWS::SNS::Topic', status: 'CREATE_FAILED', statusReason: 'already exists' },
      { logicalId: 'Network', type: 'AWS::CloudFormation::Stack', nested: id('network') },
      { logicalId: 'Alerts', physicalId: 'alerts', type: 'AWS::SNS::Topic' },
    ],
  },
  {
    name: 'network',
    region,
    created: created + 1,
    resources: Array.from({ length: 250 }, (_, n) => ({ logicalId: `Port${n}`, physicalId: `sg-${n}`, type: 'AWS::EC2::SecurityGroup' })),
  },
  {
    name: 'old',
    region,
    created,
    deleted: created + 2 * day,
    status: 'DELETE_COMPLETE',
    resources: [{ logicalId: 'A', physicalId: 'a', type: 'AWS::SQS::Queue' }],
  },
  { name: 'forgotten', region, created, deleted: created - 90 * day, status: 'DELETE_COMPLETE' },
  { name: 'fails', region, created, driftFails: 'Failed to detect drift on resources [A]' },
  { name: 'half', region, created, status: 'CREATE_IN_PROGRESS' },
  { name: 'shop', region: 'us-east-1', created },
];
let aws: Aws;
let cloudFormation: CloudFormationClient;

before(async () => {
  aws = await start({ stacks }, { clock, skewMs: 400 * day });
  cloudFormation = new CloudFormationClient(client(aws));
});
after(() => aws.close());

const names = async (input: ListStacksCommandInput) =>
  (await cloudFormation.send(new ListStacksCommand(input))).StackSummaries?.map(({ StackName }) => StackName);

describe('stacks of the local endpoints', () => {
  it('are described with all they have', async () => {
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: 'shop' }));
    const [shop] = Stacks ?? [];
    assert.equal(shop?.StackId, id('shop'));
    assert.equal(shop.CreationTime?.getTime(), created);
    assert.equal(shop.LastUpdatedTime?.getTime(), created + day);
    assert.equal(shop.StackStatusReason, '<rolled back> & "so on"');
    assert.deepEqual(shop.Tags, [{ Key: 'team', Value: 'shop' }]);
    assert.deepEqual(shop.Parameters?.[0], { ParameterKey: 'Stage', ParameterValue: 'prod' });
    assert.deepEqual(shop.Outputs?.[0], { OutputKey: 'Url', OutputValue: 'https://example.com', ExportName: 'shop-url' });
    assert.deepEqual(shop.Capabilities, ['CAPABILITY_IAM']);
    assert.equal(shop.DriftInformation?.StackDriftStatus, 'NOT_CHECKED');
  });

  it('are listed by status, in their Region, with the deleted of the last 90 days', async () => {
    assert.deepEqual(await names({}), ['network', 'shop', 'old', 'fails', 'half']);
    assert.deepEqual(await names({ StackStatusFilter: ['UPDATE_ROLLBACK_COMPLETE', 'DELETE_COMPLETE'] }), ['shop', 'old']);
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({}));
    assert.deepEqual(Stacks?.map(({ StackName }) => StackName), ['network', 'shop', 'fails', 'half']); // prettier-ignore
  });

  it('that are nested name the stack above', async () => {
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: id('network') }));
    assert.deepEqual([Stacks?.[0]?.ParentId, Stacks?.[0]?.RootId], [id('shop'), id('shop')]);
  });

  it('that are deleted are found by id alone, those of another Region not at all', async () => {
    const ask = (StackName: string) => cloudFormation.send(new ListStackResourcesCommand({ StackName }));
    assert.equal((await ask(id('old'))).StackResourceSummaries?.[0]?.ResourceStatus, 'DELETE_COMPLETE');
    for (const name of ['old', 'nothing', id('forgotten'), stackId(account, 'us-east-1', 'shop')]) {
      assert.deepEqual(await refused(ask(name)), { code: 'ValidationError', status: 400, message: `Stack with id ${name} does not exist` });
    }
  });

  it('come in pages, whose tokens belong to one question', async () => {
    const many = await start({ stacks: Array.from({ length: 130 }, (_, n) => ({ name: `s${n}`, region })) });
    const asker = new CloudFormationClient(client(many));
    const counts: (number | undefined)[] = [];
    for await (const page of paginateDescribeStacks({ client: asker }, {})) counts.push(page.Stacks?.length);
    assert.deepEqual(counts, [100, 30]);
    const { NextToken } = await asker.send(new ListStacksCommand({}));
    assert.equal((await asker.send(new ListStacksCommand({ NextToken }))).StackSummaries?.length, 30);
    const wrong = await refused(asker.send(new ListStacksCommand({ NextToken, StackStatusFilter: ['CREATE_COMPLETE'] })));
    assert.deepEqual([wrong.code, wrong.status], ['ValidationError', 400]);
    await many.close();
  });

  it('give their template as written and as processed', async () => {
    const ask = async (TemplateStage?: 'Original' | 'Processed') =>
      (await cloudFormation.send(new GetTemplateCommand({ StackName: 'shop', TemplateStage }))).TemplateBody;
    assert.match((await ask()) ?? '', /^Transform: AWS::Serverless-2016-10-31\nResources: \{\}\n$/);
    assert.equal(await ask('Processed'), '{"Resources":{}}');
  });
});

describe('resources of stacks', () => {
  it('are listed page by page', async () => {
    const counts: (number | undefined)[] = [];
    for await (const page of paginateListStackResources({ client: cloudFormation }, { StackName: id('network') }))
      counts.push(page.StackResourceSummaries?.length);
    assert.deepEqual(counts, [100, 100, 50]);
    const { StackResourceSummaries } = await cloudFormation.send(new ListStackResourcesCommand({ StackName: 'shop' }));
    const told = StackResourceSummaries?.map((one) => [one.LogicalResourceId, one.PhysicalResourceId, one.ResourceStatus]);
    assert.deepEqual(told, [
      ['Alerts', 'alerts', 'CREATE_COMPLETE'],
      ['Failed', undefined, 'CREATE_FAILED'],
      ['Gone', 'gone', 'CREATE_COMPLETE'],
      ['Network', id('network'), 'CREATE_COMPLETE'],
      ['Orders', table, 'CREATE_COMPLETE'],
    ]);
  });

  it('lead back to their stack, the first hundred of it', async () => {
    const ask = (PhysicalResourceId: string) => cloudFormation.send(new DescribeStackResourcesCommand({ PhysicalResourceId }));
    const { StackResources } = await ask(table);
    assert.equal(StackResources?.length, 5);
    assert.deepEqual([StackResources[0]?.StackName, StackResources[0]?.StackId], ['shop', id('shop')]);
    assert.equal((await ask('sg-249')).StackResources?.length, 100);
    assert.equal((await ask('a')).StackResources?.[0]?.StackName, 'old');
    const nowhere = await refused(ask('i-0'));
    assert.deepEqual(nowhere, { code: 'ValidationError', status: 400, message: 'Stack for i-0 does not exist' });
    const both = new DescribeStackResourcesCommand({ StackName: 'shop', PhysicalResourceId: table });
    assert.equal((await refused(cloudFormation.send(both))).code, 'ValidationError');
    const one = await cloudFormation.send(new DescribeStackResourcesCommand({ StackName: 'shop', LogicalResourceId: 'Orders' }));
    assert.deepEqual(one.StackResources?.map(({ PhysicalResourceId }) => PhysicalResourceId), [table]); // prettier-ignore
  });

  it('are described one by one', async () => {
    const ask = (LogicalResourceId: string) =>
      cloudFormation.send(new DescribeStackResourceCommand({ StackName: 'shop', LogicalResourceId }));
    assert.equal((await ask('Orders')).StackResourceDetail?.PhysicalResourceId, table);
    assert.equal((await refused(ask('Nothing'))).message, 'Resource Nothing does not exist for stack shop');
  });
});

describe('drift of stacks', () => {
  const drifts = async (StackResourceDriftStatusFilters?: 'MODIFIED'[], MaxResults?: number) =>
    cloudFormation.send(new DescribeStackResourceDriftsCommand({ StackName: 'shop', StackResourceDriftStatusFilters, MaxResults }));
  const detect = (StackName: string) => cloudFormation.send(new DetectStackDriftCommand({ StackName }));
  const status = (StackDriftDetectionId: string | undefined) =>
    cloudFormation.send(new DescribeStackDriftDetectionStatusCommand({ StackDriftDetectionId }));

  it('is known when a detection has ended', async () => {
    assert.deepEqual((await drifts()).StackResourceDrifts, []);
    const { StackDriftDetectionId } = await detect('shop');
    assert.equal((await status(StackDriftDetectionId)).DetectionStatus, 'DETECTION_IN_PROGRESS');
    assert.deepEqual((await drifts()).StackResourceDrifts, []);
    assert.match((await refused(detect('shop'))).message, /already in progress/);
    clock.advance(5000);
    const over = await status(StackDriftDetectionId);
    assert.deepEqual([over.DetectionStatus, over.StackDriftStatus, over.DriftedStackResourceCount], ['DETECTION_COMPLETE', 'DRIFTED', 2]);
    const all = (await drifts()).StackResourceDrifts?.map((one) => [one.LogicalResourceId, one.StackResourceDriftStatus]);
    assert.deepEqual(all, [['Alerts', 'IN_SYNC'], ['Gone', 'DELETED'], ['Orders', 'MODIFIED']]); // prettier-ignore
    const first = await drifts(undefined, 2);
    assert.equal(first.StackResourceDrifts?.length, 2);
    const rest = { StackName: 'shop', MaxResults: 2, NextToken: first.NextToken };
    assert.equal((await cloudFormation.send(new DescribeStackResourceDriftsCommand(rest))).StackResourceDrifts?.length, 1);
    const [modified, ...others] = (await drifts(['MODIFIED'])).StackResourceDrifts ?? [];
    assert.equal(others.length, 0);
    assert.deepEqual(JSON.parse(modified?.ActualProperties ?? ''), { BillingMode: 'PROVISIONED' });
    assert.deepEqual(modified?.PropertyDifferences, [
      { PropertyPath: '/BillingMode', ExpectedValue: 'PAY_PER_REQUEST', ActualValue: 'PROVISIONED', DifferenceType: 'NOT_EQUAL' },
    ]);
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: 'shop' }));
    assert.equal(Stacks?.[0]?.DriftInformation?.StackDriftStatus, 'DRIFTED');
    const { StackResourceSummaries } = await cloudFormation.send(new ListStackResourcesCommand({ StackName: 'shop' }));
    assert.equal(StackResourceSummaries?.at(-1)?.DriftInformation?.StackResourceDriftStatus, 'MODIFIED');
  });

  it('may fail to be detected, and is not where a stack is on its way', async () => {
    const { StackDriftDetectionId } = await detect('fails');
    clock.advance(5000);
    const { DetectionStatus, DetectionStatusReason } = await status(StackDriftDetectionId);
    assert.deepEqual([DetectionStatus, DetectionStatusReason], ['DETECTION_FAILED', 'Failed to detect drift on resources [A]']);
    assert.equal((await refused(detect('half'))).code, 'ValidationError');
    assert.equal((await refused(status('invented'))).code, 'ValidationError');
  });
});

describe('CloudFormation’s refusals', () => {
  it('name what was asked for', async () => {
    const ask = () => cloudFormation.send(new ListStackResourcesCommand({ StackName: 'shop' }));
    aws.faults.push({ service: 'cloudformation', count: 1, do: 'accessDenied' });
    const user = `User: arn:aws:iam::${account}:user/dana is not authorized to perform:`;
    const arn = `arn:aws:cloudformation:${region}:${account}:stack/shop/*`;
    const denied = `${user} cloudformation:ListStackResources on resource: ${arn} because no identity-based policy allows the cloudformation:ListStackResources action`;
    assert.deepEqual(await refused(ask()), { code: 'AccessDenied', status: 403, message: denied });
    aws.faults.splice(0, 1, { service: 'cloudformation', count: 1, do: 'throttle' });
    assert.deepEqual(await refused(ask()), { code: 'Throttling', status: 400, message: 'Rate exceeded' });
    aws.faults.splice(0, 1, { service: 'cloudformation', count: 1, do: 'expiredToken' });
    assert.deepEqual([(await refused(ask())).code], ['ExpiredToken']);
    aws.faults.splice(0, 1, { service: 'cloudformation', count: 1, do: 'invalidNextToken' });
    assert.equal((await refused(ask())).code, 'ValidationError');
    aws.faults.pop();
    const unknown = new CloudFormationClient(client(aws, { credentials: { accessKeyId: 'AKIANOBODYEXAMPLE', secretAccessKey: 'x' } }));
    assert.equal((await refused(unknown.send(new ListStacksCommand({})))).code, 'InvalidClientTokenId');
  });

  it('come, as answers do, in the namespace of the service', async () => {
    const open = await startAws({ accounts: [{ id: account, stacks }], clock });
    const authorization = `AWS4-HMAC-SHA256 Credential=x/20261125/${region}/cloudformation/aws4_request, SignedHeaders=host, Signature=00`;
    const ask = async (form: Record<string, string>) => {
      const body = new URLSearchParams({ Version: '2010-05-15', ...form });
      const reply = await fetch(open.url, { method: 'POST', body, headers: { authorization } });
      return `${reply.status} ${await reply.text()}`;
    };
    const namespace = 'xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"';
    const listed = await ask({ Action: 'ListStackResources', StackName: 'shop' });
    const begin = `200 <ListStackResourcesResponse ${namespace}><ListStackResourcesResult><StackResourceSummaries><member><LogicalResourceId>Alerts<`;
    assert.equal(listed.slice(0, begin.length), begin);
    const refusal = await ask({ Action: 'ListStackResources', StackName: 'nothing' });
    const error = '<Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id nothing does not exist</Message></Error>';
    assert.ok(refusal.startsWith(`400 <ErrorResponse ${namespace}>${error}<RequestId>`), refusal);
    assert.match(await ask({ Action: 'ListStackResources' }), /Value null at 'stackName' failed to satisfy constraint/);
    await open.close();
  });
});
