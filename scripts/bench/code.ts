// What code costs the editor: parsers on whole files and on edits, a long file with its state, and the index of a large workspace, read
// for the first time and taken over from an earlier session. Each workspace is read in a process of its own, so that memory is its own.
//   node scripts/bench/code.ts [--files N]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync, readFileSync, existsSync, appendFileSync } from 'node:fs';
import { readFile, readdir, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { initGrammars, loadParser } from '../../src/iac/grammar.ts';
import { parseHcl } from '../../src/iac/terraform/hclParse.ts';
import { ManyFiles } from '../../src/iac/workspace/manyFiles.ts';
import { readProgram } from '../../src/iac/program/program.ts';
import { parseTemplate } from '../../src/iac/cloudformation/template.ts';
import type { IndexFiles } from '../../src/iac/workspace/workspaceIndex.ts';
import { WorkspaceIndex } from '../../src/iac/workspace/workspaceIndex.ts';
import { asked } from '../../src/resource/asked.ts';
import type { CodeWorkspace } from './codeWorkspace.ts';
import { writeCodeWorkspace } from './codeWorkspace.ts';

const { values } = parseArgs({ options: { files: { type: 'string', default: '5000' }, session: { type: 'string' } } });
const { resolve } = createRequire(import.meta.url);
initGrammars({
  runtime: resolve('web-tree-sitter/web-tree-sitter.wasm'),
  terraform: resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm'),
  typescript: resolve('@vscode/tree-sitter-wasm/wasm/tree-sitter-typescript.wasm'),
  python: resolve('@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm'),
});

const MADE = 'bench';
const ROUNDS = 15;
const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1] ?? NaN;
const fixed = (n: number, digits = 1): string => n.toFixed(digits);
const row = (...cells: (string | number)[]): void => console.log(`| ${cells.join(' | ')} |`);

/** The real disk. */
const disk = (root: string): IndexFiles => ({
  roots: [root],
  readFile: (file) => readFile(file, 'utf8').catch(() => undefined),
  list: async (dir) =>
    (await readdir(dir, { withFileTypes: true }).catch(() => [])).map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name)),
  modified: async (file) => (await stat(file).catch(() => undefined))?.mtimeMs,
  stat: async (file) => {
    const found = await stat(file).catch(() => undefined);
    return found && { mtime: found.mtimeMs, size: found.size };
  },
});

/** What one session told of itself. */
interface Session {
  readonly ms: number;
  readonly filesRead: number;
  readonly known: number;
  readonly longestMs: number;
  readonly peakMB: number;
  readonly processMB: number;
  readonly heldMB: number;
  readonly indexMB: number;
  readonly findMs: number;
  readonly notFound: number;
}

if (values.session === undefined) {
  await parsers();
  await longFile();
  workspaces();
} else await session(values.session);

