import * as assert from 'node:assert';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import { count } from '../../src/outline/words.ts';
import type { SourceNode } from '../../src/outline/sources.ts';
import { closeEverything, eventually, printTree, sampleRead, traillens, truth } from './traillens.ts';

const held = count(truth.totals.unique, 'event');

suite('Views', () => {
  suiteSetup(sampleRead);

  test('the log folder of the settings is read without being asked for', async () => {
    const { sources } = await traillens();
    const [node] = await sources.getChildren();
    assert.ok(node?.kind === 'source');
    assert.equal(path.basename(node.source.path), 'logs');
    assert.equal(node.source.events, truth.totals.unique);
  });

  test('Sources tells counts, span, and what was not read', async () => {
    const { sources } = await traillens();
    const text = (await printTree(sources, 3)).join('\n');
    assert.ok(text.includes(held), text);
    assert.ok(text.includes(`${truth.totals.duplicates} delivered twice`), text);
    assert.match(text, /\d+ problems? ‹the rest was read›/);
  });

  test('Activity groups by resource, actor, service, session and day', async () => {
    const { activity } = await traillens();
    await activity.set({ range: 'all', changesOnly: true, filter: '' });
    for (const groupBy of ['resource', 'actor', 'service', 'session', 'time'] as const) {
      await activity.set({ groupBy });
      const groups = await activity.getChildren();
      assert.ok(groups.length > 3, groupBy);
      const [first] = groups;
      assert.ok(first?.kind === 'group' && first.groupBy === groupBy);
      const events = await activity.getChildren(first);
      assert.ok(events.length > 0 && events[0]?.kind === 'event', groupBy);
    }
    await activity.set({ groupBy: 'resource' });
  });

  test('a filter leaves what it names', async () => {
    const { activity } = await traillens();
    await activity.set({ range: 'all', groupBy: 'service', changesOnly: false, filter: 'name:DeleteBucket' });
    const labels = await printTree(activity);
    assert.deepEqual(
      labels.map((line) => line.split(' ')[0]),
      ['s3'],
    );
    await activity.set({ filter: '', changesOnly: true, groupBy: 'resource' });
  });

  test('an empty range says what is held and how to see it', async () => {
    const { activity } = await traillens();
    const day = Date.parse('2020-01-01');
    await activity.set({ range: { since: day, until: day + 86_400_000 } });
    const lines = await printTree(activity);
    assert.match(lines[0] ?? '', /^No changes in 2020-01-01/);
    assert.ok(lines[1]?.startsWith(`Held: ${held} ‹2`), lines[1]);
    assert.ok(lines.some((line) => line.startsWith('Show all time')));
    await vscode.commands.executeCommand('traillens.showAllTime');
    assert.equal(activity.state.range, 'all');
  });

  test('a damaged file costs only itself, and opens at the place', async () => {
    const { sources } = await traillens();
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tl-bad-'));
    const record = { eventVersion: '1.08', eventTime: '2026-07-01T00:00:00Z', eventSource: 's3.amazonaws.com', eventName: 'CreateBucket' };
    const good = {
      ...record,
      eventID: 'good-1',
      awsRegion: 'eu-central-1',
      userIdentity: { type: 'Root' },
      recipientAccountId: '111122223333',
    };
    fs.writeFileSync(path.join(folder, 'good.json'), JSON.stringify({ Records: [good] }));
    fs.writeFileSync(path.join(folder, 'bad.json.gz'), gzipSync(`{"Records":[${JSON.stringify(good)},{"eventVersion": }]}`));
    await vscode.commands.executeCommand('traillens.addLogs', vscode.Uri.file(folder));
    const source = await eventually('the folder is read', async () => {
      const nodes = await sources.getChildren();
      return nodes.find((node) => node.kind === 'source' && node.source.path === folder && node.source.problems > 0);
    });
    assert.ok(source.kind === 'source' && source.source.events === 1);
    const problems = (await sources.getChildren(source)).find(({ kind }) => kind === 'problems');
    const [problem] = await sources.getChildren(problems);
    await vscode.commands.executeCommand('traillens.openProblem', problem satisfies SourceNode | undefined);
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    assert.equal(editor.document.uri.scheme, 'traillens-log');
    assert.match(editor.document.getText(), /"eventVersion": \}/);
    await closeEverything();
    fs.rmSync(folder, { recursive: true });
  });
});
