// Which connection, trail or log group is meant: asked only when there is more than one.
import * as vscode from 'vscode';
import type { Connection, TrailFacts } from '../protocol/aws.ts';
import type { Backend } from '../protocol/backend.ts';
import { logGroupName } from '../outline/awsWords.ts';
import { profileText, stateWords } from '../outline/profileText.ts';
import { s3Address } from '../outline/s3Address.ts';
import { groupArn } from '../outline/trails.ts';
import { count } from '../outline/words.ts';
import { visible } from '../protocol/visible.ts';
import { withNotification } from './abortable.ts';
import type { Connections } from './connections.ts';
import { UserProblem } from './showProblem.ts';
import { connectionProblem } from './signIn.ts';

/** One of the connections; the only one unasked. */
export async function pickConnection(list: readonly Connection[], title: string, placeHolder: string): Promise<Connection | undefined> {
  if (list.length <= 1) return list[0];
  const items = list.map((connection) => ({
    label: connection.choice.profile,
    description: [connection.caller?.account ?? '', connection.info ? profileText(connection.info) : '', stateWords(connection)]
      .filter((part) => part !== '')
      .join(' · '),
    connection,
  }));
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.connection;
}

/** Connections that answer. Throws with the way out when there is none. */
export async function readyConnections(connections: Connections): Promise<readonly Connection[]> {
  const list = await connections.ensure();
  const ready = list.filter(({ state }) => state === 'ready');
  const [bad] = list;
  if (ready.length === 0 && bad) throw connectionProblem(bad);
  return ready;
}

/** A trail and the connection it was seen by. */
export interface SeenTrail {
  readonly profile: string;
  readonly facts: TrailFacts;
}

/** All trails of all connections. */
export async function allTrails(backend: Backend, connections: Connections): Promise<SeenTrail[]> {
  const ready = await readyConnections(connections);
  const regions = ready.reduce((sum, connection) => sum + connection.regions.length, 0);
  const answers = await withNotification(`Asking ${count(regions, 'Region')} for trails`, (signal) => backend.call('trails', {}, signal));
  return answers.flatMap(({ connection, trails }) => trails.map((facts) => ({ profile: connection.choice.profile, facts })));
}

/** A trail's log group. */
export interface LogGroup {
  readonly profile: string;
  /** ARN, without `:*`. */
  readonly group: string;
}

/** The log group of one of the trails. */
export async function pickLogGroup(title: string, backend: Backend, connections: Connections): Promise<LogGroup | undefined> {
  const trails = await allTrails(backend, connections);
  const groups = new Map<string, LogGroup & { readonly trail: string }>();
  for (const { profile, facts } of trails) {
    const group = groupArn(facts.trail.logGroupArn);
    if (group !== undefined && !groups.has(group)) groups.set(group, { profile, group, trail: facts.trail.name });
  }
  if (groups.size === 0) {
    throw new UserProblem(
      `None of the ${count(trails.length, 'trail')} sends its events to CloudWatch Logs, which a live tail needs. Event history and the trail’s bucket tell what happened.`,
      [
        { label: 'Load Event History…', command: 'traillens.loadEventHistory' },
        { label: 'Load Logs of Trail…', command: 'traillens.loadArchive' },
      ],
    );
  }
  const items = [...groups.values()].map(({ trail, ...group }) => ({
    label: trail,
    description: `${visible(group.profile, 60)} · ${visible(logGroupName(group.group), 200)}`,
    group,
  }));
  if (items.length === 1) return items[0]?.group;
  return (await vscode.window.showQuickPick(items, { title, placeHolder: 'Trails that send events to CloudWatch Logs' }))?.group;
}

/** A place in S3 and the connection to read it with. */
export interface Bucket {
  readonly profile: string;
  readonly address: string;
}

/** Buckets of the trails, each once. */
export function bucketsOf(trails: readonly SeenTrail[]): (Bucket & { readonly trail: string })[] {
  const buckets = new Map<string, Bucket & { readonly trail: string }>();
  for (const { profile, facts } of trails) {
    if (facts.trail.bucket === '') continue;
    const address = s3Address(facts.trail);
    const key = `${profile}\0${address}`;
    if (!buckets.has(key)) buckets.set(key, { profile, address, trail: facts.trail.name });
  }
  return [...buckets.values()];
}