/** Whole and edited, in turns: what disturbs one disturbs the other. */
async function parsers(): Promise<void> {
  const hcl = await loadParser('terraform');
  let before: ReturnType<typeof parseHcl> | undefined;
  const repeat = (count: number, one: (i: number) => string): string => Array.from({ length: count }, (_, i) => one(i)).join('');
  const queue = (i: number): string =>
    `resource "aws_sqs_queue" "q${i}" {\n  name = "acme-\${var.env}-${i}"\n  policy = jsonencode({\n    Statement = [{ Effect = "Allow", Action = ["sqs:*"] }]\n  })\n  redrive {\n    to = aws_sqs_queue.q${i}.arn\n  }\n  tags = {\n    Name = "q"\n    Env  = var.env\n  }\n}\n\n`;
  const table = (i: number): string =>
    `  Table${i}:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      TableName: !Sub 'acme-\${Env}-${i}'\n      BillingMode: PAY_PER_REQUEST\n      Tags:\n        - Key: Name\n          Value: t\n        - Key: Env\n          Value: !Ref Env\n`;
  const json = JSON.stringify(
    {
      Resources: Object.fromEntries(
        Array.from({ length: 125 }, (_, i) => [
          `Table${i}`,
          { Type: 'AWS::DynamoDB::Table', Properties: { TableName: `acme-${i}`, Tags: [{ Key: 'a', Value: 'b' }] } },
        ]),
      ),
    },
    null,
    2,
  );
  const bucket = (i: number): string =>
    `    const b${i} = new s3.Bucket(this, 'B${i}', {\n      bucketName: \`acme-\${env}-${i}\`,\n      versioned: true,\n    });\n    b${i}.grantRead(role);\n`;
  const program = `import * as s3 from 'aws-cdk-lib/aws-s3';\nexport class App extends Stack {\n  constructor() {\n${repeat(300, bucket)}  }\n}\n`;
  const pythonBucket = (i: number): string =>
    `        b${i} = s3.Bucket(\n            self, "B${i}",\n            bucket_name=f"acme-{env}-${i}", versioned=True,\n        )\n        b${i}.grant_read(role)\n`;
  const python = `from aws_cdk import Stack, aws_s3 as s3\n\nclass App(Stack):\n    def __init__(self):\n${repeat(300, pythonBucket)}`;
  const kinds: readonly {
    name: string;
    text: string;
    at: string;
    put: string;
    whole: (text: string) => unknown;
    edited: (text: string) => unknown;
  }[] = [
    {
      ...{ name: 'Terraform', text: repeat(115, queue), at: 'policy', put: 'x = 1\n  ' },
      whole: (text) => parseHcl(hcl, text, 'main.tf'),
      edited: (text) => (before = parseHcl(hcl, text, 'main.tf', before)),
    },
    {
      ...{
        name: 'Terraform, one block of 1,500 lines',
        text: `locals {\n${repeat(1500, (i) => `  v${i} = { a = "x-\${var.env}", b = [1, 2] }\n`)}}\n`,
        at: 'v750',
        put: 'x = 1\n  ',
      },
      whole: (text) => parseHcl(hcl, text, 'one.tf'),
      edited: (text) => (before = parseHcl(hcl, text, 'one.tf', before)),
    },
    {
      ...{ name: 'CloudFormation, YAML', text: `Resources:\n${repeat(150, table)}`, at: 'BillingMode', put: 'X: 1\n      ' },
      whole: (text) => parseTemplate(text.replaceAll('Table', `T${Math.random().toString(36).slice(2)}`), false),
      edited: (text) => parseTemplate(text, false),
    },
    {
      ...{ name: 'CloudFormation, JSON', text: json, at: '"TableName"', put: '"X": 1,\n      ' },
      whole: (text) => parseTemplate(`${text} `, true),
      edited: (text) => parseTemplate(text, true),
    },
    {
      ...{ name: 'CDK, TypeScript', text: program, at: 'versioned', put: 'x: 1,\n      ' },
      whole: (text) => readProgram(text, `${Math.random()}.ts`),
      edited: (text) => readProgram(text, 'app.ts'),
    },
    {
      ...{ name: 'CDK, TypeScript, broken by the edit', text: program, at: 'versioned', put: 'x: 1 = {\n      ' },
      whole: (text) => readProgram(text, `${Math.random()}.ts`),
      edited: (text) => readProgram(text, 'broken.ts'),
    },
    {
      ...{ name: 'CDK, Python', text: python, at: 'versioned', put: 'x=1,\n            ' },
      whole: (text) => readProgram(text, `${Math.random()}.py`),
      edited: (text) => readProgram(text, 'app.py'),
    },
  ];
  row('reading 1,500 lines, ms', 'whole', 'after an edit', 'ratio');
  row('---', '--:', '--:', '--:');
  for (const { name, text, at, put, whole, edited } of kinds) {
    before = undefined;
    const times: { whole: number; edited: number }[] = [];
    await edited(text);
    for (let round = 0; round < ROUNDS; round++) {
      const middle = text.indexOf(at, text.length / 2);
      const next = text.slice(0, middle) + put.replace('1', String(round)) + text.slice(middle);
      const began = performance.now();
      await whole(next);
      const between = performance.now();
      await edited(next);
      times.push({ whole: between - began, edited: performance.now() - between });
    }
    const of = (pick: 'whole' | 'edited'): number => median(times.map((one) => one[pick]));
    row(`${name} (${text.split('\n').length} lines)`, fixed(of('whole')), fixed(of('edited')), fixed(of('edited') / of('whole'), 2));
  }
  console.log('');
}

