// Terraform code that was applied in an account whose records were published: which of the records each resource finds by its code alone,
// against a truth told by hand, and against looking for the beginnings of names.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { identifyAll } from '../../src/iac/identify.ts';
import type { IacFiles, Identified } from '../../src/iac/identify.ts';
import { ask } from '../../src/query/answer.ts';
import { EventReader } from '../../src/query/reader.ts';
import type { ResourceIdentity } from '../../src/resource/identity.ts';
import type { JsonRecord } from '../../src/resource/leaves.ts';
import { walkLeaves } from '../../src/resource/leaves.ts';
import type { EventFacts } from '../../src/resource/match.ts';
import { matchRecord } from '../../src/resource/match.ts';
import { MemoryStore } from '../../src/store/memory.ts';
import { diskFiles } from './disk.ts';
import './knowledge.ts';
import { publishedCode, publishedRecords, rows, skip } from './shared.ts';
import './wasm.ts';

const ROOT = path.join(publishedCode, 'stratus-red-team-tf-20230703');

interface Row {
  readonly tf: string;
  readonly eventName: string;
  /** Names in the record that begin as the code's names do. */
  readonly names: readonly string[];
  readonly eventID: string;
  readonly record: string;
}

function readRows(): Row[] {
  const records = new Map<string, string>();
  const all = rows('stratus_tf_vs_invictus_events.tsv');
  for (const file of new Set(all.map((row) => row[8] ?? ''))) {
    const content = JSON.parse(readFileSync(path.join(publishedRecords, 'invictus-ir', file), 'utf8')) as {
      Records: { eventID: string }[];
    };
    for (const record of content.Records) records.set(record.eventID, JSON.stringify(record));
  }
  return all.map(([tf = '', , , , eventName = '', , names = '', eventID = '']) => {
    const record = records.get(eventID);
    assert.ok(record, eventID);
    return { tf, eventName, names: names.split(','), eventID, record };
  });
}

/**
 * What an event is about, told by hand: types of Terraform whose resource it makes, changes or removes. Every file of this code declares
 * at most one resource of a type, so type and file tell which.
 */
const ABOUT: Readonly<Record<string, readonly string[]>> = {
  CreateRole: ['aws_iam_role'],
  DeleteRole: ['aws_iam_role'],
  PutRolePolicy: ['aws_iam_role', 'aws_iam_role_policy'],
  DeleteRolePolicy: ['aws_iam_role', 'aws_iam_role_policy'],
  AttachRolePolicy: ['aws_iam_role', 'aws_iam_policy', 'aws_iam_role_policy_attachment', 'aws_iam_policy_attachment'],
  DetachRolePolicy: ['aws_iam_role', 'aws_iam_policy', 'aws_iam_role_policy_attachment', 'aws_iam_policy_attachment'],
  CreatePolicy: ['aws_iam_policy'],
  DeletePolicy: ['aws_iam_policy'],
  CreateInstanceProfile: ['aws_iam_instance_profile'],
  DeleteInstanceProfile: ['aws_iam_instance_profile'],
  TagInstanceProfile: ['aws_iam_instance_profile'],
  AddRoleToInstanceProfile: ['aws_iam_instance_profile', 'aws_iam_role'],
  RemoveRoleFromInstanceProfile: ['aws_iam_instance_profile', 'aws_iam_role'],
  CreateUser: ['aws_iam_user'],
  DeleteUser: ['aws_iam_user'],
  CreateLoginProfile: ['aws_iam_user', 'aws_iam_user_login_profile'],
  DeleteLoginProfile: ['aws_iam_user', 'aws_iam_user_login_profile'],
  CreateSecret: ['aws_secretsmanager_secret'],
  DeleteSecret: ['aws_secretsmanager_secret'],
  PutSecretValue: ['aws_secretsmanager_secret', 'aws_secretsmanager_secret_version'],
  CreateTrail: ['aws_cloudtrail'],
  DeleteTrail: ['aws_cloudtrail'],
  StartLogging: ['aws_cloudtrail'],
  CreateBucket: ['aws_s3_bucket'],
  DeleteBucket: ['aws_s3_bucket'],
  PutBucketPolicy: ['aws_s3_bucket'],
  PutBucketTagging: ['aws_s3_bucket'],
  CreateFunction20150331: ['aws_lambda_function'],
  DeleteFunction20150331: ['aws_lambda_function'],
  CreateFlowLogs: ['aws_flow_log'],
  RunInstances: ['aws_instance'],
  CreateSecurityGroup: ['aws_security_group'],
  CreateVolume: ['aws_ebs_volume'],
  RegisterImage: ['aws_ami'],
  CreateDBInstance: ['aws_db_instance'],
  CreateDBSubnetGroup: ['module'],
  CreateVpc: ['module'],
  CreateSubnet: ['module'],
  CreateRouteTable: ['module'],
  CreateInternetGateway: ['module'],
  CreateNatGateway: ['module'],
  AllocateAddress: ['module'],
};

