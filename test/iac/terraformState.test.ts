// Local state first: exact ids, every instance, and never a secret.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { identify, identifyAll } from '../../src/iac/identify.ts';
import type { Identified } from '../../src/iac/identify.ts';
import { parseState } from '../../src/iac/terraform/terraformState.ts';
import { tableFiles } from './disk.ts';
import './wasm.ts';

const SG = 'sg-0123456789abcdef0';
const resource = (type: string, name: string, instances: object[], module?: string): object => ({
  mode: 'managed',
  type,
  name,
  provider: 'provider["registry.terraform.io/hashicorp/aws"]',
  instances,
  ...(module ? { module } : {}),
});
const state = (...resources: object[]): string =>
  JSON.stringify({ version: 4, terraform_version: '1.9.5', serial: 41, lineage: 'x', outputs: { p: { value: 'hunter2' } }, resources });
const bucket = (name: string, key?: string | number): object => ({
  ...(key === undefined ? {} : { index_key: key }),
  attributes: { id: name, bucket: name, arn: `arn:aws:s3:::${name}`, region: 'eu-west-1', bucket_domain_name: `${name}.s3.amazonaws.com` },
});

const MAIN = `provider "aws" {
  region = "eu-central-1"
}
resource "aws_security_group" "web" {
  name = "acme-web"
}
resource "aws_security_group_rule" "ssh" {
  security_group_id = aws_security_group.web.id
}
resource "aws_s3_bucket" "logs" {
  count  = 2
  bucket = "acme-logs-\${count.index}"
}
resource "aws_s3_bucket_versioning" "logs" {
  bucket = aws_s3_bucket.logs[1].id
}
resource "aws_db_instance" "main" {
  identifier = "acme-main"
  password   = "hunter2"
}
`;
const STATE = state(
  resource('aws_security_group', 'web', [
    {
      attributes: {
        id: SG,
        name: 'acme-web',
        arn: `arn:aws:ec2:eu-central-1:111122223333:security-group/${SG}`,
        owner_id: '111122223333',
        vpc_id: 'vpc-1',
      },
    },
  ]),
  resource('aws_security_group_rule', 'ssh', [
    { attributes: { id: 'sgrule-42', security_group_id: SG, security_group_rule_id: 'sgr-0aa' } },
  ]),
  resource('aws_s3_bucket', 'logs', [bucket('acme-logs-0', 0), bucket('acme-logs-1', 1)]),
  resource('aws_s3_bucket_versioning', 'logs', [{ attributes: { id: 'acme-logs-1', bucket: 'acme-logs-1' } }]),
  resource('aws_db_instance', 'main', [
    {
      attributes: {
        id: 'db-ABC',
        identifier: 'acme-main',
        resource_id: 'db-ABC',
        arn: 'arn:aws:rds:eu-central-1:111122223333:db:acme-main',
        password: 'hunter2',
        username: 'root',
      },
    },
  ]),
);

const byAddress = (found: Identified[]): Record<string, Identified['identity']> =>
  Object.fromEntries(found.map(({ address, identity }) => [address, identity]));
const values = (identity: Identified['identity'] | undefined): string[] | undefined =>
  identity?.values.map(({ value, kind }) => `${kind} ${value}`);

void test('ids, names, ARNs, account and Region come from the state, with its serial', async () => {
  const all = byAddress(
    await identifyAll('/code/main.tf', tableFiles({ '/code/main.tf': MAIN, '/code/terraform.tfstate': STATE }, '/code')),
  );
  const web = all['aws_security_group.web'];
  assert.deepEqual(values(web), [`arn arn:aws:ec2:eu-central-1:111122223333:security-group/${SG}`, `id ${SG}`, 'name acme-web']);
  assert.equal(web?.account, '111122223333');
  assert.equal(web?.region, 'eu-central-1');
  assert.equal(web?.eventSource, 'ec2.amazonaws.com');
  assert.equal(web?.resourceType, 'AWS::EC2::SecurityGroup');
  assert.equal(web?.missing, undefined);
  assert.deepEqual(web?.values[1]?.via, { how: 'state', text: 'id from terraform.tfstate, serial 41', file: '/code/terraform.tfstate' });
  assert.deepEqual(values(all['aws_s3_bucket.logs[1]']), ['arn arn:aws:s3:::acme-logs-1', 'name acme-logs-1']);
  assert.equal(all['aws_s3_bucket.logs[1]']?.region, 'eu-west-1');
});