/** Who all resources of a long file are: from the state, and its folder's variables. */
async function longFile(): Promise<void> {
  const count = 200;
  const block = (i: number): string =>
    `resource "aws_sqs_queue" "q${i}" {\n  name = "\${local.prefix}-${i}"\n${'  # a line\n'.repeat(8)}  tags = {\n    Name = "queue ${i}"\n  }\n}\n`;
  const text = `locals {\n  prefix = "acme-\${var.env}"\n}\n\n${Array.from({ length: count }, (_, i) => block(i)).join('\n')}`;
  const instance = (i: number): object => ({
    ...{ mode: 'managed', type: 'aws_sqs_queue', name: `q${i}` },
    instances: [
      {
        attributes: {
          name: `acme-dev-${i}`,
          arn: `arn:aws:sqs:eu-central-1:111122223333:acme-dev-${i}`,
          ...Object.fromEntries(Array.from({ length: 30 }, (_, k) => [`setting_${k}`, `value ${k}`])),
        },
      },
    ],
  });
  const root = mkdtempSync(path.join(tmpdir(), 'traillens-code-'));
  try {
    writeFileSync(path.join(root, 'variables.tf'), 'variable "env" {\n  default = "dev"\n}\n');
    writeFileSync(
      path.join(root, 'terraform.tfstate'),
      JSON.stringify({ version: 4, serial: 1, resources: Array.from({ length: count }, (_, i) => instance(i)) }),
    );
    const file = path.join(root, 'main.tf');
    let unsaved = text;
    const files = disk(root);
    const editor = { ...files, readFile: (name: string) => (name === file ? Promise.resolve(unsaved) : files.readFile(name)) };
    const held = new ManyFiles(editor);
    await held.read(file);
    const times: { anew: number; edited: number }[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const middle = text.indexOf('# a line', text.length / 2);
      unsaved = `${text.slice(0, middle)}x = ${round}\n  ${text.slice(middle)}`;
      const began = performance.now();
      await held.changed([{ path: file, listed: false }]);
      const { identified } = await held.read(file);
      const between = performance.now();
      await new ManyFiles(editor).read(file); // the folder, its state's time and its callers are looked at again; the parse is shared
      if (identified.length !== count) throw new Error(`${identified.length} of ${count} identified`);
      times.push({ edited: between - began, anew: performance.now() - between });
    }
    row(`identities of ${count} resources in ${text.split('\n').length} lines with a state, ms`, '');
    row('---', '--:');
    row('after an edit', fixed(median(times.map((one) => one.edited))));
    row('with the folder listed and read anew', fixed(median(times.map((one) => one.anew))));
    console.log('');
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** The same workspace three times, each in a process of its own. */
function workspaces(): void {
  const work = mkdtempSync(path.join(tmpdir(), 'traillens-code-'));
  process.on('exit', () => rmSync(work, { recursive: true, force: true }));
  const root = path.join(work, 'workspace');
  const made = writeCodeWorkspace(root, Number(values.files));
  writeFileSync(path.join(work, 'made.json'), JSON.stringify(made));
  const run = (): Session => {
    const { stdout, status } = spawnSync(process.execPath, ['--no-warnings', '--expose-gc', import.meta.filename, '--session', work], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (status !== 0) throw new Error('A session failed.');
    return JSON.parse(stdout) as Session;
  };
  const first = run();
  const again = run();
  const changed = path.join(root, 'modules/m1/variables.tf');
  appendFileSync(changed, '\n# a change\n');
  const afterChange = run();
  const all = [first, again, afterChange];
  row(
    `index of ${made.iac.toLocaleString('en-US')} files of infrastructure code and ${made.other.toLocaleString('en-US')} others`,
    'first session',
    'the next',
    'after a change to a module',
  );
  row('---', '--:', '--:', '--:');
  const line = (name: string, of: (one: Session) => string | number): void => row(name, ...all.map(of));
  line('until it answers, s', (one) => fixed(one.ms / 1000, 2));
  line('× the first', (one) => fixed(one.ms / first.ms, 3));
  line('files read', (one) => one.filesRead.toLocaleString('en-US'));
  line('longest work before others had their turn, ms', (one) => fixed(one.longestMs, 0));
  line('memory at the peak (heap and WebAssembly), MB', (one) => fixed(one.peakMB, 0));
  line('the whole process at its peak, with the room V8 keeps free, MB', (one) => fixed(one.processMB, 0));
  line('memory held (heap and WebAssembly), MB', (one) => fixed(one.heldMB, 0));
  line('index on disk, MB', (one) => fixed(one.indexMB, 2));
  line('a name’s place, ms (median)', (one) => fixed(one.findMs));
  line(`names not found of ${made.names.length}`, (one) => one.notFound);
  if (all.some(({ notFound, known }) => notFound > 0 || known < made.iac + made.other)) process.exitCode = 1;
}

function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** One session: restores, updates, answers, writes. */
async function session(work: string): Promise<void> {
  const { names } = JSON.parse(readFileSync(path.join(work, 'made.json'), 'utf8')) as CodeWorkspace;
  const indexFile = path.join(work, 'index.jsonl');
  // The grammars are loaded when the first document is opened.
  for (const grammar of ['terraform', 'typescript', 'python'] as const) await loadParser(grammar);
  globalThis.gc?.();
  const start = process.memoryUsage();
  const used = ({ heapUsed, external }: NodeJS.MemoryUsage): number => heapUsed + external;
  let [peak, whole] = [0, 0];
  const timer = setInterval(() => {
    const now = process.memoryUsage();
    peak = Math.max(peak, used(now) - used(start));
    whole = Math.max(whole, now.rss - start.rss);
  }, 10);
  // By the time this thread worked: on a busy machine it also waits for a core, which says nothing of the code.
  let longest = 0;
  let worked = threadMs();
  const turns = setInterval(() => {
    const now = threadMs();
    longest = Math.max(longest, now - worked);
    worked = now;
  }, 1);
  const began = performance.now();
  const index = new WorkspaceIndex(disk(path.join(work, 'workspace')));
  if (existsSync(indexFile)) await index.restore(await readFile(indexFile, 'utf8'), MADE);
  await index.update();
  const ms = performance.now() - began;
  clearInterval(turns);
  clearInterval(timer);
  const filesRead = index.filesRead;
  globalThis.gc?.();
  const end = process.memoryUsage();
  const finds: number[] = [];
  let notFound = 0;
  for (const { name, file } of names) {
    const at = performance.now();
    const [first] = await index.find(asked(name));
    finds.push(performance.now() - at);
    if (first?.declared.resource.file !== file) notFound++;
  }
  const lines = [...index.write(MADE)].join('\n');
  writeFileSync(indexFile, lines);
  const told: Session = {
    ...{ ms, filesRead, notFound, known: index.size },
    longestMs: longest,
    peakMB: peak / 1e6,
    processMB: whole / 1e6,
    heldMB: (used(end) - used(start)) / 1e6,
    indexMB: lines.length / 1e6,
    findMs: median(finds),
  };
  console.log(JSON.stringify(told));
}
