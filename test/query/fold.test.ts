import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { effectsOf } from '../../src/query/effects.ts';
import { Fold } from '../../src/query/fold.ts';
import { eventsOf } from './records.ts';
import type { Told } from './records.ts';

type Short = Pick<Told, 'name' | 'source'> & Partial<Told>;

/** What each event of a story changed: "path: before → after (event that set before)". */
function told(story: readonly Short[], names: readonly string[], type?: string): { changes: string[][]; state: string[] } {
  const fold = new Fold();
  const resource = { names: new Set(names), ...(type === undefined ? {} : { type }) };
  const at = (i: number): string => `2024-03-01T10:${String(i).padStart(2, '0')}`;
  const changes = eventsOf(story.map((one, i) => ({ at: at(i), ...one }))).map(({ event, row }) =>
    fold
      .apply(effectsOf(event, resource), row)
      .map(
        ({ path, before, after, beforeBy }) =>
          `${path}: ${before ?? '?'} → ${after ?? 'gone'}${beforeBy === undefined ? '' : ` (${beforeBy.eventName})`}`,
      ),
  );
  return { changes, state: fold.attributes().map(({ path, value, by }) => `${path} = ${value} by ${by.eventName}`) };
}

const lastOf = (story: readonly Short[], names: readonly string[], type?: string): string[] =>
  told(story, names, type).changes.at(-1) ?? [];

const rule = (port: number, cidr: string) => ({
  items: [
    {
      ipProtocol: 'tcp',
      fromPort: port,
      toPort: port,
      groups: {},
      ipRanges: { items: [{ cidrIp: cidr }] },
      ipv6Ranges: {},
      prefixListIds: {},
    },
  ],
});
const ec2 = (name: string, request: Told['request'], response?: Told['response']): Short => ({
  name,
  source: 'ec2',
  request: request ?? null,
  response: response ?? null,
});
const iam = (name: string, request: Told['request'], response?: Told['response']): Short => ({
  name,
  source: 'iam',
  request: request ?? null,
  response: response ?? null,
});
const s3 = (name: string, more: object = {}): Short => ({
  name,
  source: 's3',
  request: { bucketName: 'logs', Host: 'logs.s3.amazonaws.com', ...more },
});

test('create sets what it was given and what AWS chose; the names of the resource itself are no attributes', () => {
  const { state } = told(
    [
      {
        name: 'CreateDBInstance',
        source: 'rds',
        request: {
          dBInstanceIdentifier: 'orders',
          engine: 'postgres',
          allocatedStorage: 20,
          masterUserPassword: '****',
          tags: [{ key: 'team', value: 'shop' }],
        },
        response: {
          dBInstanceIdentifier: 'orders',
          engine: 'postgres',
          allocatedStorage: 20,
          backupRetentionPeriod: 7,
          dBInstanceStatus: 'creating',
          pendingModifiedValues: {},
        },
      },
    ],
    ['orders'],
    'AWS::RDS::DBInstance',
  );
  assert.deepEqual(state, [
    'allocatedStorage = 20 by CreateDBInstance',
    'backupRetentionPeriod = 7 by CreateDBInstance',
    'engine = "postgres" by CreateDBInstance',
    'masterUserPassword = "****" by CreateDBInstance',
    'tags.team = "shop" by CreateDBInstance',
  ]);
});

test('modify: before is what the create or its answer said', () => {
  const create: Short = {
    name: 'CreateDBInstance',
    source: 'rds',
    request: { dBInstanceIdentifier: 'orders', allocatedStorage: 20 },
    response: { backupRetentionPeriod: 7 },
  };
  const modify: Short = {
    name: 'ModifyDBInstance',
    source: 'rds',
    request: { dBInstanceIdentifier: 'orders', allocatedStorage: 40, backupRetentionPeriod: 0, applyImmediately: true },
  };
  assert.deepEqual(lastOf([create, modify], ['orders'], 'AWS::RDS::DBInstance'), [
    'allocatedStorage: 20 → 40 (CreateDBInstance)',
    'backupRetentionPeriod: 7 → 0 (CreateDBInstance)',
  ]);
  assert.deepEqual(lastOf([modify], ['orders'], 'AWS::RDS::DBInstance'), ['allocatedStorage: ? → 40', 'backupRetentionPeriod: ? → 0']);
});

test('wrapped single values and named attributes of EC2', () => {
  const off = ec2('ModifyInstanceAttribute', { instanceId: 'i-0123456789abcdef0', disableApiTermination: { value: true } });
  const on = ec2('ModifyInstanceAttribute', { instanceId: 'i-0123456789abcdef0', attribute: 'disableApiTermination', value: 'false' });
  assert.deepEqual(lastOf([off, on], ['i-0123456789abcdef0']), ['disableApiTermination: true → "false" (ModifyInstanceAttribute)']);
});

