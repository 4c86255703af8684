// What an event's name says it does: the verb gives the rule by which a change is folded, the noun tells a resource from a part of it.
import { typeKnowledge } from '../resource/types.ts';

/** How a call treats the resource it names. `other`: it changes nothing that is remembered (StartExecution, RebootInstances). */
export type VerbClass = 'create' | 'put' | 'set' | 'add' | 'remove' | 'delete' | 'enable' | 'disable' | 'other';

const classes: readonly [VerbClass, readonly string[]][] = [
  ['create', ['Create', 'Run', 'Allocate', 'Register', 'Import', 'Request', 'Restore', 'Copy', 'Launch', 'Provision', 'Purchase']],
  ['put', ['Put', 'Publish']],
  [
    'set',
    ['Modify', 'Update', 'Set', 'Change', 'Upgrade', 'Replace', 'Rotate', 'Resize', 'Move', 'Rename', 'Configure', 'Reset', 'Restrict'],
  ],
  ['add', ['Add', 'Attach', 'Authorize', 'Associate', 'Tag', 'Grant', 'Assign', 'Subscribe']],
  ['remove', ['Remove', 'Detach', 'Revoke', 'Disassociate', 'Untag', 'Unassign', 'Unsubscribe']],
  ['delete', ['Delete', 'Terminate', 'Release', 'Deregister', 'Destroy', 'Deprovision', 'Purge']],
  ['enable', ['Enable', 'Activate']],
  ['disable', ['Disable', 'Deactivate']],
];

/** Verb → its class, for names that begin with it and go on with a capital letter. */
const classOf = new Map(classes.flatMap(([name, verbs]) => verbs.map((verb) => [verb, name] as const)));

export interface Verb {
  readonly class: VerbClass;
  /** What follows the verb: `SecurityGroupIngress`; '' when the name is the verb alone. */
  readonly noun: string;
}

/** An API's name without the date that Lambda and CloudFront put behind theirs: `UpdateFunctionCode20150331v2` → `UpdateFunctionCode`. */
export function operationOf(eventName: string): string {
  return eventName.replace(/(19|20)\d{2}_?\d{2}_?\d{2}(v\d+)?$/, '');
}

/** Splits an event's name into what is done and to what. */
export function verbOf(eventName: string): Verb {
  const [, verb = '', noun = ''] = /^([A-Z][a-z]+)(.*)$/.exec(operationOf(eventName)) ?? [];
  return { class: classOf.get(verb) ?? 'other', noun };
}

/** What an event does to the life of a resource of a type. */
export type LifeEvent = 'born' | 'kept' | 'gone';

/** Calls whose noun is not the type's name, with what they do. AWS service authorization reference. */
const lives: Readonly<Record<string, LifeEvent>> = {
  RunInstances: 'born',
  TerminateInstances: 'gone',
  AllocateAddress: 'born',
  ReleaseAddress: 'gone',
  RequestSpotInstances: 'born',
  ScheduleKeyDeletion: 'gone',
  CancelKeyDeletion: 'kept',
  RestoreSecret: 'kept',
  RestoreStack: 'kept',
  PutMetricAlarm: 'kept',
  DeleteAlarms: 'gone',
  ImportKeyPair: 'born',
  RegisterImage: 'born',
  DeregisterImage: 'gone',
  CreateImage: 'born',
  CreateListener: 'born',
  DeleteListener: 'gone',
  TerminateEnvironment: 'gone',
  TerminateJobFlows: 'gone',
  RunJobFlow: 'born',
};

/** Nouns of parts: deleting one never deletes the resource that is named beside it, whatever is known of its type. */
const parts =
  /^(Tags?|.+Tags|Tagging|.*PublicAccessBlock|.+Permissions?(Boundary)?|.+Association|.+Version|.+Configuration|LoginProfile|AccessKey|.*BucketPolicy|RolePolicy|UserPolicy|GroupPolicy|ResourcePolicy|Route|Objects?|Item|Message|.+Attribute)$/;

/**
 * Whether a successful event with the resource as its primary target began, keeps or ended its life; undefined when it says nothing of it.
 * `type`: CloudFormation's name, where known.
 */
export function lifeOf(eventName: string, type: string | undefined): LifeEvent | undefined {
  const { class: verb, noun } = verbOf(eventName);
  const known = type === undefined ? undefined : typeKnowledge(type);
  if (known?.parent === undefined && known?.creates.includes(operationOf(eventName))) return 'born';
  if (known?.parent === undefined && known?.deletes.includes(operationOf(eventName))) return 'gone';
  if (verb !== 'create' && verb !== 'put' && verb !== 'delete' && !(operationOf(eventName) in lives)) return undefined;
  const special = lives[operationOf(eventName)];
  if (special !== undefined) return special;
  if (type === undefined ? parts.test(noun) : !isNounOf(noun, type)) return undefined;
  return verb === 'create' ? 'born' : verb === 'put' ? 'kept' : 'gone';
}

/** `Instances` names `AWS::EC2::Instance`, `Policy` names `AWS::IAM::ManagedPolicy`, `DefaultVpc` names `AWS::EC2::VPC`. */
function isNounOf(noun: string, type: string): boolean {
  const tail = bare(type.split('::').at(-1) ?? '');
  const said = bare(noun);
  return said !== '' && tail !== '' && (said.endsWith(tail) || tail.endsWith(said));
}

const bare = (name: string): string =>
  name
    .toLowerCase()
    .replace(/(?<=[^s])s$/, '')
    .replace(/ie$/, 'y');

/** Names of events that may begin (or keep) and end a life, as the filter language writes them. */
export interface LifePatterns {
  readonly born: readonly string[];
  readonly gone: readonly string[];
}

/** For any type. */
export const lifePatterns: LifePatterns = {
  born: ['create*', 'run*', 'allocate*', 'register*', 'import*', 'request*', 'restore*', 'copy*', 'put*', 'publish*', 'cancelkeydeletion'],
  gone: ['delete*', 'terminate*', 'release*', 'deregister*', 'schedulekeydeletion'],
};

/** For a type whose events are known: few enough that a busy role's own creation is found among all that it created. */
export function lifePatternsOf(type: string | undefined): LifePatterns | undefined {
  const known = type === undefined ? undefined : typeKnowledge(type);
  if (known === undefined || known.parent !== undefined || known.creates.length === 0 || known.deletes.length === 0) return undefined;
  const pattern = (name: string): string => `${name.toLowerCase()}*`;
  return { born: known.creates.map(pattern), gone: known.deletes.map(pattern) };
}