void test('parts lead to what they are part of, to the right instance', async () => {
  const all = byAddress(
    await identifyAll('/code/main.tf', tableFiles({ '/code/main.tf': MAIN, '/code/terraform.tfstate': STATE }, '/code')),
  );
  assert.deepEqual(values(all['aws_security_group_rule.ssh']), ['id sgr-0aa']);
  assert.equal(all['aws_security_group_rule.ssh']?.parent?.address, 'aws_security_group.web');
  assert.deepEqual(values(all['aws_s3_bucket_versioning.logs']), []);
  assert.equal(all['aws_s3_bucket_versioning.logs']?.parent?.address, 'aws_s3_bucket.logs[1]');
  assert.deepEqual(values(all['aws_s3_bucket_versioning.logs']?.parent), ['arn arn:aws:s3:::acme-logs-1', 'name acme-logs-1']);
});

void test('without state parts lead to their parents by the code alone', async () => {
  const all = byAddress(await identifyAll('/code/main.tf', tableFiles({ '/code/main.tf': MAIN }, '/code')));
  assert.deepEqual(values(all['aws_s3_bucket_versioning.logs']?.parent), ['name acme-logs-1']);
  assert.deepEqual(values(all['aws_security_group_rule.ssh']?.parent), ['name acme-web']);
  assert.equal(all['aws_security_group.web']?.region, 'eu-central-1');
  assert.match(all['aws_security_group.web']?.missing ?? '', /no terraform\.tfstate in \/code/);
});

void test('nothing of the state but identity is kept', () => {
  const read = parseState(STATE, '/code/terraform.tfstate');
  assert.ok(typeof read !== 'string');
  assert.doesNotMatch(JSON.stringify(read), /hunter2|root|bucket_domain_name|vpc-1/);
});

void test('accounts and Regions are never values: they would find everything', () => {
  const read = parseState(
    state(
      resource('aws_s3_account_public_access_block', 'a', [{ attributes: { id: '111122223333', account_id: '111122223333' } }]),
      resource('aws_ebs_encryption_by_default', 'b', [{ attributes: { id: 'eu-west-1' } }]),
    ),
    's',
  );
  assert.ok(typeof read !== 'string');
  assert.deepEqual(
    read.instances.map((instance) => instance.values),
    [[], []],
  );
});

void test('a resource the state does not hold is named by its code, and that is said', async () => {
  const files = tableFiles(
    { '/code/main.tf': `${MAIN}resource "aws_sqs_queue" "new" {\n  name = "acme-new"\n}\n`, '/code/terraform.tfstate': STATE },
    '/code',
  );
  const [found] = await identify('/code/main.tf', MAIN.split('\n').length, files);
  assert.deepEqual(values(found?.identity), ['name acme-new']);
  assert.match(found?.identity.missing ?? '', /serial 41\) does not hold it/);
});

void test('every workspace is listed', async () => {
  const files = tableFiles(
    {
      '/code/main.tf': 'resource "aws_s3_bucket" "b" {\n  bucket = var.name\n}\n',
      '/code/terraform.tfstate': state(resource('aws_s3_bucket', 'b', [bucket('acme-default')])),
      '/code/terraform.tfstate.d/prod/terraform.tfstate': state(resource('aws_s3_bucket', 'b', [bucket('acme-prod')])),
    },
    '/code',
  );
  const found = await identify('/code/main.tf', 0, files);
  assert.deepEqual(
    found.map(({ address, identity }) => [address, identity.values.at(-1)?.value]),
    [
      ['aws_s3_bucket.b', 'acme-default'],
      ['aws_s3_bucket.b (prod)', 'acme-prod'],
    ],
  );
});

