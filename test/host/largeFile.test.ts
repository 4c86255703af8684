// A file as long as files get: what an edit in it costs, and that nothing is asked of AWS for it.
import * as assert from 'node:assert';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { closeEverything, eventually, sampleRead, traillens, workspace } from './traillens.ts';

const RESOURCES = 200;
const ROUNDS = 9;
/** What an edit may cost, in ms, where this machine reads JSON at its usual speed. */
const MOST = 100;
/** So long reading `PEER` takes on the machine that the bound was set on, in ms. */
const USUAL = 8;
/** The same for the way to the editor's window and back, twice. */
const USUAL_WAY = 20;

const block = (i: number): string =>
  `resource "aws_sqs_queue" "q${i}" {\n  name                      = "\${local.prefix}-queue-${i}"\n  delay_seconds             = 90\n  message_retention_seconds = 86400\n\n  redrive_policy = jsonencode({\n    deadLetterTargetArn = aws_sqs_queue.q${(i + 1) % RESOURCES}.arn\n    maxReceiveCount     = 4\n  })\n\n  tags = {\n    Name = "queue ${i}"\n  }\n}\n`;
const attributes = (i: number): object => ({
  id: `https://sqs.eu-central-1.amazonaws.com/111122223333/large-prod-queue-${i}`,
  arn: `arn:aws:sqs:eu-central-1:111122223333:large-prod-queue-${i}`,
  name: `large-prod-queue-${i}`,
  ...Object.fromEntries(Array.from({ length: 25 }, (_, k) => [`setting_${k}`, `value ${k}`])),
});
const STATE = JSON.stringify({
  version: 4,
  serial: 3,
  resources: Array.from({ length: RESOURCES }, (_, i) => ({
    ...{ mode: 'managed', type: 'aws_sqs_queue', name: `q${i}` },
    instances: [{ attributes: attributes(i) }],
  })),
});
const TEXT = `locals {\n  prefix = "large-\${var.env}"\n}\n\n${Array.from({ length: RESOURCES }, (_, i) => block(i)).join('\n')}`;
const PEER = JSON.stringify(Array.from({ length: 20_000 }, (_, i) => ({ id: i, name: `name ${i}`, list: [1, 2, 3] })));

const median = (times: readonly number[]): number => [...times].sort((a, b) => a - b)[times.length >> 1] ?? NaN;
const timed = async (work: () => unknown): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

suite('A large file', () => {
  const dir = path.join(workspace, 'large');
  let restore = (): unknown => undefined;

  suiteSetup(sampleRead);
  suiteTeardown(async () => {
    restore();
    const { connections } = await traillens();
    await connections.set([]);
    await closeEverything();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  test(`an edit among ${RESOURCES} resources costs less than ${MOST} ms, and no call to AWS`, async () => {
    fs.mkdirSync(dir, { recursive: true });
    fs.writeFileSync(path.join(dir, 'main.tf'), TEXT);
    fs.writeFileSync(path.join(dir, 'variables.tf'), 'variable "env" {\n  default = "prod"\n}\n');
    fs.writeFileSync(path.join(dir, 'terraform.tfstate'), STATE);
    assert.ok(TEXT.split('\n').length >= 3000);
    const { backend, connections } = await traillens();
    const methods = new Set<string>();
    /** Addresses of the resources whose last change was asked for. */
    const asked: string[] = [];
    const call = backend.call.bind(backend);
    backend.call = (method, ...rest) => {
      methods.add(method);
      const [params] = rest;
      if (method === 'blame' && 'questions' in params) asked.push(...params.questions.map(({ identity }) => identity.address));
      return call(method, ...rest);
    };
    restore = () => (backend.call = call);

    const document = await vscode.workspace.openTextDocument(path.join(dir, 'main.tf'));
    const editor = await vscode.window.showTextDocument(document);
    const lenses = (): Thenable<vscode.CodeLens[]> => vscode.commands.executeCommand('vscode.executeCodeLensProvider', document.uri);
    const hover = (): Thenable<vscode.Hover[]> =>
      vscode.commands.executeCommand(
        'vscode.executeHoverProvider',
        document.uri,
        document.positionAt(document.getText().indexOf('"q100"')),
      );
    const first = { lenses: await timed(lenses), hover: await timed(hover) };
    assert.ok((await lenses()).length >= RESOURCES);
    await eventually('all are asked about', () => (asked.length >= RESOURCES ? true : undefined));

    const edited = async (round: number): Promise<{ lenses: number; hover: number }> => {
      const at = document.positionAt(document.getText().indexOf('delay_seconds', TEXT.length / 2));
      await editor.edit((edit) => edit.insert(at, `# edit ${round}\n  `));
      return { lenses: await timed(lenses), hover: await timed(hover) }; // the hover needs who all of them are, and asks of one
    };
    const rounds: { lenses: number; hover: number }[] = [];
    const peers: number[] = [];
    const others: number[] = [];
    const other = await vscode.workspace.openTextDocument(path.join(dir, 'variables.tf'));
    for (let round = 0; round < ROUNDS; round++) {
      rounds.push(await edited(round));
      peers.push(await timed(() => void JSON.parse(PEER)));
      // The way to the editor's window and back, for a file that declares nothing.
      others.push(
        (await timed(() => vscode.commands.executeCommand('vscode.executeCodeLensProvider', other.uri))) +
          (await timed(() => vscode.commands.executeCommand('vscode.executeHoverProvider', other.uri, new vscode.Position(0, 0)))),
      );
    }
    // What is asked when typing has stopped: of those that are others now, which is none.
    asked.length = 0;
    await new Promise((resolve) => setTimeout(resolve, 1500));
    assert.ok(asked.length <= 2, `asked about ${asked.length} resources after edits`);

    methods.clear();
    await vscode.commands.executeCommand('traillens.connect', ['sandbox']);
    await eventually('a connection', async () => ((await connections.list())[0]?.state === 'ready' ? true : undefined));
    await new Promise((resolve) => setTimeout(resolve, 2000)); // what connecting asks by itself
    methods.clear();
    await edited(ROUNDS);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const held = ['blame', 'history', 'historyRows', 'closeHistory', 'sources', 'coverage'];
    assert.deepEqual(
      [...methods].filter((method) => !held.includes(method)),
      [],
      'only what is held is asked, nothing of AWS',
    );
    assert.ok(methods.has('blame'));

    const whole = median(rounds.map((one) => one.lenses + one.hover));
    const part = (pick: keyof (typeof rounds)[number]): string => median(rounds.map((one) => one[pick])).toFixed(0);
    const editorsOwn = median(others);
    const slowness = Math.max(1, median(peers) / USUAL, editorsOwn / USUAL_WAY);
    console.log(
      `      an edit: ${whole.toFixed(0)} ms (lenses ${part('lenses')}, hover ${part('hover')}); first look: lenses ${first.lenses.toFixed(0)}, hover ${first.hover.toFixed(0)}; the editor’s own ${editorsOwn.toFixed(0)}, peer ${median(peers).toFixed(1)}`,
    );
    assert.ok(
      whole - editorsOwn < MOST * slowness,
      `${whole} ms, ${editorsOwn} of them the editor’s own, on a machine ${slowness.toFixed(1)} × slower`,
    );
  });
});