test('put replaces the whole: what it leaves out is gone', () => {
  const put = (flags: object): Short => s3('PutBucketPublicAccessBlock', { publicAccessBlock: '', PublicAccessBlockConfiguration: flags });
  assert.deepEqual(lastOf([put({ BlockPublicAcls: true, IgnorePublicAcls: true }), put({ BlockPublicAcls: false })], ['logs']), [
    'publicAccessBlock.IgnorePublicAcls: true → gone (PutBucketPublicAccessBlock)',
    'publicAccessBlock.BlockPublicAcls: true → false (PutBucketPublicAccessBlock)',
  ]);
  assert.deepEqual(lastOf([put({ BlockPublicAcls: true }), s3('DeleteBucketPublicAccessBlock')], ['logs']), [
    'publicAccessBlock.BlockPublicAcls: true → gone (PutBucketPublicAccessBlock)',
  ]);
});

test('a policy is one attribute; deleting it names what it was', () => {
  const policy = { Version: '2012-10-17', Statement: [] };
  const story = [s3('PutBucketPolicy', { policy: '', bucketPolicy: policy }), s3('DeleteBucketPolicy', { policy: '' })];
  assert.deepEqual(told(story, ['logs']).changes, [
    [`policy: ? → ${JSON.stringify(policy)}`],
    [`policy: ${JSON.stringify(policy)} → gone (PutBucketPolicy)`],
  ]);
  assert.deepEqual(lastOf(story.slice(1), ['logs']), ['policy: ? → gone']);
});

test('documents held as text, also percent-encoded, are compared as documents', () => {
  const trust = { Version: '2012-10-17', Statement: [{ Effect: 'Allow' }] };
  const create = iam(
    'CreateRole',
    { roleName: 'web', assumeRolePolicyDocument: JSON.stringify(trust) },
    {
      role: {
        roleName: 'web',
        arn: 'arn:aws:iam::111122223333:role/web',
        assumeRolePolicyDocument: encodeURIComponent(JSON.stringify(trust)),
        maxSessionDuration: 3600,
      },
    },
  );
  const update = iam('UpdateAssumeRolePolicy', { roleName: 'web', policyDocument: '{"Statement":[]}' });
  const { changes } = told([create, update], ['web', 'arn:aws:iam::111122223333:role/web'], 'AWS::IAM::Role');
  assert.deepEqual(changes, [
    ['maxSessionDuration: ? → 3600', `assumeRolePolicyDocument: ? → ${JSON.stringify(trust)}`],
    [`assumeRolePolicyDocument: ${JSON.stringify(trust)} → {"Statement":[]} (CreateRole)`],
  ]);
});

test('security group rules: one by one, revoked by what they say or by their id', () => {
  const group = { groupId: 'sg-0123456789abcdef0' };
  const open = ec2(
    'AuthorizeSecurityGroupIngress',
    { ...group, ipPermissions: rule(22, '0.0.0.0/0') },
    {
      securityGroupRuleSet: {
        items: [
          { ...group, securityGroupRuleId: 'sgr-0123456789abcdef0', ipProtocol: 'tcp', fromPort: 22, toPort: 22, cidrIpv4: '0.0.0.0/0' },
        ],
      },
    },
  );
  const web = ec2('AuthorizeSecurityGroupIngress', { ...group, ipPermissions: rule(443, '10.0.0.0/8') });
  const byRule = ec2('RevokeSecurityGroupIngress', { ...group, ipPermissions: rule(22, '0.0.0.0/0') });
  const byId = ec2('RevokeSecurityGroupIngress', {
    ...group,
    securityGroupRuleIds: { items: [{ securityGroupRuleId: 'sgr-0123456789abcdef0' }] },
  });
  const old = ec2('RevokeSecurityGroupIngress', { ...group, ipProtocol: 'tcp', fromPort: 443, toPort: 443, cidrIp: '10.0.0.0/8' });
  const gone = ['ingress: "tcp 22 from 0.0.0.0/0" → gone (AuthorizeSecurityGroupIngress)'];
  assert.deepEqual(told([open, web], ['sg-0123456789abcdef0']).state, [
    'ingress = "tcp 22 from 0.0.0.0/0" by AuthorizeSecurityGroupIngress',
    'ingress = "tcp 443 from 10.0.0.0/8" by AuthorizeSecurityGroupIngress',
  ]);
  assert.deepEqual(lastOf([open, web, byRule], ['sg-0123456789abcdef0']), gone);
  assert.deepEqual(lastOf([open, web, byId], ['sg-0123456789abcdef0']), gone);
  assert.deepEqual(told([open, web, byId, old], ['sg-0123456789abcdef0']).state, []);
  assert.deepEqual(lastOf([byId], ['sg-0123456789abcdef0']), ['ingress: "sgr-0123456789abcdef0" → gone']);
});