/** A resource of the code, all its instances together. */
interface Declared {
  readonly tf: string;
  readonly address: string;
  readonly type: string;
  readonly identities: readonly ResourceIdentity[];
}

function keyOf({ tf, address }: Declared): string {
  return `${tf.split('/').at(-2) ?? ''} ${address}`;
}

async function declared(tf: string, files: IacFiles): Promise<Declared[]> {
  const found = new Map<string, Identified[]>();
  for (const one of await identifyAll(path.join(ROOT, tf), files)) {
    const { address } = one.resource;
    found.set(address, [...(found.get(address) ?? []), one]);
  }
  return [...found].map(([address, all]) => ({
    tf,
    address,
    type: all[0]?.resource.iacType ?? '',
    identities: all.map(({ identity }) => identity),
  }));
}

/** Which event is about which resource, by the table alone. */
function truthOf(all: readonly Declared[], events: readonly Row[]): Set<string> {
  assert.equal(new Set(all.map(({ tf, type }) => `${tf} ${type}`)).size, all.length, 'one resource of a type in a file');
  return new Set(
    events.flatMap(({ tf, eventName, eventID }) => {
      const types = ABOUT[eventName];
      assert.ok(types, `${eventName} is in the table`);
      return all.filter((one) => one.tf === tf && types.includes(one.type)).map((one) => `${keyOf(one)} ${eventID}`);
    }),
  );
}

/** The known beginnings of all names, of what it is a part of too: all that a search by text has. */
function beginnings(identity: ResourceIdentity): string[] {
  const own = identity.values.filter(({ value }) => !value.startsWith('arn:')).map(({ value }) => value.split('*')[0] ?? '');
  return [...own.filter((text) => text.length > 3), ...(identity.parent ? beginnings(identity.parent) : [])];
}

/** All a record says, and in ARNs and paths what stands behind each mark: where a name may begin. */
function textsIn(record: string): string[] {
  const texts: string[] = [];
  walkLeaves(JSON.parse(record) as JsonRecord, (text) => {
    texts.push(text, ...[...text.matchAll(/[:/]/g)].map(({ index }) => text.slice(index + 1)));
  });
  return texts;
}

interface Score {
  readonly found: number;
  readonly recall: number;
  readonly precision: number;
}

function score(found: ReadonlySet<string>, truth: ReadonlySet<string>): Score {
  const right = [...found].filter((pair) => truth.has(pair)).length;
  return { found: found.size, recall: right / truth.size, precision: found.size === 0 ? 1 : right / found.size };
}

const percent = (part: number): string => `${(100 * part).toFixed(1)} %`;
const told = (name: string, { found, recall, precision }: Score): string =>
  `${name}: ${String(found)} pairs found, recall ${percent(recall)}, precision ${percent(precision)}`;

const NO_NAME = 'the code gives it no name: AWS makes one up, which only the state tells';

/** True, and not found. */
const MISSES: Readonly<Record<string, string>> = {
  'ec2-enumerate-from-instance aws_instance.dev RunInstances': NO_NAME,
  'ec2-steal-instance-credentials aws_instance.instance RunInstances': NO_NAME,
  'rds-share-snapshot aws_db_instance.default CreateDBInstance': NO_NAME,
  'vpc-remove-flow-logs aws_flow_log.flow-logs CreateFlowLogs': NO_NAME,
};

const USES = 'the event makes something else, and says that it uses this';

/** Found surely, and not about the resource by the table. */
const FALSE_BUT_SURE: Readonly<Record<string, string>> = {
  'ec2-enumerate-from-instance aws_iam_instance_profile.instance RunInstances': USES,
  'ec2-steal-instance-credentials aws_iam_instance_profile.instance RunInstances': USES,
  'lambda-backdoor-function aws_iam_role.lambda CreateFunction20150331': USES,
  'vpc-remove-flow-logs aws_cloudwatch_log_group.logs CreateFlowLogs': USES,
  'vpc-remove-flow-logs aws_iam_role.role CreateFlowLogs': USES,
  'ec2-share-ami aws_ebs_volume.volume RegisterImage': 'the image has the name that the volume has for its tag',
};

