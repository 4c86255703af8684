// Tells the whole story and writes logs, workspace, state and truth into one folder.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Declared } from './declared.ts';
import { company, deliver } from './delivery.ts';
import { planFile, stackDriftFile } from './drift.ts';
import { audit, shopApi } from './estate/cloudformation.ts';
import { inState, older, unmanaged } from './estate/terraform.ts';
import { Journal } from './journal.ts';
import { terraformFile, type Located } from './located.ts';
import { writeLogs } from './logs.ts';
import { background } from './noise/background.ts';
import { objects } from './noise/data.ts';
import { insight, networkActivity } from './noise/special.ts';
import { otherAccounts } from './noise/staging.ts';
import { Random } from './random.ts';
import { stateFile } from './state.ts';
import type { Beat, Telling } from './story/beat.ts';
import { byHand } from './story/byHand.ts';
import { deleted } from './story/deleted.ts';
import { keys } from './story/keys.ts';
import { opened } from './story/opened.ts';
import { refused } from './story/refused.ts';
import { rollout } from './story/rollout.ts';
import { signIns } from './story/signIns.ts';
import { stacks } from './story/stacks.ts';
import { timeline } from './timeline.ts';
import { truth } from './truth.ts';

/** What was made. */
export interface Made {
  readonly files: number;
  readonly events: number;
}

/** Bursts of background a day, over all accounts and Regions. */
const hum = 14;
/** Share of events that are delivered twice. */
const twice = 0.02;

const stackResources = [...shopApi.resources, ...audit.resources];
const everything: readonly Declared[] = [...inState, ...unmanaged, ...stackResources];

/** Everything that happened, and the questions one may ask of it. */
function tell(now: number): { journal: Journal; beats: Beat[] } {
  const journal = new Journal(new Random('TrailLens sample'));
  const byAddress = new Map(everything.map((resource) => [resource.address, resource]));
  const the = (address: string): Declared => {
    const resource = byAddress.get(address);
    if (!resource) throw new Error(`the sample declares no ${address}`);
    return resource;
  };
  const telling: Telling = { journal, when: timeline(now), the };
  const deletion = deleted(telling);
  const gone = new Map([['aws_s3_bucket.customer_exports', deletion.at]]);
  const beats = [
    ...opened(telling),
    ...deletion.beats,
    ...stacks(telling),
    ...byHand(telling),
    refused(telling),
    ...signIns(telling),
    ...keys(telling),
  ];
  rollout(telling, gone);
  const namesake = otherAccounts(telling);
  beats.push({
    name: 'namesake in another account',
    question: 'Which changes were made to the role acme-prod-app in production?',
    about: 'aws_iam_role.app',
    answer: {
      events: journal.entries
        .filter((entry) => entry.outcome === 'change' && entry.targets.includes('aws_iam_role.app'))
        .map(({ id }) => id),
      actor: 'arn:aws:sts::111122223333:assumed-role/terraform-exec/GitHubActions-8970',
      person: 'repo:acme/infra:ref:refs/heads/main',
      origin: 'terraform',
    },
    decoys: [{ name: 'acme-prod-app in account 444455556666', events: namesake }],
  });
  background(telling, standing(journal, gone), hum);
  objects(telling, deletion.at);
  insight(telling);
  networkActivity(telling);
  company(journal);
  return { journal, beats };
}

/** What exists at a time: made before it, and not gone. */
function standing(journal: Journal, gone: ReadonlyMap<string, number>): (time: number) => readonly Declared[] {
  const made = new Map<string, number>(older.map((resource) => [resource.address, 0]));
  for (const entry of journal.entries) {
    if (entry.outcome !== 'change') continue;
    for (const address of entry.targets) made.set(address, Math.min(made.get(address) ?? Infinity, entry.time));
  }
  return (time) =>
    everything.filter(
      (resource) =>
        (made.get(resource.address) ?? Infinity) + 600_000 < time && time < (gone.get(resource.parent ?? resource.address) ?? Infinity),
    );
}

/** Writes the sample into `out`. `sources` is the folder with the workspace's own files; `now` the end of the log, ms. */
export function generate(out: string, sources: string, now: number): Made {
  const { journal, beats } = tell(now);
  const files = deliver(journal, twice);
  rmSync(join(out, 'logs'), { recursive: true, force: true });
  const written = writeLogs(join(out, 'logs'), files);

  const workspace = join(out, 'workspace');
  mkdirSync(workspace, { recursive: true });
  cpSync(sources, workspace, { recursive: true });
  writeFileSync(join(workspace, 'terraform.tfstate'), stateFile(inState));
  writeFileSync(join(workspace, 'plan.json'), planFile(inState));
  writeFileSync(join(workspace, 'cloudformation', 'shop-api.drift.json'), stackDriftFile(shopApi));

  const terraform = (resource: Declared, managed: boolean): Located => ({
    resource,
    tool: 'terraform',
    managed,
    file: terraformFile(sources, resource.address),
  });
  const located: Located[] = [
    ...inState.map((resource) => terraform(resource, true)),
    ...unmanaged.map((resource) => terraform(resource, false)),
    ...[shopApi, audit].flatMap((stack) =>
      stack.resources.map((resource): Located => ({ resource, tool: 'cloudformation', managed: true, file: stack.file })),
    ),
  ];
  const facts = truth({ entries: journal.entries, files, written, located, beats, workspace: sources, now });
  writeFileSync(join(out, 'truth.json'), `${JSON.stringify(facts, null, 1)}\n`);
  return { files: files.length + 1 + written.digests.length, events: journal.entries.length };
}
