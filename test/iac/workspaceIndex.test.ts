// The index of a workspace: what an earlier session wrote counts as far as it is still true, and nothing of a state is ever written.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Parser } from 'web-tree-sitter';
import './wasm.ts';
import type { IndexFiles } from '../../src/iac/workspace/workspaceIndex.ts';
import { WorkspaceIndex } from '../../src/iac/workspace/workspaceIndex.ts';
import { asked } from '../../src/resource/asked.ts';
import { tableFiles } from './disk.ts';

const state = (name: string, id: string, serial = 1): string =>
  JSON.stringify({
    version: 4,
    serial,
    resources: [
      {
        mode: 'managed',
        type: 'aws_security_group',
        name,
        instances: [{ attributes: { id, arn: `arn:aws:ec2:eu-central-1:111122223333:security-group/${id}`, password: 'hush' } }],
      },
    ],
  });
const GROUP = 'sg-0a1b2c3d4e5f60718';
const QUEUE = 'resource "aws_sqs_queue" "q" {\n  name = "acme-${var.env}-jobs"\n}\n';

const CODE: Readonly<Record<string, string>> = {
  '/w/live/main.tf': 'resource "aws_security_group" "web" {\n}\n\nmodule "jobs" {\n  source = "../modules/jobs"\n  env    = "prod"\n}\n',
  '/w/live/terraform.tfstate': state('web', GROUP),
  '/w/modules/jobs/main.tf': QUEUE,
  '/w/modules/jobs/variables.tf': 'variable "env" {\n  default = "dev"\n}\n',
  '/w/stack.yaml': 'Resources:\n  Orders:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      TableName: acme-orders\n',
  '/w/app.ts': "import * as aws from '@pulumi/aws';\nnew aws.s3.Bucket('logs', { bucket: 'acme-logs' });\n",
  '/w/notes.json': '{"a": 1}',
  '/w/plain.ts': 'export const a = 1;\n',
};

/** A disk that can be changed, with an account of what was read. */
class Disk {
  readonly table: Record<string, string> = { ...CODE };
  readonly reads: string[] = [];
  readonly unsaved = new Set<string>();
  readonly #times = new Map<string, number>();

