// The commands about AWS, one line each; commands.ts registers them.
import * as vscode from 'vscode';
import type { Backend } from '../protocol/backend.ts';
import { trailUrl } from '../outline/consoleUrl.ts';
import type { ActivityView } from './activityView.ts';
import { cancelJob, loadArchive, pickJob } from './archiveCommands.ts';
import type { ArchiveJobs } from './archiveJobs.ts';
import { archiveHint, fillQuestion, jobOf, logGroupHint, profileOf, profilesOf, tailHint, tailOf, trailNode } from './awsArguments.ts';
import { pickConnection } from './awsPickers.ts';
import type { AwsCommandId } from './commandIds.ts';
import { chooseRegions, connectToAws, disconnect } from './connectCommands.ts';
import type { Connections } from './connections.ts';
import type { EventHistory } from './eventHistory.ts';
import { loadEventHistory } from './eventHistoryCommands.ts';
import { loadLogGroup, pickTail, startTail } from './logGroupCommands.ts';
import { UserProblem } from './showProblem.ts';
import type { SignIns } from './signIn.ts';
import type { Tails } from './tails.ts';
import type { TrailsView } from './trailsView.ts';

/** What they work with. */
export interface AwsParts {
  readonly backend: Backend;
  readonly activity: ActivityView;
  readonly connections: Connections;
  readonly history: EventHistory;
  readonly jobs: ArchiveJobs;
  readonly signIns: SignIns;
  readonly tails: Tails;
  readonly trails: TrailsView;
}

export function awsCommands(parts: AwsParts): Record<AwsCommandId, (first: unknown) => unknown> {
  const { activity, backend, connections, history, jobs, signIns, tails, trails } = parts;
  return {
    'traillens.connect': (profiles) => connectToAws(profilesOf(profiles), backend, connections),
    'traillens.disconnect': (profile) => disconnect(profileOf(profile), connections),
    'traillens.chooseRegions': (profile) => chooseRegions(profileOf(profile), backend, connections),
    'traillens.signIn': (profile) => signIns.signIn(profileOf(profile)),
    'traillens.reconnect': (profile) => reconnect(profileOf(profile), parts),
    'traillens.refreshTrails': async () => (await connections.ensure(), await trails.refresh()),
    'traillens.copyArn': (node) => vscode.env.clipboard.writeText(trailOf(node).arn),
    'traillens.openInConsole': (node) => vscode.env.openExternal(vscode.Uri.parse(trailUrl(trailOf(node)), true)),
    'traillens.loadEventHistory': (question) => loadEventHistory(fillQuestion(question), history, activity, connections),
    'traillens.cancelEventHistory': () => history.cancel(),
    'traillens.loadArchive': (hint) => loadArchive(archiveHint(hint), backend, connections, jobs),
    'traillens.pauseArchive': async (node) => {
      const job = await pickJob(jobOf(node), jobs, ['running']);
      if (job) await jobs.pause(job);
    },
    'traillens.resumeArchive': async (node) => {
      const job = await pickJob(jobOf(node), jobs, ['paused', 'failed']);
      if (job) await jobs.resume(job);
    },
    'traillens.cancelArchive': async (node) => cancelJob(await pickJob(jobOf(node), jobs, ['running', 'paused']), jobs),
    'traillens.dismissArchive': async (node) => cancelJob(jobOf(node), jobs),
    'traillens.loadLogGroup': (hint) => loadLogGroup(logGroupHint(hint), parts),
    'traillens.tail': (hint) => startTail(tailHint(hint), parts),
    'traillens.pauseTail': async (node) => {
      const tail = await pickTail(tailOf(node), tails, 'live');
      if (tail) await tails.pause(tail, true);
    },
    'traillens.resumeTail': async (node) => {
      const tail = await pickTail(tailOf(node), tails, 'paused');
      if (tail) await tails.pause(tail, false);
    },
    'traillens.stopTail': async (node) => {
      const tail = await pickTail(tailOf(node), tails);
      if (tail) await tails.stop(tail);
    },
  };
}

async function reconnect(profile: string | undefined, { connections, signIns }: AwsParts): Promise<void> {
  const name =
    profile ?? (await pickConnection(await connections.ensure(), 'Retry AWS Connection', 'Which connection to try again'))?.choice.profile;
  if (name !== undefined) await signIns.retry(name);
}

function trailOf(value: unknown): { readonly arn: string; readonly homeRegion: string } {
  const node = trailNode(value);
  if (node?.kind !== 'trail') throw new UserProblem('Call this from a trail of TrailLens’ Trails view.');
  return node.facts.trail;
}
