// Terraform and OpenTofu: every shape of code and state, for every kind of thing.
import type { Case, Meant } from './check.ts';
import type { Kind, Thing } from './things.ts';
import { BUCKET, GROUP, KINDS, NAMED, QUEUE, ROLE, namesakesOf, neighboursOf, thing } from './things.ts';

const MAIN = '/w/main.tf';
const STATE = '/w/terraform.tfstate';
/** Keys that are hard to write, to find again and to tell apart. */
const KEYS = ['a.b', 'say "x"', 'p/q', 'ключ', '日本', 'two words', '0', 'x]', '["y"]', 'a\\b', 'module.z', '🪣'];

const short = ({ tf }: Kind): string => tf.replace(/^aws_/, '').replaceAll('_', '-');
const labelOf = (value: string): string => JSON.stringify(value);
/** Code of one resource. */
function block(kind: Kind, label: string, ...lines: readonly string[]): string {
  return `resource "${kind.tf}" "${label}" {\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;
}
const header = (kind: Kind, label: string): string => `resource "${kind.tf}" "${label}"`;
/** The line that gives the name; a tag where there is no other. */
const named = ({ tfName }: Kind, expression: string): string => `${tfName ?? 'tags_all'} = ${expression}`;

interface HeldOptions {
  readonly module?: string;
  readonly mode?: 'data';
  /** More members of the instances. */
  readonly more?: object;
}

/** Instances of one resource as a state has them, with their keys. */
function held(
  label: string,
  instances: readonly (readonly [key: string | number | undefined, one: Thing])[],
  options: HeldOptions = {},
): object {
  const [[, first]] = instances as readonly [readonly [unknown, Thing]];
  return {
    ...(options.module === undefined ? {} : { module: options.module }),
    mode: options.mode ?? 'managed',
    type: first.kind.tf,
    name: label,
    provider: 'provider["registry.terraform.io/hashicorp/aws"]',
    instances: instances.map(([key, one]) => ({
      ...(key === undefined ? {} : { index_key: key }),
      schema_version: 0,
      ...options.more,
      attributes: one.kind.attributes(one),
      sensitive_attributes: [],
      private: 'bnVsbA==',
    })),
  };
}

const state = (...resources: readonly object[]): string =>
  JSON.stringify({ version: 4, terraform_version: '1.11.4', serial: 41, lineage: 'x', outputs: {}, resources, check_results: null });

const exactly = (one: Thing): Meant => ({ thing: one, known: 'exactly' });
const byName = (one: Thing): Meant => ({ thing: one, known: 'by name' });
const around = (one: Thing): Thing[] => [...neighboursOf(one), ...namesakesOf(one)];

/** A case of one thing in a state. */
function single(
  shape: string,
  kind: Kind,
  make: (one: Thing) => Omit<Case, 'name' | 'decoys' | 'meant'> & { readonly address: string },
): Case {
  const one = thing(kind, `acme-${shape.replaceAll(/\W+/g, '-').toLowerCase()}-${short(kind)}`);
  const { address, ...rest } = make(one);
  return { name: `${shape}: ${kind.tf}`, meant: { [address]: exactly(one) }, decoys: around(one), ...rest };
}

/** A case of several instances of one block. */
function several(
  shape: string,
  kind: Kind,
  addresses: readonly string[],
  make: (things: readonly Thing[]) => Pick<Case, 'files' | 'file' | 'cursor'>,
): Case {
  const things = addresses.map((_, i) =>
    thing(kind, `acme-${shape.replaceAll(/\W+/g, '-').toLowerCase()}-${short(kind)}-${'abcdefghijklmn'[i]}`),
  );
  return {
    name: `${shape}: ${kind.tf}`,
    meant: Object.fromEntries(addresses.map((address, i) => [address, exactly(things[i]!)])),
    decoys: around(things[0]!),
    ...make(things),
  };
}

const MODULE_FILE = '/w/modules/store/main.tf';
const moduleCode = (kind: Kind): string => `variable "name" {}\n\n${block(kind, 'this', named(kind, '"${var.name}"'))}`;
const call = (name: string, ...lines: readonly string[]): string =>
  `module "${name}" {\n  source = "./modules/store"\n${lines.map((line) => `  ${line}\n`).join('')}}\n`;

function inState(kind: Kind): Case[] {
  const at = header(kind, 'it');
  const code = `# 🪣\n${block(kind, 'other', named(kind, '"${var.x}"'))}\n${block(kind, 'it', named(kind, 'var.name'))}`;
  const address = `${kind.tf}.it`;
  const plain = (shape: string, files: (one: Thing) => Record<string, string>, file = MAIN, cursor = at): Case =>
    single(shape, kind, (one) => ({ address, files: { [file]: code, ...files(one) }, file, cursor }));
  const keys = KEYS.filter((_, i) => i % 4 === KINDS.indexOf(kind) % 4);
  const keyed = keys.map((key) => `[${labelOf(key)}]`);
  return [
    plain('state', (one) => ({ [STATE]: state(held('it', [[undefined, one]])) })),
    plain('OpenTofu', (one) => ({ '/w/main.tf': block(kind, 'other'), [STATE]: state(held('it', [[undefined, one]])) }), '/w/main.tofu'),
    plain('Windows line ends', (one) => ({
      [MAIN]: `\uFEFF${code.replaceAll('\n', '\r\n')}`,
      [STATE]: state(held('it', [[undefined, one]])),
    })),
    plain('tainted', (one) => ({ [STATE]: state(held('it', [[undefined, one]], { more: { status: 'tainted' } })) })),
    plain('deposed', (one) => ({
      [STATE]: state({
        ...held('it', [[undefined, one]]),
        instances: [
          { deposed: '1a2b3c4d', attributes: kind.attributes(thing(kind, `${one.name}-old`)) },
          ...(held('it', [[undefined, one]]) as { instances: object[] }).instances,
        ],
      }),
    })),
    plain('data source', (one) => ({
      [MAIN]: `data "${kind.tf}" "it" {}\n${code}`,
      [STATE]: state(held('it', [[undefined, thing(kind, `${one.name}-old`)]], { mode: 'data' }), held('it', [[undefined, one]])),
    })),
    single('workspace only', kind, (one) => ({
      address: `${address} (prod)`,
      file: MAIN,
      cursor: at,
      files: { [MAIN]: code, '/w/terraform.tfstate.d/prod/terraform.tfstate': state(held('it', [[undefined, one]])) },
    })),
    plain('local backend', (one) => ({
      '/w/backend.tf': 'terraform {\n  backend "local" {\n    path = "held/here.tfstate"\n  }\n}\n',
      '/w/held/here.tfstate': state(held('it', [[undefined, one]])),
    })),
    single('emptied by a move to a workspace', kind, (one) => ({
      address: `${address} (prod)`,
      file: MAIN,
      cursor: at,
      files: { [MAIN]: code, [STATE]: state(), '/w/terraform.tfstate.d/prod/terraform.tfstate': state(held('it', [[undefined, one]])) },
    })),
    plain('state with what other providers hold', (one) => ({
      [STATE]: state(
        { mode: 'managed', type: 'random_id', name: 'it', instances: [{ attributes: { id: 'x' } }] },
        { mode: 'managed', type: kind.tf, name: 'it' },
        null as unknown as object,
        held('it', [[undefined, one]]),
      ),
    })),
    single('cursor within the block', kind, (one) => ({
      address,
      file: MAIN,
      cursor: 'var.name',
      header: at,
      files: { [MAIN]: code, [STATE]: state(held('it', [[undefined, one]])) },
    })),
    single('JSON', kind, (one) => ({
      address,
      file: '/w/main.tf.json',
      cursor: '"it"',
      files: {
        '/w/main.tf.json': `{\n "resource": {\n  "${kind.tf}": {\n   "it": {\n    "x": 1\n   }\n  }\n }\n}`,
        [STATE]: state(held('it', [[undefined, one]])),
      },
    })),
    several(
      'count',
      kind,
      ['[0]', '[1]', '[10]'].map((key) => address + key),
      (things) => ({
        file: MAIN,
        cursor: at,
        files: {
          [MAIN]: block(kind, 'it', 'count = var.n', named(kind, '"x-${count.index}"')),
          [STATE]: state(
            held(
              'it',
              things.map((one, i) => [[0, 1, 10][i], one] as const),
            ),
          ),
        },
      }),
    ),
    several(
      'for_each',
      kind,
      keyed.map((key) => address + key),
      (things) => ({
        file: MAIN,
        cursor: at,
        files: {
          [MAIN]: block(kind, 'it', 'for_each = var.all', named(kind, 'each.key')),
          [STATE]: state(
            held(
              'it',
              things.map((one, i) => [keys[i], one] as const),
            ),
          ),
        },
      }),
    ),
    several('two workspaces', kind, [address, `${address} (prod)`], ([one, other]) => ({
      file: MAIN,
      cursor: at,
      files: {
        [MAIN]: code,
        [STATE]: state(held('it', [[undefined, one!]])),
        '/w/terraform.tfstate.d/prod/terraform.tfstate': state(held('it', [[undefined, other!]])),
      },
    })),
    several(
      'module called twice',
      kind,
      ['a', 'b'].map((name) => `module.${name}.${kind.tf}.this`),
      ([one, other]) => ({
        file: MODULE_FILE,
        cursor: header(kind, 'this'),
        files: {
          [MAIN]: call('a', 'name = "x"') + call('b', 'name = "y"'),
          [MODULE_FILE]: moduleCode(kind),
          [STATE]: state(
            held('this', [[undefined, one!]], { module: 'module.a' }),
            held('this', [[undefined, other!]], { module: 'module.b' }),
          ),
        },
      }),
    ),
    several(
      'count on a module',
      kind,
      [0, 1].map((n) => `module.m[${String(n)}].${kind.tf}.this`),
      ([one, other]) => ({
        file: MODULE_FILE,
        cursor: header(kind, 'this'),
        files: {
          [MAIN]: call('m', 'count = 2'),
          [MODULE_FILE]: moduleCode(kind),
          [STATE]: state(
            held('this', [[undefined, one!]], { module: 'module.m[0]' }),
            held('this', [[undefined, other!]], { module: 'module.m[1]' }),
          ),
        },
      }),
    ),
    several(
      'for_each on a module',
      kind,
      keyed.map((key) => `module.m${key}.${kind.tf}.this`),
      (things) => ({
        file: MODULE_FILE,
        cursor: header(kind, 'this'),
        files: {
          [MAIN]: call('m', 'for_each = var.all'),
          [MODULE_FILE]: moduleCode(kind),
          [STATE]: state(...things.map((one, i) => held('this', [[undefined, one]], { module: `module.m${keyed[i] ?? ''}` }))),
        },
      }),
    ),
    several(
      'modules in a module',
      kind,
      ['[0]', '[1]'].map((key) => `module.outer["x.y"].module.inner.${kind.tf}.this${key}`),
      (things) => ({
        file: '/w/modules/inner/main.tf',
        cursor: header(kind, 'this'),
        files: {
          [MAIN]: 'module "outer" {\n  source   = "./modules/outer"\n  for_each = toset(["x.y"])\n}\n',
          '/w/modules/outer/main.tf': 'module "inner" {\n  source = "../inner"\n}\n',
          '/w/modules/inner/main.tf': block(kind, 'this', 'count = 2'),
          [STATE]: state(
            held(
              'this',
              things.map((one, i) => [i, one] as const),
              { module: 'module.outer["x.y"].module.inner' },
            ),
          ),
        },
      }),
    ),
    single('two roots of one module', kind, (one) => ({
      address: `module.m.${kind.tf}.this`,
      file: '/w/modules/store/main.tf',
      cursor: header(kind, 'this'),
      files: {
        '/w/live/main.tf': 'module "m" {\n  source = "../modules/store"\n}\n',
        '/w/live/terraform.tfstate': state(held('this', [[undefined, one]], { module: 'module.m' })),
        '/w/elsewhere/main.tf': 'module "m" {\n  source = "../modules/other"\n}\n',
        '/w/elsewhere/terraform.tfstate': state(held('this', [[undefined, thing(kind, `${one.name}-old`)]], { module: 'module.m' })),
        '/w/modules/store/main.tf': moduleCode(kind),
      },
    })),
    single('call of a module', kind, (one) => ({
      address: `module.m.${kind.tf}.this`,
      file: MAIN,
      cursor: 'module "m"',
      files: {
        [MAIN]: 'module "m" {\n  source = "terraform-aws-modules/x/aws"\n}\nmodule "mm" {\n  source = "terraform-aws-modules/x/aws"\n}\n',
        [STATE]: state(
          held('this', [[undefined, one]], { module: 'module.m' }),
          held('this', [[undefined, thing(kind, `${one.name}-old`)]], { module: 'module.mm' }),
        ),
      },
    })),
    plain('moved', (one) => ({
      '/w/moved.tf': `moved {\n  from = ${kind.tf}.was\n  to   = ${kind.tf}.it\n}\n`,
      [STATE]: state(held('was', [[undefined, one]])),
    })),
    single('moved into a module', kind, (one) => ({
      address: `module.m["a.b"].${kind.tf}.this`,
      file: MODULE_FILE,
      cursor: header(kind, 'this'),
      files: {
        [MAIN]: `moved {\n  from = ${kind.tf}.was\n  to   = module.m["a.b"].${kind.tf}.this\n}\n${call('m', 'for_each = toset(["a.b"])', 'name = "x"')}`,
        [MODULE_FILE]: moduleCode(kind),
        [STATE]: state(held('was', [[undefined, one]])),
      },
    })),
    single('removed', kind, (one) => ({
      address: `${kind.tf}.was`,
      file: MAIN,
      cursor: 'destroy',
      header: 'removed {',
      files: {
        [MAIN]: `removed {\n  from = ${kind.tf}.was\n  lifecycle {\n    destroy = false\n  }\n}\n${block(kind, 'other')}`,
        [STATE]: state(held('was', [[undefined, one]])),
      },
    })),
  ];
}

