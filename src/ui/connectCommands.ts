// Which profiles and Regions of AWS to use: choosing, and letting go.
import * as vscode from 'vscode';
import type { Connection, ConnectionChoice, ProfileInfo } from '../protocol/aws.ts';
import type { Backend } from '../protocol/backend.ts';
import { profileText, stateWords } from '../outline/profileText.ts';
import { count } from '../outline/words.ts';
import { visible } from '../protocol/visible.ts';
import { withNotification } from './abortable.ts';
import { pickConnection } from './awsPickers.ts';
import type { Connections } from './connections.ts';
import { inform } from './notice.ts';
import { showProblem, UserProblem } from './showProblem.ts';
import { connectionProblem } from './signIn.ts';

const DOCS = 'https://docs.aws.amazon.com/cli/latest/userguide/cli-chap-configure.html';

interface ProfileItem extends vscode.QuickPickItem {
  readonly profile: ProfileInfo;
}

/** Asks for profiles, connects them, and says what came of it. Given profiles are connected unasked, beside those already there. */
export async function connectToAws(profiles: readonly string[] | undefined, backend: Backend, connections: Connections): Promise<void> {
  const before = connections.choices;
  const names = profiles
    ? [...new Set([...before.map(({ profile }) => profile), ...profiles])]
    : await chooseProfiles(backend, connections);
  if (!names) return;
  const choices = names.map((profile): ConnectionChoice => before.find((choice) => choice.profile === profile) ?? { profile });
  if (choices.length === 0) return void (await connections.set([]));
  const ready = new Set((await connections.list()).filter(({ state }) => state === 'ready').map(({ choice }) => choice.profile));
  const connected = await withNotification(`Connecting to AWS: ${names.map((name) => visible(name, 40)).join(', ')}`, (signal) =>
    connections.set(choices, signal),
  );
  sayConnected(connected.filter(({ choice }) => !ready.has(choice.profile)));
}

/** The good news in one message; of the bad, one for each but expired sign-ins, which have one together (see signIn.ts). */
function sayConnected(connections: readonly Connection[]): void {
  const ready = connections.filter(({ state }) => state === 'ready');
  if (ready.length > 0) {
    const names = ready.map(({ choice, caller, regions }) => {
      const where = [caller?.account ?? '', count(regions.length, 'Region')].filter((part) => part !== '').join(', ');
      return `${visible(choice.profile, 60)} (${where})`;
    });
    const show = 'Show Trails';
    void inform(`Connected to AWS: ${names.join(', ')}.`, show).then((chosen) => {
      if (chosen === show) void vscode.commands.executeCommand('traillens.trails.focus');
    });
  }
  for (const connection of connections) if (connection.state === 'failed') void showProblem(connectionProblem(connection));
}

async function chooseProfiles(backend: Backend, connections: Connections): Promise<string[] | undefined> {
  const [profiles, known] = await Promise.all([backend.call('profiles', {}), connections.list()]);
  if (profiles.length === 0) {
    throw new UserProblem(
      'There is no AWS profile on this computer yet. Run “aws configure sso” (or “aws configure” for an access key) in a terminal, then connect again.',
      [{ label: 'How to Configure', command: 'vscode.open', args: [vscode.Uri.parse(DOCS)] }],
    );
  }
  const chosen = new Set(connections.choices.map(({ profile }) => profile));
  const item = (profile: ProfileInfo): ProfileItem => {
    const connection = known.find(({ choice }) => choice.profile === profile.name);
    const words = connection ? stateWords(connection) || 'connected' : '';
    return {
      label: profile.name,
      description: [profileText(profile), words].filter((part) => part !== '').join(' · '),
      ...(profile.problem ? { detail: `$(warning) ${visible(profile.problem, 300)}` } : {}),
      profile,
    };
  };
  const [good, bad] = [profiles.filter(({ problem }) => !problem), profiles.filter(({ problem }) => problem)];
  const separator = { label: 'Cannot be used as they are', kind: vscode.QuickPickItemKind.Separator };
  const items = [...good.map(item), ...(bad.length > 0 ? [separator] : []), ...bad.map(item)];
  const picked = await pickProfiles(items, (name) => chosen.has(name));
  // What is chosen but no longer in the config goes with the choice.
  return picked?.map(({ name }) => name);
}