test('tags in every shape; removing one leaves its neighbours, also with dots in keys', () => {
  const tag = (value: string) => ({
    items: [
      { key: 'app', value },
      { key: 'app.kubernetes.io', value: 'x' },
    ],
  });
  const ids = { items: [{ resourceId: 'sg-0123456789abcdef0' }] };
  const story = [
    ec2('CreateTags', { resourcesSet: ids, tagSet: tag('web') }),
    ec2('CreateTags', { resourcesSet: ids, tagSet: tag('api') }),
    ec2('DeleteTags', { resourcesSet: ids, tagSet: { items: [{ key: 'app' }] } }),
  ];
  const { changes, state } = told(story, ['sg-0123456789abcdef0']);
  assert.deepEqual(changes[1]?.[0], 'tags.app: "web" → "api" (CreateTags)');
  assert.deepEqual(changes[2], ['tags.app: "api" → gone (CreateTags)']);
  assert.deepEqual(state, ['tags.app.kubernetes.io = "x" by CreateTags']);
  const shapes: Short[] = [
    {
      name: 'TagResource',
      source: 'lambda',
      request: { resource: 'arn:aws:lambda:eu-west-1:111122223333:function:web', tags: { team: 'shop' } },
    },
    { name: 'TagRole', source: 'iam', request: { roleName: 'web', tags: [{ key: 'team', value: 'shop' }] } },
    s3('PutBucketTagging', { tagging: '', Tagging: { TagSet: { Tag: { Key: 'team', Value: 'shop' } } } }),
    s3('PutBucketTagging', { tagging: '', Tagging: { TagSet: { Tag: [{ Key: 'team', Value: 'shop' }] } } }),
  ];
  for (const shape of shapes)
    assert.deepEqual(
      lastOf([shape], ['web', 'logs', 'arn:aws:lambda:eu-west-1:111122223333:function:web']),
      ['tags.team: ? → "shop"'],
      shape.name,
    );
  const untag: Short = { name: 'UntagResource', source: 'lambda', request: { resource: 'web', tagKeys: ['team'] } };
  assert.deepEqual(lastOf([shapes[0]!, untag], ['web', 'arn:aws:lambda:eu-west-1:111122223333:function:web']), [
    'tags.team: "shop" → gone (TagResource)',
  ]);
});