/** What the code alone tells: names in it, one way or another. */
function inCode(kind: Kind & { tfName: string }): Case[] {
  const address = `${kind.tf}.it`;
  const named = (
    shape: string,
    make: (one: Thing) => {
      readonly name: string;
      readonly files?: Record<string, string>;
      readonly before?: string;
      readonly says?: RegExp;
    },
    more: Partial<Case> = {},
  ): Case => {
    const one = thing(kind, `acme-${shape.replaceAll(/\W+/g, '-').toLowerCase()}-${short(kind)}`);
    const { name, files, before = '', says } = make(one);
    return {
      name: `${shape}: ${kind.tf}`,
      meant: { [address]: byName(one) },
      decoys: neighboursOf(one),
      file: MAIN,
      cursor: header(kind, 'it'),
      files: { [MAIN]: `${before}${block(kind, 'it', `${kind.tfName} = ${name}`)}`, ...files },
      ...(says ? { says } : {}),
      ...more,
    };
  };
  const region = 'provider "aws" {\n  region = "eu-west-1"\n}\n';
  const inRegion = thing(kind, `acme-in-the-provider-s-region-${short(kind)}`);
  return [
    named('literal', (one) => ({ name: labelOf(one.name), says: /no terraform\.tfstate/ })),
    named('default of a variable', (one) => ({
      name: 'var.name',
      before: `variable "name" {\n  type    = string\n  default = ${labelOf(one.name)}\n}\n`,
    })),
    named('tfvars', (one) => ({
      name: '"${var.start}-${local.end}"',
      before: `variable "start" {\n  default = "no"\n}\nlocals {\n  end = ${labelOf(one.name.slice(5))}\n}\n`,
      files: { '/w/prod.auto.tfvars': 'start = "acme"\n' },
    })),
    named('old state', (one) => ({
      name: labelOf(one.name),
      files: { [STATE]: JSON.stringify({ version: 3, serial: 2, modules: [{ path: ['root'], resources: {} }] }) },
      says: /version 3; version 4 is read/,
    })),
    named('empty state', (one) => ({ name: labelOf(one.name), files: { [STATE]: state() } })),
    named('a state that is being written', (one) => ({
      name: labelOf(one.name),
      files: { [STATE]: '{"version": 4, "resou' },
      says: /not valid JSON/,
    })),
    named('only deposed', (one) => ({
      name: labelOf(one.name),
      files: {
        [STATE]: state({
          mode: 'managed',
          type: kind.tf,
          name: 'it',
          instances: [{ deposed: '1a2b3c4d', attributes: kind.attributes(thing(kind, `${one.name}-old`)) }],
        }),
      },
    })),
    named('remote state', (one) => ({
      name: labelOf(one.name),
      before: 'terraform {\n  backend "s3" {\n    bucket = "acme-tf"\n  }\n}\n',
      says: /remote/,
    })),
    named(
      'in the provider’s Region',
      () => ({ name: labelOf(inRegion.name), before: region }),
      kind.global || kind.worldwide
        ? { meant: { [address]: byName(inRegion) }, decoys: neighboursOf(inRegion) }
        : {
            meant: { [address]: byName(inRegion) },
            decoys: [...neighboursOf(inRegion), thing(kind, inRegion.name, inRegion.account, 'us-east-2')],
          },
    ),
    named(
      'prefix',
      () => ({ name: '"no"', files: { [MAIN]: block(kind, 'it', `${kind.tfName}_prefix = "acme-prefix-${short(kind)}-"`) } }),
      {
        meant: { [address]: { thing: thing(kind, `acme-prefix-${short(kind)}-20240301`), known: 'possibly' } },
        decoys: [thing(kind, `acme-prefix-${short(kind)}`), thing(kind, `my-acme-prefix-${short(kind)}`)],
      },
    ),
    ...(['count', 'for_each'] as const).map((repetition): Case => {
      const ends = repetition === 'count' ? ['0', '1'] : ['x.y', 'z'];
      const things = ends.map((end) => thing(kind, `acme-${repetition.replace('_', '-')}-${short(kind)}-${end.replace('.', '-')}`));
      const given =
        repetition === 'count'
          ? ['count = 2', `${kind.tfName} = "acme-count-${short(kind)}-\${count.index}"`]
          : ['for_each = toset(["x.y", "z"])', `${kind.tfName} = "acme-for-each-${short(kind)}-\${replace(each.key, ".", "-")}"`];
      return {
        name: `${repetition} in code: ${kind.tf}`,
        file: MAIN,
        cursor: header(kind, 'it'),
        files: { [MAIN]: block(kind, 'it', ...given) },
        meant: Object.fromEntries(ends.map((end, i) => [`${address}[${repetition === 'count' ? end : labelOf(end)}]`, byName(things[i]!)])),
        decoys: neighboursOf(things[1]!),
      };
    }),
    (() => {
      const [one, other] = ['a', 'b'].map((end) => thing(kind, `acme-calls-${short(kind)}-${end}`)) as [Thing, Thing];
      return {
        name: `arguments of calls: ${kind.tf}`,
        file: MODULE_FILE,
        cursor: header(kind, 'this'),
        files: {
          [MAIN]: call('a', `name = ${labelOf(one.name)}`) + call('b', `name = ${labelOf(other.name)}`),
          [MODULE_FILE]: moduleCode(kind),
        },
        meant: { [`module.a.${kind.tf}.this`]: byName(one), [`module.b.${kind.tf}.this`]: byName(other) },
        decoys: neighboursOf(one),
      };
    })(),
    (() => {
      const one = thing(kind, `acme-import-${short(kind)}`);
      const id = kind.importId?.(one) ?? kind.attributes(one)['id'] ?? '';
      const names = [...new Set([id, one.name])];
      return {
        name: `import: ${kind.tf}`,
        file: MAIN,
        cursor: header(kind, 'it'),
        files: {
          [MAIN]: `import {\n  to = ${address}\n  id = ${labelOf(id)}\n}\n${block(kind, 'it', `${kind.tfName} = ${labelOf(one.name)}`)}`,
        },
        meant: { [address]: { thing: one, known: 'by name', values: names } },
        decoys: neighboursOf(one),
      };
    })(),
  ];
}

