// The Trails tree as data: connections to AWS, their trails with their health, and the work that goes on.
import type { ArchiveJob, AwsFault, Connection, TailState } from '../protocol/aws.ts';
import { visible } from '../protocol/visible.ts';
import { faultGroupLabel, groupFaults } from './faults.ts';
import { factLines } from './trailFactLines.ts';
import type { FactNode, TrailNode, TrailsShown } from './trailNode.ts';
import { count } from './words.ts';

export type { TrailNode, TrailsShown } from './trailNode.ts';

/** The root's children (no node), or a node's. Without any connection the root is empty, and the view shows its welcome. */
export function trailChildren(node: TrailNode | undefined, shown: TrailsShown): TrailNode[] {
  switch (node?.kind) {
    case undefined:
      return root(shown);
    case 'connection':
      return ofConnection(node.connection, shown);
    case 'trail':
      return factLines(node.facts, node.health, shown.read);
    case 'fact':
      return [...(node.more ?? [])];
    case 'faults':
      // A reason that one place alone gives needs no folding out.
      return node.groups.flatMap((group) =>
        group.faults.length === 1 ? faultLines(group.faults, faultGroupLabel(group)) : [{ kind: 'fault' as const, group }],
      );
    case 'fault':
      return faultLines(node.group.faults);
    case 'job':
      return faultLines(node.job.faults);
    case 'tail':
      return [];
  }
}

/** Arguments that are asked for: what is not a node of a connection stands at the root. */
function root({ connections, jobs, tails }: TrailsShown): TrailNode[] {
  const homeless = <T extends ArchiveJob | TailState>({ question }: T): boolean =>
    connections.every(({ choice }) => choice.profile !== question.profile);
  return [
    ...jobs.filter(homeless).map(jobNode),
    ...tails.filter(homeless).map(tailNode),
    ...connections.map((connection): TrailNode => ({ kind: 'connection', connection })),
  ];
}

function ofConnection(connection: Connection, shown: TrailsShown): TrailNode[] {
  const { profile } = connection.choice;
  const answer = shown.trails.get(profile);
  const groups = new Set(answer?.trails.flatMap(({ trail }) => groupArn(trail.logGroupArn) ?? []));
  const mine = <T extends ArchiveJob | TailState>({ question }: T): boolean => question.profile === profile;
  const apart = shown.tails.filter((tail) => mine(tail) && !groups.has(groupArn(tail.question.group) ?? ''));
  return [
    ...shown.jobs.filter(mine).map(jobNode),
    ...apart.map(tailNode),
    ...trouble(connection),
    ...(answer?.trails ?? []).flatMap((facts): TrailNode[] => {
      const group = groupArn(facts.trail.logGroupArn);
      const tails = shown.tails.filter((tail) => mine(tail) && groupArn(tail.question.group) === group);
      return [{ kind: 'trail', profile, facts, health: shown.read.health(facts, shown.reader.now) }, ...tails.map(tailNode)];
    }),
    ...faultsNode(profile, 'Trails', answer?.faults ?? []),
    ...faultsNode(
      profile,
      'Event history',
      shown.lookupFaults.filter((fault) => fault.profile === profile),
    ),
    ...emptiness(connection, shown),
  ];
}

/** Why a connection is not as it should be. */
function trouble({ state, fault }: Connection): FactNode[] {
  if (state === 'connecting') return [{ kind: 'fact', text: 'Connecting…', detail: 'asking AWS who this is', icon: 'loading~spin' }];
  if (!fault) return [];
  const tooltip = [{ label: 'Problem', value: visible(fault.message, 2000) }];
  const grave = state === 'failed';
  return [
    {
      kind: 'fact',
      text: visible(fault.message, 400),
      detail: '',
      icon: grave ? 'error' : 'warning',
      tone: grave ? 'bad' : 'warning',
      tooltip,
    },
  ];
}

/** Never “no trails” alone: where was asked, or that it is being asked. */
function emptiness({ choice, state, regions }: Connection, { trails, asking }: TrailsShown): FactNode[] {
  const answer = trails.get(choice.profile);
  if (state !== 'ready' || (answer && answer.trails.length > 0)) return [];
  const places = count(regions.length, 'Region');
  if (asking && answer?.askedAt === undefined) return [{ kind: 'fact', text: `Asking ${places}…`, detail: '', icon: 'loading~spin' }];
  if (answer?.askedAt === undefined) return [{ kind: 'fact', text: 'Trails are not asked for yet', detail: 'Refresh asks', icon: 'info' }];
  const refused = new Set(answer.faults.flatMap(({ region }) => region ?? [])).size;
  const answered = Math.max(0, regions.length - refused);
  const detail = 'Event history of 90 days is there without a trail';
  const text = answered === 0 ? 'No Region told its trails' : `No trails in the ${count(answered, 'Region')} that answered`;
  return [{ kind: 'fact', text, detail, icon: 'info' }];
}

function faultsNode(profile: string, what: string, faults: readonly AwsFault[]): TrailNode[] {
  return faults.length === 0 ? [] : [{ kind: 'faults', id: `${profile}:${what}`, what, groups: groupFaults(faults) }];
}

function faultLines(faults: readonly AwsFault[], label?: string): TrailNode[] {
  return faults.map(({ region, message, permission, awsCode, requestId }): TrailNode => {
    const tooltip = [
      { label: 'Problem', value: visible(message, 2000) },
      ...(permission ? [{ label: 'Permission', value: visible(permission, 200) }] : []),
      ...(awsCode ? [{ label: 'AWS said', value: visible(awsCode, 200) }] : []),
      ...(requestId ? [{ label: 'Request', value: visible(requestId, 200) }] : []),
    ];
    const icon = { icon: 'circle-slash', tone: 'attempt' } as const;
    return region === undefined && label === undefined
      ? { kind: 'fact', text: visible(message, 400), detail: '', ...icon, tooltip }
      : { kind: 'fact', text: label ?? visible(region ?? '', 40), detail: visible(message, 400), ...icon, tooltip };
  });
}

function jobNode(job: ArchiveJob): TrailNode {
  return { kind: 'job', job };
}

function tailNode(tail: TailState): TrailNode {
  return { kind: 'tail', tail };
}

/** Without the `:*` that some answers have at its end. */
export function groupArn(arn: string | undefined): string | undefined {
  return arn?.replace(/:\*$/, '');
}