/** A picker of many, in which those with a problem cannot be ticked. */
function pickProfiles(
  items: readonly (ProfileItem | vscode.QuickPickItem)[],
  chosen: (name: string) => boolean,
): Promise<ProfileInfo[] | undefined> {
  const picker = vscode.window.createQuickPick<ProfileItem | vscode.QuickPickItem>();
  const usable = (item: ProfileItem | vscode.QuickPickItem): item is ProfileItem => 'profile' in item && !item.profile.problem;
  Object.assign(picker, {
    title: 'Connect to AWS',
    placeholder: 'Profiles of the shared AWS config',
    prompt: 'TrailLens only reads. It remembers the names you tick here and keeps no credentials.',
    canSelectMany: true,
    matchOnDescription: true,
    ignoreFocusOut: true,
  });
  picker.items = items;
  picker.selectedItems = items.filter((item) => usable(item) && chosen(item.profile.name));
  return new Promise((resolve) => {
    picker.onDidChangeSelection((selected) => {
      const bad = selected.find((item): item is ProfileItem => 'profile' in item && !usable(item));
      if (!bad) return;
      picker.selectedItems = selected.filter(usable);
      picker.prompt = bad.profile.problem;
    });
    picker.onDidAccept(() => {
      resolve(picker.selectedItems.filter(usable).map(({ profile }) => profile));
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}

/** Lets go of one connection. What was read from it stays until its source is removed. */
export async function disconnect(profile: string | undefined, connections: Connections): Promise<void> {
  if (connections.choices.length === 0) throw new UserProblem('TrailLens is not connected to AWS.');
  const name =
    profile ?? (await pickConnection(await connections.list(), 'Disconnect from AWS', 'Which connection to let go'))?.choice.profile;
  if (name === undefined) return;
  await connections.set(connections.choices.filter((choice) => choice.profile !== name));
  vscode.window.setStatusBarMessage(`$(debug-disconnect) Disconnected from ${name}. What was read is kept.`, 5000);
}

/** Which Regions of a connection are asked. */
export async function chooseRegions(profile: string | undefined, backend: Backend, connections: Connections): Promise<void> {
  const list = await connections.ensure();
  const connection =
    profile === undefined
      ? await pickConnection(list, 'Choose Regions', 'Of which connection')
      : list.find(({ choice }) => choice.profile === profile);
  if (!connection) return;
  if (connection.state !== 'ready') throw connectionProblem(connection);
  const name = connection.choice.profile;
  const enabled = await withNotification(`Regions of ${visible(name, 60)}`, (signal) =>
    backend.call('enabledRegions', { profile: name }, signal),
  );
  const now = new Set(connection.choice.regions ?? enabled);
  const items = enabled.map((label) => ({ label, picked: now.has(label) }));
  const picked = await vscode.window.showQuickPick(items, {
    title: `Regions of ${visible(name, 60)}`,
    placeHolder: 'All ticked: all that are enabled for the account, also later ones',
    canPickMany: true,
    ignoreFocusOut: true,
  });
  if (!picked) return;
  if (picked.length === 0)
    throw new UserProblem('Choose at least one Region, or disconnect.', [
      { label: 'Choose Regions…', command: 'traillens.chooseRegions', args: [name] },
    ]);
  const regions = picked.map(({ label }) => label);
  const choice: ConnectionChoice = regions.length === enabled.length ? { profile: name } : { profile: name, regions };
  await connections.set(connections.choices.map((one) => (one.profile === name ? choice : one)));
}