/** Why an event is possible that is not about the resource; undefined for none of the reasons there are. */
function whyPossible(pair: string): string | undefined {
  const [, address = '', eventName = ''] = pair.split(' ');
  if (
    /^aws_(iam_role_policy|iam_role_policy_attachment|iam_policy_attachment|iam_user_login_profile|secretsmanager_secret_version|s3_(bucket_)?object)\./.test(
      address,
    )
  ) {
    return 'an event of what it is a part of';
  }
  // A function's code lies in a bucket, a trail writes to one, a database lies in subnets.
  const uses = [
    ['aws_s3_bucket.', 'CreateFunction20150331'],
    ['aws_s3_bucket.', 'CreateTrail'],
    ['aws_iam_role.', 'CreateFunction20150331'],
    ['module.vpc', 'CreateDBInstance'],
  ];
  if (uses.some(([start = '', name]) => address.startsWith(start) && eventName === name)) return USES;
  return pair === 'ec2-share-ami aws_ami.ami CreateVolume' ? 'the volume has the image’s name for its tag' : undefined;
}

void test('resources find the events that are about them, more surely than by the beginnings of names', { skip }, async (t) => {
  const events = readRows();
  const store = new MemoryStore();
  for (const { record } of events) store.add(record);
  const reader = new EventReader(store, () => 'none');
  const files = diskFiles(ROOT);
  const all = (await Promise.all([...new Set(events.map(({ tf }) => tf))].map((tf) => declared(tf, files)))).flat();
  const truth = truthOf(all, events);
  const textsOf = new Map(events.map(({ eventID, record }) => [eventID, textsIn(record)]));
  const [surely, possibly, byText] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const one of all) {
    for (const identity of one.identities) {
      for (const [possible, into] of [
        [false, surely],
        [true, possibly],
      ] as const) {
        const { found } = ask(reader, { identity, possible }, NaN);
        for (const ref of found.refs) into.add(`${keyOf(one)} ${reader.event(ref).key}`);
      }
      const starts = beginnings(identity);
      for (const [eventID, texts] of textsOf) {
        if (texts.some((text) => starts.some((start) => text.startsWith(start)))) byText.add(`${keyOf(one)} ${eventID}`);
      }
    }
  }
  const scores = { surely: score(surely, truth), possibly: score(possibly, truth), byText: score(byText, truth) };
  t.diagnostic(`${String(events.length)} events, ${String(all.length)} resources, ${String(truth.size)} pairs of both are true`);
  for (const [name, one] of Object.entries(scores)) t.diagnostic(told(name, one));
  assert.ok(scores.possibly.recall >= scores.byText.recall, 'recall is not below that of names’ beginnings');
  assert.ok(scores.possibly.precision > scores.byText.precision, 'precision is above that of names’ beginnings');
  assert.ok(scores.surely.precision > scores.possibly.precision, 'what is said to be sure is surer');

  const inWords = (pair: string): string => {
    const eventID = pair.slice(pair.lastIndexOf(' ') + 1);
    return pair.replace(eventID, events.find((row) => row.eventID === eventID)?.eventName ?? '');
  };
  const without = (pairs: ReadonlySet<string>, others: ReadonlySet<string>): string[] =>
    [...new Set([...pairs].filter((pair) => !others.has(pair)).map(inWords))].sort();
  assert.deepEqual(without(truth, possibly), Object.keys(MISSES).sort(), 'misses');
  assert.deepEqual(without(surely, truth), Object.keys(FALSE_BUT_SURE).sort(), 'false, said to be sure');
  const onlyPossible = without(possibly, truth).filter((pair) => !Object.hasOwn(FALSE_BUT_SURE, pair));
  assert.deepEqual(
    onlyPossible.filter((pair) => whyPossible(pair) === undefined),
    [],
    'false, said to be possible, for no known reason',
  );
  for (const [why, pairs] of Object.entries(Object.groupBy(onlyPossible, (pair) => whyPossible(pair) ?? ''))) {
    t.diagnostic(`false but only possible, ${why}: ${String(pairs?.length)}`);
  }
});

void test('every event is found by a resource of the code that made it', { skip }, async (t) => {
  const files = diskFiles(ROOT);
  const events = readRows();
  const byFile = new Map<string, Promise<Declared[]>>();
  const missed: string[] = [];
  for (const { tf, eventName, record, names } of events) {
    const of = byFile.get(tf) ?? declared(tf, files);
    byFile.set(tf, of);
    const facts = factsOf(record);
    const identities = (await of).flatMap((one) => one.identities);
    if (!identities.some((identity) => matchRecord(identity, facts.record, facts.facts) !== undefined))
      missed.push(`${eventName} ${names.join()}`);
  }
  t.diagnostic(`${String(events.length - missed.length)} of ${String(events.length)} events`);
  assert.deepEqual(missed, []);
});

function factsOf(text: string): { readonly record: JsonRecord; readonly facts: EventFacts } {
  const record = JSON.parse(text) as JsonRecord & { eventSource: string; awsRegion: string; recipientAccountId: string };
  return { record, facts: { account: record.recipientAccountId, region: record.awsRegion, eventSource: record.eventSource } };
}
