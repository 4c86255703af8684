// `import`, `moved` and `removed` blocks: what exists under another address, or none.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { declaredIn, identify, identifyAll } from '../../src/iac/identify.ts';
import { parseAddress } from '../../src/iac/terraform/terraformAddress.ts';
import { tableFiles } from './disk.ts';
import './wasm.ts';

const held = (type: string, name: string, module: string | undefined, ...instances: readonly (readonly [unknown, string])[]): object => ({
  mode: 'managed',
  type,
  name,
  ...(module === undefined ? {} : { module }),
  instances: instances.map(([key, bucket]) => ({ ...(key === undefined ? {} : { index_key: key }), attributes: { id: bucket, bucket } })),
});
const state = (...resources: object[]): string => JSON.stringify({ version: 4, serial: 9, resources });

async function found(table: Record<string, string>, file = '/code/main.tf'): Promise<(readonly [string, ...string[]])[]> {
  const all = await identifyAll(file, tableFiles(table, '/code'));
  return all.map(({ address, identity }) => [address, ...identity.values.map(({ value, via }) => `${value} (${via.text})`)] as const);
}

void test('an import block names what it imports, by expression and repetition, into modules too', async () => {
  const main = `locals {
  ids = { a = "acme-one", "b.c" = "acme-two" }
}
import {
  to = aws_security_group.web
  id = "sg-0123456789abcdef0"
}
resource "aws_security_group" "web" {
  name = "acme-web"
}
import {
  for_each = local.ids
  to       = aws_s3_bucket.each[each.key]
  id       = each.value
}
resource "aws_s3_bucket" "each" {
  for_each = var.unknown
}
import {
  to = module.m.aws_iam_role.r
  id = "acme-role"
}
module "m" {
  source = "./m"
}
import {
  to = aws_iam_role_policy.p
  id = "acme-role:inline"
}
resource "aws_iam_role_policy" "p" {
  role = var.role
}
`;
  const table = { '/code/main.tf': main, '/code/m/main.tf': 'resource "aws_iam_role" "r" {\n  name_prefix = "x"\n}\n' };
  const via = 'id of the import block in main.tf';
  assert.deepEqual(await found(table), [
    ['aws_security_group.web', `sg-0123456789abcdef0 (${via})`, 'acme-web (name in main.tf)'],
    ['aws_s3_bucket.each["a"]', `acme-one (${via})`],
    ['aws_s3_bucket.each["b.c"]', `acme-two (${via})`],
    ['module.m.aws_iam_role.r', `acme-role (${via})`],
    ['aws_iam_role_policy.p'],
  ]);
  assert.deepEqual(await found(table, '/code/m/main.tf'), [['module.m.aws_iam_role.r', `acme-role (${via})`]]);
  const [policy] = await identify(
    '/code/main.tf',
    main.split('\n').indexOf('resource "aws_iam_role_policy" "p" {'),
    tableFiles(table, '/code'),
  );
  assert.deepEqual(
    policy?.identity.parent?.values.map(({ value, kind, via: { how, line } }) => [value, kind, how, line]),
    [['acme-role', 'name', 'literal', 28]],
  );
});

void test('an import block in JSON, and one that tells nothing', async () => {
  const json = JSON.stringify({
    import: [
      { to: 'aws_s3_bucket.b', id: 'acme-json' },
      { to: '${aws_s3_bucket.c}', id: '${var.no}' },
    ],
    resource: { aws_s3_bucket: { b: {}, c: {} } },
  });
  assert.deepEqual(await found({ '/code/main.tf.json': json }, '/code/main.tf.json'), [
    ['aws_s3_bucket.b', 'acme-json (id of the import block in main.tf.json)'],
    ['aws_s3_bucket.c'],
  ]);
});

