// Invented rows and sources for the trees.
import type { SourceInfo, EventRow, Coverage } from '../../src/store/port.ts';
import type { ActivityGroup } from '../../src/protocol/backend.ts';
import { printed, type NodeText } from '../../src/outline/nodeText.ts';

export const now = Date.parse('2026-07-15T12:00:00Z');
export const reader = { now, zone: 'utc' } as const;

const alice = { kind: 'user', name: 'alice', arn: 'arn:aws:iam::111122223333:user/alice', account: '111122223333' } as const;

export function row(over: Partial<EventRow> = {}): EventRow {
  return {
    ref: 1,
    time: Date.parse('2026-07-14T10:22:05Z'),
    eventName: 'AuthorizeSecurityGroupIngress',
    eventSource: 'ec2.amazonaws.com',
    account: '111122223333',
    awsRegion: 'eu-central-1',
    actor: alice,
    origin: { kind: 'console', name: 'console', evidence: 'sessionCredentialFromConsole is true' },
    outcome: 'change',
    category: 'Management',
    sourceIPAddress: '198.51.100.7',
    accessKeyId: 'ASIAALICEEXAMPLE',
    errorCode: '',
    ...over,
  };
}

export function group(over: Partial<ActivityGroup> = {}): ActivityGroup {
  const newest = over.newest ?? row();
  return { key: 'k', label: 'sg-0a1b2c3d4e5f60718', events: 1, attempts: 0, last: newest.time, newest, ...over };
}

export function source(over: Partial<SourceInfo> = {}): SourceInfo {
  return {
    id: 1,
    kind: 'folder',
    path: '/home/me/logs/AWSLogs',
    files: 400,
    events: 21_034,
    duplicates: 12,
    problems: 0,
    first: Date.parse('2026-04-16T00:00:10Z'),
    last: Date.parse('2026-07-14T23:59:10Z'),
    bytes: 12_345_678,
    collectedAt: now - 3 * 60_000,
    ...over,
  };
}

export function coverage(sources: readonly SourceInfo[]): Coverage {
  return {
    sources,
    events: sources.reduce((sum, { events }) => sum + events, 0),
    first: Math.min(...sources.map(({ first }) => first)),
    last: Math.max(...sources.map(({ last }) => last)),
    accounts: ['111122223333'],
    regions: ['eu-central-1'],
    categories: ['Management'],
    problems: sources.reduce((sum, { problems }) => sum + problems, 0),
  };
}

/** The whole tree as indented text. */
export async function print<N>(children: (node?: N) => Promise<N[]>, text: (node: N) => NodeText, node?: N, indent = ''): Promise<string> {
  let lines = '';
  for (const child of await children(node)) {
    const shown = text(child);
    lines += `${indent}${printed(shown)}\n`;
    if (shown.expand !== 'no') lines += await print(children, text, child, `${indent}  `);
  }
  return lines;
}