void test('states that are not read say why: old, broken, remote', async () => {
  const main = 'resource "aws_vpc" "v" {\n  cidr_block = "10.0.0.0/16"\n}\n';
  const missing = async (more: Record<string, string>): Promise<string> => {
    const [found] = await identify('/code/main.tf', 0, tableFiles({ '/code/main.tf': main, ...more }, '/code'));
    assert.deepEqual(found?.identity.values, []);
    return found?.identity.missing ?? '';
  };
  assert.match(await missing({ '/code/terraform.tfstate': '{"version": 3, "serial": 7, "modules": []}' }), /version 3; version 4 is read/);
  assert.match(await missing({ '/code/terraform.tfstate': '{"version": 4, "reso' }), /not valid JSON/);
  assert.match(
    await missing({ '/code/.terraform/terraform.tfstate': '{"version": 3, "backend": {"type": "s3", "config": {"bucket": "acme-tf"}}}' }),
    /remote \(backend "s3"\)/,
  );
  assert.match(await missing({ '/code/backend.tf': 'terraform {\n  backend "s3" {}\n}\n' }), /remote \(backend "s3"\)/);
  assert.match(await missing({ '/code/backend.tf': 'terraform {\n  cloud {}\n}\n' }), /remote \(backend "cloud"\)/);
  assert.match(await missing({}), /no terraform\.tfstate .* no name that is known/);
});

const MODULE =
  'variable "name" {}\nresource "aws_s3_bucket" "b" {\n  bucket = "${var.name}-data"\n}\nresource "aws_s3_bucket_policy" "p" {\n  bucket = aws_s3_bucket.b.id\n}\n';

void test('in a module, every call that leads there is an instance, with its own arguments', async () => {
  const files = tableFiles(
    {
      '/code/modules/store/main.tf': MODULE,
      '/code/live/main.tf':
        'module "a" {\n  source = "../modules/store"\n  name = "acme-a"\n}\nmodule "m" {\n  source = "../modules/store"\n  for_each = toset(["x", "y"])\n  name = "acme-${each.key}"\n}\n',
      '/code/other/main.tf': 'module "z" {\n  source = "../modules/elsewhere"\n}\n',
    },
    '/code',
  );
  const found = await identify('/code/modules/store/main.tf', 1, files);
  assert.deepEqual(
    found.map(({ address, identity }) => [address, identity.values[0]?.value]),
    [
      ['module.a.aws_s3_bucket.b', 'acme-a-data'],
      ['module.m["x"].aws_s3_bucket.b', 'acme-x-data'],
      ['module.m["y"].aws_s3_bucket.b', 'acme-y-data'],
    ],
  );
  const [policy] = await identify('/code/modules/store/main.tf', 4, files);
  assert.equal(policy?.identity.parent?.values[0]?.value, 'acme-a-data');
});

void test("in a module, the callers' states name the instances", async () => {
  const files = tableFiles(
    {
      '/code/modules/store/main.tf': MODULE,
      '/code/live/main.tf': 'module "m" {\n  source   = "../modules/store"\n  for_each = var.stores\n  name     = each.key\n}\n',
      '/code/live/terraform.tfstate': state(
        resource('aws_s3_bucket', 'b', [bucket('acme-x-data')], 'module.m["x"]'),
        resource('aws_s3_bucket', 'b', [bucket('acme-y-data')], 'module.m["y"]'),
      ),
    },
    '/code',
  );
  const found = await identify('/code/modules/store/main.tf', 1, files);
  assert.deepEqual(
    found.map(({ address, identity }) => [address, identity.values.at(-1)?.value]),
    [
      ['module.m["x"].aws_s3_bucket.b', 'acme-x-data'],
      ['module.m["y"].aws_s3_bucket.b', 'acme-y-data'],
    ],
  );
});

