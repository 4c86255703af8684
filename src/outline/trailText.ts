// How a node of the Trails tree reads.
import type { ArchiveJob, Connection, TailState } from '../protocol/aws.ts';
import { visible } from '../protocol/visible.ts';
import { bucketText, jobText, logGroupName, tailText } from './awsWords.ts';
import { faultGroupLabel, isRefusal } from './faults.ts';
import type { NodeText, Tone, TooltipLine } from './nodeText.ts';
import { profileText, stateWords } from './profileText.ts';
import { levelLook } from './trailFactLines.ts';
import type { TrailNode } from './trailNode.ts';
import { s3Address } from './s3Address.ts';
import { count } from './words.ts';

export function trailText(node: TrailNode): NodeText {
  switch (node.kind) {
    case 'connection':
      return connectionLine(node.connection);
    case 'trail':
      return trailLine(node);
    case 'fact':
      return {
        label: node.text,
        description: node.detail,
        ...(node.tooltip ? { tooltip: node.tooltip } : {}),
        icon: node.icon,
        ...(node.tone ? { tone: node.tone } : {}),
        expand: node.more ? 'collapsed' : 'no',
        context: 'fact',
      };
    case 'faults': {
      const regions = new Set(node.groups.flatMap(({ regions }) => regions)).size;
      const refused = node.groups.every(({ fault }) => isRefusal(fault)) ? 'refused' : 'without an answer';
      const label = `${node.what}: ${regions > 0 ? `${count(regions, 'Region')} ${refused}` : 'not all was answered'}`;
      return {
        label,
        description: node.groups.map(faultGroupLabel).join(', '),
        icon: 'circle-slash',
        tone: 'attempt',
        expand: 'collapsed',
        context: 'faults',
      };
    }
    case 'fault': {
      const message = visible(node.group.fault.message, 2000);
      const tooltip = [{ label: 'Problem', value: message }];
      return {
        label: faultGroupLabel(node.group),
        description: visible(message, 400),
        tooltip,
        icon: 'circle-slash',
        tone: 'attempt',
        expand: 'collapsed',
        context: 'fault',
      };
    }
    case 'job':
      return jobLine(node.job);
    case 'tail':
      return tailLine(node.tail);
  }
}

interface Look {
  readonly context: string;
  readonly icon: string;
  readonly tone?: Tone;
}

const CONNECTION: Readonly<Record<Connection['state'], Look>> = {
  connecting: { context: 'connection.connecting', icon: 'loading~spin' },
  ready: { context: 'connection.ready', icon: 'account' },
  signedOut: { context: 'connection.signedOut', icon: 'key', tone: 'warning' },
  failed: { context: 'connection.failed', icon: 'error', tone: 'bad' },
};

function connectionLine(connection: Connection): NodeText {
  const { choice, caller, info, regions, state } = connection;
  const account = caller?.account ?? info?.account ?? '';
  const words = stateWords(connection);
  const where = regions.length > 0 ? [count(regions.length, 'Region')] : [];
  const tooltip: TooltipLine[] = [
    { label: 'Profile', value: visible(choice.profile, 200) },
    ...(info ? [{ label: 'Credentials', value: profileText(info) }] : []),
    ...(caller ? [{ label: 'You are', value: visible(caller.arn, 600) }] : []),
    ...(regions.length > 0 ? [{ label: choice.regions ? 'Chosen Regions' : 'Regions', value: visible(regions.join(', '), 1000) }] : []),
    ...(connection.fault ? [{ label: 'Problem', value: visible(connection.fault.message, 2000) }] : []),
  ];
  return {
    label: visible(choice.profile, 120),
    description: [visible(account, 20), ...(words === '' ? where : [words])].filter((part) => part !== '').join(' · '),
    ...(words === '' ? {} : { spoken: words }),
    tooltip,
    ...CONNECTION[state],
    expand: 'expanded',
  };
}

function trailLine({ facts: { trail }, health }: Extract<TrailNode, { kind: 'trail' }>): NodeText {
  const { icon, tone, spoken } = levelLook(health.verdict);
  return {
    label: visible(trail.name, 200),
    description: visible(health.headline, 200),
    spoken,
    tooltip: [
      { label: 'Trail', value: visible(trail.arn, 600) },
      { label: 'Health', value: visible(health.headline, 600) },
      { label: 'Home Region', value: visible(trail.homeRegion, 60) },
      { label: 'Bucket', value: visible(s3Address(trail), 400) },
    ],
    icon,
    ...(tone ? { tone } : {}),
    expand: 'collapsed',
    context: trail.logGroupArn === undefined ? 'trail' : 'trail.logGroup',
  };
}

const JOB: Readonly<Record<ArchiveJob['state'], Look>> = {
  running: { context: 'job.running', icon: 'cloud-download' },
  paused: { context: 'job.paused', icon: 'debug-pause', tone: 'warning' },
  done: { context: 'job.done', icon: 'check', tone: 'good' },
  failed: { context: 'job.failed', icon: 'error', tone: 'bad' },
};

function jobLine(job: ArchiveJob): NodeText {
  const { question, state, faults } = job;
  return {
    label: question.from === question.to ? question.from : `${question.from} – ${question.to}`,
    description: `${jobText(job)} · ${bucketText(question.address)}`,
    spoken: state,
    tooltip: [
      { label: 'Load of', value: visible(question.address, 400) },
      { label: 'Days', value: `${question.from} – ${question.to}` },
      { label: 'State', value: jobText(job) },
      ...(question.keepIn ? [{ label: 'Kept in', value: visible(question.keepIn, 400) }] : []),
    ],
    ...JOB[state],
    expand: faults.length > 0 ? 'collapsed' : 'no',
  };
}

const TAIL: Readonly<Record<TailState['state'], Look>> = {
  starting: { context: 'tail.live', icon: 'loading~spin' },
  live: { context: 'tail.live', icon: 'broadcast', tone: 'good' },
  paused: { context: 'tail.paused', icon: 'debug-pause', tone: 'warning' },
  ended: { context: 'tail.ended', icon: 'debug-stop', tone: 'quiet' },
};

function tailLine(tail: TailState): NodeText {
  const { group, filter } = tail.question;
  return {
    label: 'Live tail',
    description: [tailText(tail), filter ? visible(filter, 80) : ''].filter((part) => part !== '').join(' · '),
    spoken: tail.state,
    tooltip: [
      { label: 'Log group', value: visible(logGroupName(group), 400) },
      ...(filter ? [{ label: 'Filter', value: visible(filter, 400) }] : []),
      ...(tail.sampled ? [{ label: 'Sampled', value: 'Over 500 events a second AWS leaves some out.' }] : []),
      ...(tail.fault ? [{ label: 'Problem', value: visible(tail.fault.message, 2000) }] : []),
    ],
    ...TAIL[tail.state],
    expand: 'no',
  };
}