/** What the service names, and an import block tells. */
function imported(kind: Kind): Case {
  const one = thing(kind, `acme-import-${short(kind)}`);
  const id = kind.importId?.(one) ?? kind.attributes(one)['id'] ?? '';
  return {
    name: `import by id: ${kind.tf}`,
    file: MAIN,
    cursor: header(kind, 'it'),
    files: { [MAIN]: `import {\n  to = ${kind.tf}.it["a.b"]\n  id = ${labelOf(id)}\n}\n${block(kind, 'it', 'for_each = var.all')}` },
    meant: { [`${kind.tf}.it["a.b"]`]: { thing: one, known: 'by name', values: [id] } },
    // A mere name says nothing of its account.
    decoys: id === one.name ? neighboursOf(one) : around(one),
  };
}

/** Parts, which CloudTrail only knows as events of the whole. */
function parts(): Case[] {
  const kinds: readonly (readonly [Kind, part: string, attribute: string, own: readonly string[], attributes: (one: Thing) => object])[] = [
    [BUCKET, 'aws_s3_bucket_versioning', 'bucket', ['PutBucketVersioning'], ({ name }) => ({ id: name, bucket: name })],
    [ROLE, 'aws_iam_role_policy_attachment', 'role', ['AttachRolePolicy'], ({ name }) => ({ id: `${name}-2024030110`, role: name })],
    [
      GROUP,
      'aws_security_group_rule',
      'security_group_id',
      ['AuthorizeSecurityGroupIngress'],
      (one) => ({ id: 'sgrule-42', security_group_id: one.kind.attributes(one)['id'] }),
    ],
    [
      QUEUE,
      'aws_sqs_queue_policy',
      'queue_url',
      ['SetQueueAttributes'],
      (one) => ({ id: one.kind.attributes(one)['id'], queue_url: one.kind.attributes(one)['id'] }),
    ],
  ];
  return kinds.flatMap(([kind, type, attribute, own, attributes]): Case[] => {
    const one = thing(kind, `acme-whole-${short(kind)}`);
    const part = { mode: 'managed', type, name: 'part', instances: [{ attributes: attributes(one) }] };
    const code = `resource "${type}" "part" {\n  ${attribute} = ${kind.tf}.whole.id\n}\n`;
    const whole = block(kind, 'whole', named(kind, labelOf(one.name)));
    const base = { file: MAIN, cursor: `"${type}" "part"`, decoys: around(one) };
    const meant = (known: Meant['known'], address = `${type}.part`): Case['meant'] => ({ [address]: { thing: one, known, part: own } });
    return [
      {
        ...base,
        name: `part in state: ${type}`,
        files: { [MAIN]: code + whole, [STATE]: state(part, held('whole', [[undefined, one]])) },
        meant: meant('exactly'),
      },
      {
        ...base,
        name: `part of what another state holds: ${type}`,
        files: { [MAIN]: code.replace(`${kind.tf}.whole.id`, 'var.whole'), [STATE]: state(part) },
        decoys: neighboursOf(one),
        meant: {
          [`${type}.part`]: {
            thing: one,
            known: 'exactly',
            part: own,
            values: [kind.attributes(one)[kind === GROUP || kind === QUEUE ? 'id' : (kind.tfName ?? '')] ?? ''],
          },
        },
      },
      {
        ...base,
        name: `part in code: ${type}`,
        files: { [MAIN]: code + whole },
        decoys: neighboursOf(one),
        meant: meant('by name'),
      },
      {
        ...base,
        name: `part in a module: ${type}`,
        file: MODULE_FILE,
        files: {
          [MAIN]: call('m', 'for_each = var.all'),
          [MODULE_FILE]: code + whole,
          [STATE]: state({ ...part, module: 'module.m["a.b"]' }, held('whole', [[undefined, one]], { module: 'module.m["a.b"]' })),
        },
        meant: meant('exactly', `module.m["a.b"].${type}.part`),
      },
    ];
  });
}

export const TERRAFORM_STATE: readonly Case[] = KINDS.flatMap(inState);
export const TERRAFORM_CODE: readonly Case[] = [...NAMED.flatMap(inCode), ...KINDS.map(imported), ...parts()];
