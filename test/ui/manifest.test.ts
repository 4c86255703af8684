// package.json and the code name the same commands, views, settings and context keys, both ways.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { test } from 'node:test';
import { commandIds, contextKeys, settings } from '../../src/ui/commandIds.ts';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => fs.readFileSync(path.join(root, file), 'utf8');
const manifest = JSON.parse(read('package.json'));
const { contributes } = manifest;

const sources = ['src/extension.ts', ...fs.readdirSync(path.join(root, 'src/ui')).map((name) => `src/ui/${name}`)];
const code = sources
  .filter((file) => !file.endsWith('commandIds.ts'))
  .map(read)
  .join('\n');

interface MenuItem {
  command: string;
  when?: string;
  group?: string;
}
const menus = Object.entries<MenuItem[]>(contributes.menus);
const commands: { command: string; title: string; icon?: string; category?: string }[] = contributes.commands;
const whens = [...menus.flatMap(([, items]) => items.map(({ when }) => when ?? ''))];

test('every command is contributed, and every contributed command is there', () => {
  assert.deepEqual(commands.map(({ command }) => command).sort(), Object.keys(commandIds).sort());
});

test('menus name commands that exist', () => {
  for (const [menu, items] of menus) for (const { command } of items) assert.ok(Object.hasOwn(commandIds, command), `${menu}: ${command}`);
});

test('the palette hides what makes no sense there, and nothing else', () => {
  const hidden = contributes.menus.commandPalette.filter(({ when }: MenuItem) => when === 'false').map(({ command }: MenuItem) => command);
  const internal = Object.entries(commandIds).filter(([, { palette }]) => !palette);
  assert.deepEqual(hidden.sort(), internal.map(([id]) => id).sort());
});

test('icons stand where the workbench shows icons alone', () => {
  const iconOnly = menus.flatMap(([, items]) => items.filter(({ group }) => /^(navigation|inline)/.test(group ?? '')));
  for (const { command } of iconOnly) assert.ok(commands.find((one) => one.command === command)?.icon, command);
});

test('the product’s name is said once: as category, or in a title that menus show alone', () => {
  for (const { title, category } of commands) assert.equal((category === undefined) === title.startsWith('TrailLens: '), true, title);
});

test('views in menus and welcomes are contributed, and the code makes each', () => {
  const views: string[] = Object.values<{ id: string }[]>(contributes.views).flatMap((list) => list.map(({ id }) => id));
  for (const view of views) assert.match(code, new RegExp(`createTreeView\\('${view}'`));
  for (const { view } of contributes.viewsWelcome) assert.ok(views.includes(view), view);
  for (const when of whens) for (const [, view] of when.matchAll(/view == ([\w.]+)/g)) assert.ok(views.includes(view ?? ''), when);
  for (const { contents } of contributes.viewsWelcome) {
    for (const [, command] of contents.matchAll(/command:([\w.]+)/g)) assert.ok(Object.hasOwn(commandIds, command), command);
  }
});

test('context keys in `when` are set by the code, and every key set is used', () => {
  const used = new Set(whens.flatMap((when) => [...when.matchAll(/traillens\.\w+/g)].map(([key]) => key)));
  for (const view of ['traillens.activity', 'traillens.trails', 'traillens.sources', 'traillens.cursor', 'traillens.outside'])
    used.delete(view);
  assert.deepEqual([...used].sort(), [...contextKeys].sort());
  for (const key of contextKeys) assert.match(code, new RegExp(`'setContext', '${key}'`));
});

test('items in `viewItem` are contexts that nodes have', () => {
  const outline = fs
    .readdirSync(path.join(root, 'src/outline'))
    .map((name) => read(`src/outline/${name}`))
    .join('\n');
  for (const when of whens) for (const [, item] of when.matchAll(/viewItem == ([\w.]+)/g)) assert.ok(outline.includes(`'${item}'`), item);
});

test('settings and their defaults are the same', () => {
  const contributed = Object.entries<{ default: unknown }>(contributes.configuration.properties).map(([name, { default: value }]) => [
    name,
    value,
  ]);
  assert.deepEqual(Object.fromEntries(contributed), settings);
  for (const name of Object.keys(settings)) assert.ok(code.includes(`'${name.replace('traillens.', '')}'`), name);
});

test('what an untrusted workspace may not set is a setting', () => {
  for (const name of manifest.capabilities.untrustedWorkspaces.restrictedConfigurations) assert.ok(Object.hasOwn(settings, name), name);
});

test('the API is that of the lowest supported editor', () => {
  const types = JSON.parse(read('node_modules/@types/vscode/package.json')).version;
  assert.equal(manifest.engines.vscode, `^${types}`);
});

test('a panel that was open wakes the extension', () => {
  assert.match(code, /PANEL_TYPE = 'traillens\.history'/);
  assert.ok(manifest.activationEvents.includes('onWebviewPanel:traillens.history'));
});

test('icons are files of the project', () => {
  for (const file of [manifest.icon, contributes.viewsContainers.activitybar[0].icon])
    assert.ok(fs.existsSync(path.join(root, file)), file);
});
