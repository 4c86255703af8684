// What is known of a workspace's code is kept for the next session: names that the code says, none that only a state says.
import * as assert from 'node:assert';
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { eventually, traillens, workspace } from './traillens.ts';

suite('The index of the code', () => {
  const file = vscode.Uri.joinPath(vscode.Uri.file(workspace), 'kept', 'stack.yaml');
  suiteTeardown(() => vscode.workspace.fs.delete(vscode.Uri.joinPath(file, '..'), { recursive: true }));

  test('names that the code says are written down, none from a state', async () => {
    const template = 'Resources:\n  KeptTable:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      TableName: acme-kept-table\n';
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(template));
    const { workspaceCode } = await traillens();
    const name = 'acme-kept-table';
    const identity = { address: name, values: [{ value: name, kind: 'name', via: { how: 'asked', text: 'as asked' } }] } as const;
    await eventually('it is found', async () => ((await workspaceCode.find(identity)).length === 1 ? true : undefined));
    const keptAt = workspaceCode.keptAt ?? '';
    const text = await eventually('it is written', () => {
      const written = fs.existsSync(keptAt) ? fs.readFileSync(keptAt, 'utf8') : '';
      return written.includes(name) ? written : undefined;
    });
    assert.match(text, /^\["traillens",/);
    assert.ok(text.includes('terraform.tfstate'), 'what names come from is known');
    const ids = fs.readFileSync(path.join(workspace, 'terraform.tfstate'), 'utf8').match(/\b(sg|vpc|subnet)-[0-9a-f]{17}\b/g) ?? [];
    assert.ok(ids.length > 0);
    for (const id of ids) assert.ok(!text.includes(id), `${id} is from the state`);
  });
});