void test('a module call stands for all it makes: by state, by its local code, or by the names a foreign module begins with', async () => {
  const local = 'module "a" {\n  source = "./store"\n  name = "acme-a"\n}\n';
  const byCode = await identify('/code/main.tf', 0, tableFiles({ '/code/main.tf': local, '/code/store/main.tf': MODULE }, '/code'));
  assert.deepEqual(
    byCode.map(({ address }) => address),
    ['module.a.aws_s3_bucket.b', 'module.a.aws_s3_bucket_policy.p'],
  );
  const foreign = 'module "a" {\n  source = "terraform-aws-modules/vpc/aws"\n  name = "acme-core"\n}\n';
  const byName = await identify('/code/main.tf', 0, tableFiles({ '/code/main.tf': foreign }, '/code'));
  assert.deepEqual(
    byName.map(({ address, identity }) => [address, values(identity)]),
    [['module.a', ['pattern acme-core*']]],
  );
  const applied = state(
    resource('aws_vpc', 'this', [{ attributes: { id: 'vpc-0abc' }, index_key: 0 }], 'module.a'),
    resource('aws_vpc', 'no', [{ attributes: { id: 'vpc-0def' } }], 'module.ab'),
  );
  const byState = await identify('/code/main.tf', 0, tableFiles({ '/code/main.tf': foreign, '/code/terraform.tfstate': applied }, '/code'));
  assert.deepEqual(
    byState.map(({ address, identity }) => [address, values(identity)]),
    [['module.a.aws_vpc.this[0]', ['id vpc-0abc']]],
  );
});

void test('modules that call each other in a circle are read once', async () => {
  const files = tableFiles(
    {
      '/code/a/main.tf': 'module "b" {\n  source = "../b"\n}\nresource "aws_s3_bucket" "b" {\n  bucket = "acme-a"\n}\n',
      '/code/b/main.tf': 'module "a" {\n  source = "../a"\n}\n',
    },
    '/code',
  );
  const found = await identify('/code/a/main.tf', 3, files);
  assert.ok(found.length > 0);
  assert.equal(found[0]?.identity.values[0]?.value, 'acme-a');
});

void test('providers tell the Region, by alias and through modules; global services have none', async () => {
  const files = tableFiles(
    {
      '/code/main.tf': `provider "aws" {
  region = "eu-west-1"
}
provider "aws" {
  alias  = "us"
  region = "us-east-1"
}
resource "aws_sqs_queue" "here" {
  name = "acme-here"
}
resource "aws_sqs_queue" "there" {
  provider = aws.us
  name     = "acme-there"
}
resource "aws_iam_role" "r" {
  name = "acme-role"
}
module "m" {
  source    = "./m"
  providers = { aws = aws.us }
}
`,
      '/code/m/main.tf': 'resource "aws_sqs_queue" "q" {\n  name = "acme-module"\n}\n',
    },
    '/code',
  );
  const all = byAddress(await identifyAll('/code/main.tf', files));
  assert.equal(all['aws_sqs_queue.here']?.region, 'eu-west-1');
  assert.equal(all['aws_sqs_queue.there']?.region, 'us-east-1');
  assert.equal(all['aws_iam_role.r']?.region, undefined);
  assert.equal(all['module.m.aws_sqs_queue.q']?.region, 'us-east-1');
});

void test('what is not of AWS says so; where nothing stands, nothing is identified', async () => {
  const files = tableFiles({ '/code/main.tf': 'resource "random_id" "r" {\n  byte_length = 4\n}\n\n\n' }, '/code');
  const [found] = await identify('/code/main.tf', 0, files);
  assert.match(found?.identity.missing ?? '', /not a resource of AWS/);
  assert.deepEqual(await identify('/code/main.tf', 3, files), []);
  assert.deepEqual(await identify('/code/missing.tf', 0, files), []);
});

void test('paths with backslashes work alike', async () => {
  const table: Record<string, string> = {
    'C:\\w\\main.tf': 'module "s" {\n  source = "./s"\n  name = "acme"\n}\n',
    'C:\\w\\s\\main.tf': MODULE,
  };
  const found = await identify('C:\\w\\s\\main.tf', 1, {
    roots: ['C:\\w'],
    readFile: (path) => Promise.resolve(table[path]),
    list: (dir) => Promise.resolve(dir === 'C:\\w' ? ['main.tf', 's/'] : dir === 'C:\\w\\s' ? ['main.tf'] : []),
  });
  assert.deepEqual(
    found.map(({ address, identity }) => [address, identity.values[0]?.value]),
    [['module.s.aws_s3_bucket.b', 'acme-data']],
  );
});