  get files(): IndexFiles {
    const base = tableFiles(this.table, '/w');
    return {
      ...base,
      readFile: (path) => (this.reads.push(path), base.readFile(path)),
      modified: (path) => Promise.resolve(Object.hasOwn(this.table, path) ? (this.#times.get(path) ?? 1) : undefined),
      stat: (path) => {
        const text = this.table[path];
        return Promise.resolve(text === undefined ? undefined : { mtime: this.#times.get(path) ?? 1, size: text.length });
      },
      unsaved: (path) => this.unsaved.has(path),
    };
  }

  write(path: string, text: string): void {
    this.table[path] = text;
    this.#times.set(path, (this.#times.get(path) ?? 1) + 1);
  }

  async open(written?: string, made = 'test'): Promise<WorkspaceIndex> {
    this.reads.length = 0;
    const index = new WorkspaceIndex(this.files);
    if (written !== undefined) await index.restore(written, made);
    await index.update();
    return index;
  }
}

const written = (index: WorkspaceIndex): string => [...index.write('test')].join('\n');
const found = async (index: WorkspaceIndex, name: string): Promise<string[]> =>
  (await index.find(asked(name))).map(
    ({ declared, match }) => `${declared.resource.file} ${declared.resource.address} ${match.confidence}`,
  );

const ANSWERS: Readonly<Record<string, readonly string[]>> = {
  [GROUP]: ['/w/live/main.tf aws_security_group.web exact'],
  'acme-prod-jobs': ['/w/modules/jobs/main.tf aws_sqs_queue.q probable', '/w/live/main.tf module.jobs probable'],
  'acme-orders': ['/w/stack.yaml Orders probable'],
  'acme-logs': ['/w/app.ts aws:s3:Bucket::logs probable'],
  nobody: [],
};

async function answersAll(index: WorkspaceIndex): Promise<void> {
  for (const [name, places] of Object.entries(ANSWERS)) assert.deepEqual(await found(index, name), places, name);
}

test('an unchanged workspace is not read again, and answers the same', async () => {
  const disk = new Disk();
  const first = await disk.open();
  await answersAll(first);
  const again = await disk.open(written(first));
  assert.equal(again.filesRead, 0);
  assert.deepEqual(disk.reads, ['/w/live/terraform.tfstate'], 'names of a state are known by the state alone');
  await answersAll(again);
  assert.equal(written(again), written(first));
});

test('nothing of a state is written', async () => {
  const text = written(await new Disk().open());
  assert.match(text, /acme-orders/);
  assert.doesNotMatch(text, /sg-0a1b|111122223333|hush/);
});

test('what changed while nobody looked is read, with what rests on it', async () => {
  const changes: Readonly<Record<string, (disk: Disk) => void>> = {
    'a file': (disk) => disk.write('/w/stack.yaml', CODE['/w/stack.yaml']?.replace('acme-orders', 'acme-new') ?? ''),
    'a state': (disk) => disk.write('/w/live/terraform.tfstate', state('web', 'sg-0ffffffffffffffff', 2)),
    'a variable of a module': (disk) => disk.write('/w/live/main.tf', CODE['/w/live/main.tf']?.replace('"prod"', '"next"') ?? ''),
    'another caller': (disk) => disk.write('/w/other/main.tf', 'module "again" {\n  source = "../modules/jobs"\n  env    = "second"\n}\n'),
    'no caller': (disk) => delete disk.table['/w/live/main.tf'],
    'an app': (disk) => disk.write('/w/Pulumi.yaml', 'name: app\nruntime: nodejs\n'),
    'no state': (disk) => delete disk.table['/w/live/terraform.tfstate'],
    'given variables': (disk) => disk.write('/w/live/terraform.tfvars', 'x = 1\n'),
  };
  const names = [...Object.keys(ANSWERS), 'acme-new', 'sg-0ffffffffffffffff', 'acme-next-jobs', 'acme-second-jobs', 'acme-dev-jobs'];
  for (const [what, change] of Object.entries(changes)) {
    const disk = new Disk();
    const before = written(await disk.open());
    change(disk);
    const taken = await disk.open(before);
    const anew = await disk.open();
    assert.ok(taken.filesRead < anew.filesRead, `${what}: read ${taken.filesRead} of ${anew.filesRead} files`);
    for (const name of names) assert.deepEqual(await found(taken, name), await found(anew, name), `${what}: ${name}`);
  }
});

test('changes that are told are read, and only they and what rests on them', async () => {
  const disk = new Disk();
  const index = await disk.open();
  disk.write('/w/live/main.tf', CODE['/w/live/main.tf']?.replace('"prod"', '"next"') ?? '');
  const before = index.filesRead;
  await index.change([{ path: '/w/live/main.tf', listed: false }]);
  await index.update({ all: false });
  assert.equal(index.filesRead - before, 2, 'the file and the module that it calls');
  assert.deepEqual(await found(index, 'acme-next-jobs'), [
    '/w/modules/jobs/main.tf aws_sqs_queue.q probable',
    '/w/live/main.tf module.jobs probable',
  ]);
  assert.deepEqual(await found(index, 'acme-prod-jobs'), []);
  for (const file of Object.keys(disk.table)) if (file.startsWith('/w/modules/')) delete disk.table[file];
  await index.change([{ path: '/w/modules', listed: true }]);
  await index.update();
  const anew = await disk.open();
  for (const name of ['acme-next-jobs', GROUP]) assert.deepEqual(await found(index, name), await found(anew, name));
});

test('a written index that is damaged, foreign or of another version counts for nothing', async () => {
  const disk = new Disk();
  const good = written(await disk.open());
  const lines = good.split('\n');
  const damaged: Readonly<Record<string, string>> = {
    empty: '',
    'no JSON': 'hello\nworld',
    'not whole': lines.slice(0, -1).join('\n'),
    'one line less': [...lines.slice(0, 3), ...lines.slice(4)].join('\n'),
    'another form': good.replaceAll('["acme-orders"]', '{"a":1}'),
    'no such evidence': good.replace(/\["s",/, '["s",999,'),
    'numbers for names': good.replaceAll('"acme-orders"', '7'),
    'JSON of something else': '{"version":4}',
  };
  for (const [what, text] of Object.entries(damaged)) {
    const index = await disk.open(text);
    assert.equal(index.filesRead, 7, what);
    await answersAll(index);
  }
  assert.equal((await disk.open(good, 'another version')).filesRead, 7);
});

test('what rests on edits that are not saved is read again', async () => {
  const disk = new Disk();
  disk.unsaved.add('/w/modules/jobs/variables.tf');
  disk.unsaved.add('/w/notes.json');
  const text = written(await disk.open());
  disk.unsaved.clear();
  await disk.open(text);
  const read = new Set(disk.reads);
  assert.ok(read.has('/w/modules/jobs/main.tf') && read.has('/w/notes.json'));
  assert.ok(!read.has('/w/stack.yaml'));
});

test('files without a sign are met by no parser', async ({ mock }) => {
  const parse = mock.method(Parser.prototype, 'parse');
  const disk = new Disk();
  disk.write('/w/app.ts', `${CODE['/w/app.ts'] ?? ''}// not read before\n`);
  disk.write('/w/broken.py', `${'('.repeat(50_000)}`);
  disk.write('/w/k8s.yaml', `a: ${'['.repeat(50_000)}`);
  const index = await disk.open();
  await answersAll(index);
  assert.equal(index.size, 9);
  const parsed = parse.mock.calls.map((call) => String(call.arguments[0]));
  assert.ok(parsed.some((text) => text.includes('@pulumi/aws')));
  assert.ok(!parsed.some((text) => text.includes('export const a') || text.includes('((((')));
});

test('an update that is broken off goes on where it was', async () => {
  const disk = new Disk();
  const index = new WorkspaceIndex(disk.files);
  const abort = new AbortController();
  const stopping = index.update({ signal: abort.signal });
  while (index.filesRead < 3) await new Promise((resolve) => void setImmediate(resolve));
  abort.abort();
  await assert.rejects(stopping, { name: 'AbortError' });
  const before = index.filesRead;
  assert.ok(before < 7);
  await index.update();
  assert.equal(index.filesRead, 7);
  await answersAll(index);
});