void test('what was moved is found in a state that does not know of it yet, over several moves, keys and modules', async () => {
  const main = `moved {
  from = aws_s3_bucket.oldest
  to   = aws_s3_bucket.old
}
moved {
  from = aws_s3_bucket.old
  to   = aws_s3_bucket.new
}
moved {
  from = aws_s3_bucket.one
  to   = aws_s3_bucket.many["a.b"]
}
moved {
  from = module.before
  to   = module.after["x"]
}
resource "aws_s3_bucket" "new" {}
resource "aws_s3_bucket" "many" {
  for_each = toset(["a.b", "c"])
}
module "after" {
  source   = "./m"
  for_each = toset(["x"])
}
`;
  const module = `moved {
  from = aws_s3_bucket.this
  to   = aws_s3_bucket.that
}
resource "aws_s3_bucket" "that" {
  count = 2
}
`;
  const table = {
    '/code/main.tf': main,
    '/code/m/main.tf': module,
    '/code/terraform.tfstate': state(
      held('aws_s3_bucket', 'oldest', undefined, [undefined, 'acme-new']),
      held('aws_s3_bucket', 'one', undefined, [undefined, 'acme-ab']),
      held('aws_s3_bucket', 'many', undefined, ['c', 'acme-c']),
      held('aws_s3_bucket', 'this', 'module.before', [0, 'acme-0'], [1, 'acme-1']),
    ),
  };
  const all = await found(table);
  assert.deepEqual(
    all.map(([address, value]) => `${address} ${value?.split(' ')[0]}`),
    [
      'aws_s3_bucket.new acme-new',
      'aws_s3_bucket.many["a.b"] acme-ab',
      'aws_s3_bucket.many["c"] acme-c',
      'module.after["x"].aws_s3_bucket.that[0] acme-0',
      'module.after["x"].aws_s3_bucket.that[1] acme-1',
    ],
  );
  assert.match(all[0]?.[1] ?? '', /serial 9, where it is still aws_s3_bucket\.oldest/);
  assert.deepEqual(
    (await found(table, '/code/m/main.tf')).map(([address]) => address),
    ['module.after["x"].aws_s3_bucket.that[0]', 'module.after["x"].aws_s3_bucket.that[1]'],
  );
});

void test('nothing moves to where something is, nor in circles', async () => {
  const moves = (from: string, to: string): string => `moved {\n  from = ${from}\n  to   = ${to}\n}\n`;
  const main = `${moves('aws_s3_bucket.a', 'aws_s3_bucket.b')}${moves('aws_s3_bucket.x', 'aws_s3_bucket.y')}${moves('aws_s3_bucket.y', 'aws_s3_bucket.x')}moved {}\nresource "aws_s3_bucket" "b" {}\n`;
  const table = {
    '/code/main.tf': main,
    '/code/terraform.tfstate': state(
      held('aws_s3_bucket', 'a', undefined, [undefined, 'acme-a']),
      held('aws_s3_bucket', 'b', undefined, [undefined, 'acme-b']),
      held('aws_s3_bucket', 'x', undefined, [undefined, 'acme-x']),
    ),
  };
  assert.deepEqual(
    (await found(table)).map(([address, value]) => [address, value?.split(' ')[0]]),
    [['aws_s3_bucket.b', 'acme-b']],
  );
});

void test('a removed block leads to what the state still holds', async () => {
  const main = `removed {
  from = aws_s3_bucket.gone
  lifecycle {
    destroy = false
  }
}
removed {
  from = module.old
}
removed {
  from = aws_s3_bucket.never
}
removed {
}
removed {
  from = data.aws_vpc
`;
  const table = {
    '/code/main.tf': main,
    '/code/terraform.tfstate': state(
      held('aws_s3_bucket', 'gone', undefined, ['a', 'acme-a'], ['b', 'acme-b']),
      held('aws_s3_bucket', 'this', 'module.old["k"]', [undefined, 'acme-old']),
      held('aws_s3_bucket', 'this', 'module.older', [undefined, 'acme-older']),
    ),
  };
  const at = async (line: number): Promise<string[]> =>
    (await identify('/code/main.tf', line, tableFiles(table, '/code'))).map(
      ({ address, identity }) => `${address} ${identity.values[0]?.value}`,
    );
  assert.deepEqual(await at(3), ['aws_s3_bucket.gone["a"] acme-a', 'aws_s3_bucket.gone["b"] acme-b']);
  assert.deepEqual(await at(7), ['module.old["k"].aws_s3_bucket.this acme-old']);
  const [never] = await identify('/code/main.tf', 10, tableFiles(table, '/code'));
  assert.match(never?.identity.missing ?? '', /no state that was read holds it/);
  assert.deepEqual(
    (await declaredIn('/code/main.tf', main)).map(({ address, iacType }) => `${address} ${iacType}`),
    ['aws_s3_bucket.gone aws_s3_bucket', 'module.old module', 'aws_s3_bucket.never aws_s3_bucket'],
  );
});

void test('addresses come apart whatever their keys hold', () => {
  assert.deepEqual(parseAddress('module.a["x].module.b"].module.c[0].aws_s3_bucket.d["\\"."]'), {
    moduleAddress: 'module.a["x].module.b"].module.c[0]',
    resource: { type: 'aws_s3_bucket', name: 'd', key: '["\\"."]' },
  });
  assert.deepEqual(parseAddress('module.a'), { moduleAddress: 'module.a' });
  for (const no of ['', 'data.aws_vpc.v', 'aws_vpc', 'module.a.', 'a.b.c', 'module.a b.c']) assert.equal(parseAddress(no), undefined, no);
});
