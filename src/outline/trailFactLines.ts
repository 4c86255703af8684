// The facts of one trail: how well it records, what it records, and where to.
import type { TrailFacts } from '../protocol/aws.ts';
import { visible } from '../protocol/visible.ts';
import { logGroupName } from './awsWords.ts';
import type { Tone } from './nodeText.ts';
import { s3Address } from './s3Address.ts';
import type { FactNode, Level, TrailHealth, TrailReader } from './trailNode.ts';
import { count } from './words.ts';

interface Look {
  readonly icon: string;
  readonly tone?: Tone;
  readonly spoken: string;
}

const LOOKS: Readonly<Record<Level, Look>> = {
  good: { icon: 'pass', tone: 'good', spoken: 'healthy' },
  note: { icon: 'info', spoken: 'note' },
  warning: { icon: 'warning', tone: 'warning', spoken: 'needs attention' },
  bad: { icon: 'error', tone: 'bad', spoken: 'faulty' },
  unknown: { icon: 'question', tone: 'quiet', spoken: 'unknown' },
};

/** Icon, colour and word of a verdict. */
export function levelLook(level: Level): Look {
  return LOOKS[level];
}

/** All of them: health first, then what is recorded, and where it goes. */
export function factLines(facts: TrailFacts, health: TrailHealth, read: TrailReader): FactNode[] {
  const findings = health.findings.map(({ level, text, next }): FactNode => {
    const { icon, tone } = LOOKS[level];
    const tooltip = [
      { label: 'Finding', value: visible(text, 2000) },
      ...(next === undefined ? [] : [{ label: 'What to do', value: visible(next, 2000) }]),
    ];
    return fact(visible(text, 300), visible(next ?? '', 300), icon, { ...(tone ? { tone } : {}), tooltip });
  });
  return [...findings, ...recorded(facts, read), ...places(facts)];
}

function fact(text: string, detail: string, icon: string, over: Partial<FactNode> = {}): FactNode {
  return { kind: 'fact', text, detail, icon, ...over };
}

function recorded({ selectors }: TrailFacts, read: TrailReader): FactNode[] {
  if (!selectors) return [];
  const lines = read.selectors(selectors).map((line) => visible(line, 600));
  const [first, ...others] = lines;
  if (first === undefined) return [];
  if (others.length === 0) return [fact('Records', first, 'filter', { tooltip: [{ label: 'Records', value: first }] })];
  return [
    fact('Records', `${count(lines.length, 'selector')}: ${lines.join('; ')}`, 'filter', {
      more: lines.map((line) => fact(line, '', 'filter')),
    }),
  ];
}

function places({ trail }: TrailFacts): FactNode[] {
  const nodes: FactNode[] = [];
  const named = (label: string, text: string, icon: string, whole = text): void => {
    nodes.push(fact(label, visible(text, 300), icon, { tooltip: [{ label, value: visible(whole, 1000) }] }));
  };
  if (trail.bucket !== '') named('Bucket', s3Address(trail), 'archive');
  if (trail.logGroupArn === undefined) nodes.push(fact('No log group', 'a live tail needs one', 'output', { tone: 'quiet' }));
  else named('Log group', logGroupName(trail.logGroupArn), 'output', trail.logGroupArn);
  if (trail.kmsKeyId !== undefined) named('KMS key', trail.kmsKeyId.replace(/^arn:[^:]*:kms:/, ''), 'lock', trail.kmsKeyId);
  if (trail.snsTopicArn !== undefined) named('SNS topic', trail.snsTopicArn.replace(/^arn:[^:]*:sns:/, ''), 'mail', trail.snsTopicArn);
  named('Home Region', `${trail.homeRegion}${trail.isMultiRegion ? ', records all Regions' : ''}`, 'globe');
  return nodes;
}
