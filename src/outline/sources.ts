// The Sources tree as data: where events came from, what of it is held, and what could not be read.
import type { Problem } from '../problem.ts';
import type { CollectProgress, SourceInfo } from '../protocol/backend.ts';
import { visible } from '../protocol/visible.ts';
import type { Reader } from './eventText.ts';
import type { NodeText } from './nodeText.ts';
import { baseName, isAtAws, sourceIcon, sourceName, sourceWord } from './sourceKind.ts';
import { ago, bytes, count, number, span, stamp } from './words.ts';

export type SourceNode =
  | { readonly kind: 'source'; readonly source: SourceInfo; readonly busy?: CollectProgress }
  /** One fact about a source. */
  | { readonly kind: 'fact'; readonly text: string; readonly detail: string; readonly icon: string }
  | { readonly kind: 'problems'; readonly source: SourceInfo }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'more'; readonly source: number; readonly rest: number };

/** What the tree needs to know from outside. */
export interface SourcesAsk {
  readonly reader: Reader;
  /** How many problems of a source to show. */
  shown(source: number): number;
  /** What is being read now. */
  busy(source: number): CollectProgress | undefined;
  sources(): Promise<readonly SourceInfo[]>;
  problems(source: number): Promise<readonly Problem[]>;
}

/** The root's children (no node), or a node's. */
export async function sourceChildren(node: SourceNode | undefined, ask: SourcesAsk): Promise<SourceNode[]> {
  if (node === undefined) {
    return (await ask.sources()).map((source): SourceNode => {
      const busy = ask.busy(source.id);
      return { kind: 'source', source, ...(busy ? { busy } : {}) };
    });
  }
  if (node.kind === 'source') return facts(node.source, ask.reader);
  if (node.kind !== 'problems') return [];
  const problems = await ask.problems(node.source.id);
  const shown = problems.slice(0, ask.shown(node.source.id)).map((problem): SourceNode => ({ kind: 'problem', problem }));
  const rest = problems.length - shown.length;
  return rest > 0 ? [...shown, { kind: 'more', source: node.source.id, rest }] : shown;
}

function facts(source: SourceInfo, { now, zone }: Reader): SourceNode[] {
  const twice = source.duplicates > 0 ? `${number(source.duplicates)} delivered twice, counted once` : '';
  const nodes: SourceNode[] = [{ kind: 'fact', text: count(source.events, 'event'), detail: twice, icon: 'list-flat' }];
  const held = span(source.first, source.last, zone);
  if (held !== '') nodes.push({ kind: 'fact', text: held, detail: 'first and last event', icon: 'calendar' });
  const atAws = isAtAws(source);
  if (!atAws || source.files > 0)
    nodes.push({ kind: 'fact', text: count(source.files, 'file'), detail: source.bytes > 0 ? bytes(source.bytes) : '', icon: 'files' });
  const [never, done] = atAws ? ['Not asked to the end yet', 'Asked'] : ['Not read to the end yet', 'Read'];
  const read = source.collectedAt === undefined ? never : `${done} ${ago(source.collectedAt, now)}`;
  nodes.push({ kind: 'fact', text: read, detail: source.collectedAt === undefined ? '' : stamp(source.collectedAt, zone), icon: 'sync' });
  return source.problems > 0 ? [...nodes, { kind: 'problems', source }] : nodes;
}

/** `12,345 events · 8,200/s · 120 of 400 files`. */
export function progressText({ events, eventsPerSecond, filesDone, filesTotal }: CollectProgress): string {
  const parts = [count(events, 'event')];
  if (eventsPerSecond > 0) parts.push(`${number(Math.round(eventsPerSecond))}/s`);
  parts.push(`${number(filesDone)} of ${count(filesTotal, 'file')}`);
  return parts.join(' · ');
}

/** How a node reads. */
export function sourceText(node: SourceNode, reader: Reader): NodeText {
  switch (node.kind) {
    case 'source':
      return sourceLine(node.source, node.busy, reader);
    case 'fact':
      return { label: node.text, description: node.detail, icon: node.icon, expand: 'no', context: 'fact' };
    case 'problems': {
      const label = count(node.source.problems, 'problem');
      return { label, description: 'the rest was read', icon: 'warning', tone: 'warning', expand: 'collapsed', context: 'problems' };
    }
    case 'problem':
      return problemLine(node.problem);
    case 'more':
      return { label: 'Load more', description: `${count(node.rest, 'problem')} more`, icon: 'ellipsis', expand: 'no', context: 'more' };
  }
}

function sourceLine(source: SourceInfo, busy: CollectProgress | undefined, { zone }: Reader): NodeText {
  const problems = source.problems > 0 ? count(source.problems, 'problem') : '';
  const quiet = [count(source.events, 'event'), span(source.first, source.last, zone), problems].filter((part) => part !== '').join(' · ');
  return {
    label: sourceName(source),
    description: busy ? progressText(busy) : quiet,
    tooltip: [
      { label: sourceWord(source), value: visible(source.path, 2000) },
      {
        label: 'Events',
        value: `${number(source.events)}${source.duplicates > 0 ? `, ${number(source.duplicates)} delivered twice` : ''}`,
      },
      ...(isAtAws(source) && source.files === 0 ? [] : [{ label: 'Files', value: `${number(source.files)}, ${bytes(source.bytes)}` }]),
      { label: 'Problems', value: number(source.problems) },
    ],
    icon: busy ? 'sync' : sourceIcon(source),
    expand: 'collapsed',
    context: `source.${source.kind}`,
  };
}

/** What is wrong, in two words; the tooltip has the whole sentence. */
const FAULTS: Readonly<Record<Problem['code'], string>> = {
  unreadable: 'Unreadable',
  truncated: 'Ends early',
  corrupt: 'Damaged',
  tooLarge: 'Too large',
  notJson: 'No JSON',
  notCloudTrail: 'Not CloudTrail’s',
  badRecord: 'Broken record',
  digest: 'Digest file',
};

function problemLine({ file, record, message, code }: Problem): NodeText {
  return {
    label: record === undefined ? FAULTS[code] : `${FAULTS[code]} ${number(record)}`,
    description: visible(baseName(file)),
    tooltip: [
      { label: 'Problem', value: visible(message, 2000) },
      { label: 'File', value: visible(file, 2000) },
    ],
    icon: code === 'digest' ? 'info' : 'warning',
    tone: code === 'digest' ? 'quiet' : 'warning',
    expand: 'no',
    context: 'problem',
  };
}