test('attach and detach are members of a set; inline policies are known by their name', () => {
  const admin = { roleName: 'web', policyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' };
  const inline = (action: string) =>
    iam('PutRolePolicy', { roleName: 'web', policyName: 'read', policyDocument: `{"Action":"${action}"}` });
  const story = [
    iam('AttachRolePolicy', admin),
    inline('s3:GetObject'),
    inline('s3:*'),
    iam('DetachRolePolicy', admin),
    iam('DeleteRolePolicy', { roleName: 'web', policyName: 'read' }),
  ];
  assert.deepEqual(told(story, ['web'], 'AWS::IAM::Role').changes, [
    ['attachedPolicies: ? → "arn:aws:iam::aws:policy/AdministratorAccess"'],
    ['policies.read: ? → {"Action":"s3:GetObject"}'],
    ['policies.read: {"Action":"s3:GetObject"} → {"Action":"s3:*"} (PutRolePolicy)'],
    ['attachedPolicies: "arn:aws:iam::aws:policy/AdministratorAccess" → gone (AttachRolePolicy)'],
    ['policies.read: {"Action":"s3:*"} → gone (PutRolePolicy)'],
  ]);
});

test('add and remove without a line in the table: the parameter is the set', () => {
  const add = iam('AddRoleToInstanceProfile', { instanceProfileName: 'web-profile', roleName: 'web' });
  const remove = iam('RemoveRoleFromInstanceProfile', { instanceProfileName: 'web-profile', roleName: 'web' });
  assert.deepEqual(told([add, remove], ['web-profile']).changes, [
    ['roleName: ? → "web"'],
    ['roleName: "web" → gone (AddRoleToInstanceProfile)'],
  ]);
});

test('enable and disable are switches', () => {
  const rotation: Short[] = ['EnableKeyRotation', 'DisableKeyRotation'].map((name) => ({ name, source: 'kms', request: { keyId: 'k' } }));
  assert.deepEqual(lastOf(rotation, ['k']), ['keyRotation: true → false (EnableKeyRotation)']);
  const trail: Short[] = ['StartLogging', 'StopLogging'].map((name) => ({ name, source: 'cloudtrail', request: { name: 'main' } }));
  assert.deepEqual(lastOf(trail, ['main']), ['logging: true → false (StartLogging)']);
});

test('functions: dates behind names do not matter, code and permissions have their own attributes', () => {
  const fn = (name: string, request: object, response: object | null = null): Short => ({
    name,
    source: 'lambda',
    request: { functionName: 'web', ...request },
    response: response as Told['response'] & object,
  });
  const story = [
    fn('CreateFunction20150331', { runtime: 'nodejs22.x', timeout: 3, code: { s3Bucket: 'b', s3Key: 'v1.zip' } }),
    fn('UpdateFunctionConfiguration20150331v2', { timeout: 30 }),
    fn('UpdateFunctionCode20150331v2', { s3Bucket: 'b', s3Key: 'v2.zip', publish: false }, { functionName: 'web', codeSha256: 'abc=' }),
    fn('AddPermission20150331v2', { statementId: 'all', principal: '*' }),
    fn('RemovePermission20150331v2', { statementId: 'all' }),
  ];
  const { changes } = told(story, ['web'], 'AWS::Lambda::Function');
  assert.deepEqual(changes.slice(1), [
    ['timeout: 3 → 30 (CreateFunction20150331)'],
    [
      'code.s3Bucket: "b" → "b" (CreateFunction20150331)',
      'code.s3Key: "v1.zip" → "v2.zip" (CreateFunction20150331)',
      'codeSha256: ? → "abc="',
    ],
    ['permissions.all: ? → {"principal":"*"}'],
    ['permissions.all: {"principal":"*"} → gone (AddPermission20150331v2)'],
  ]);
});

test('a name used again begins anew', () => {
  const create = s3('CreateBucket');
  const { changes, state } = told(
    [
      create,
      s3('PutBucketPolicy', { bucketPolicy: { a: 1 } }),
      s3('DeleteBucket'),
      create,
      s3('PutBucketPolicy', { bucketPolicy: { a: 2 } }),
    ],
    ['logs'],
    'AWS::S3::Bucket',
  );
  assert.deepEqual(changes[4], ['policy: ? → {"a":2}']);
  assert.deepEqual(state, ['policy = {"a":2} by PutBucketPolicy']);
});

test('parameters that AWS left out are said, never guessed', () => {
  const left: Short = { ...s3('PutBucketPolicy'), request: { omitted: true, originalSize: 123456, reason: 'too large' } };
  const story = [s3('PutBucketPolicy', { bucketPolicy: { a: 1 } }), s3('PutBucketAcl', { 'x-amz-acl': 'private' }), left];
  const { changes, state } = told(story, ['logs']);
  assert.deepEqual(changes[2], []);
  assert.deepEqual(state, ['acl = "private" by PutBucketAcl']);
  assert.deepEqual(lastOf([...story, s3('PutBucketPolicy', { bucketPolicy: { a: 3 } })], ['logs']), [
    'policy: "unknown: AWS left the parameters of this call out for their size" → {"a":3} (PutBucketPolicy)',
  ]);
});

test('secrets stay out', () => {
  const { state } = told(
    [
      {
        name: 'UpdateFunctionConfiguration',
        source: 'lambda',
        request: { functionName: 'web', environment: { variables: { DB_PASSWORD: 'hunter2EXAMPLE', MODE: 'x' } } },
      },
    ],
    ['web'],
  );
  assert.ok(!state.join().includes('hunter2EXAMPLE'));
  assert.ok(state.some((line) => line.includes('MODE')));
});

test('long values are cut in the last known state', () => {
  const { state } = told([s3('PutBucketPolicy', { bucketPolicy: { a: 'x'.repeat(5000) } })], ['logs']);
  assert.ok((state[0] ?? '').length < 2100);
});

test('of a record with far too many parameters only the first are folded', () => {
  const many = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`p${i}`, i]));
  const call: Short = { name: 'ModifyDBInstance', source: 'rds', request: many };
  assert.equal(told([call, call], ['orders']).state.length, 1000);
});

test('whatever stands in a record, folding neither throws nor invents members', () => {
  const name = fc.constantFrom(
    'CreateRole',
    'PutBucketPolicy',
    'ModifyDBInstance',
    'AttachRolePolicy',
    'RevokeSecurityGroupIngress',
    'CreateTags',
    'DeleteTags',
    'TagResource',
    'PutBucketTagging',
    'UpdateFunctionCode',
    'AddPermission',
    'EnableRule',
    '__proto__',
    'constructor',
  );
  const request = fc.oneof(
    fc.jsonValue(),
    fc.record(
      {
        ipPermissions: fc.jsonValue(),
        tags: fc.jsonValue(),
        tagSet: fc.jsonValue(),
        policyArn: fc.jsonValue(),
        policyDocument: fc.string(),
      },
      { requiredKeys: [] },
    ),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(name, request, fc.jsonValue()), { maxLength: 6 }), (calls) => {
      const { state } = told(
        calls.map(([one, given, answer]) => ({
          name: one,
          source: 's3',
          request: given as Told['request'] & object,
          response: answer as Told['response'] & object,
        })),
        ['web'],
      );
      assert.ok(Array.isArray(state));
    }),
  );
});
