// What CodeLenses say of a declared resource: who changed it last, how often it changes, or honestly why nothing is known.
import type { Lack } from '../resource/identity.ts';
import type { BlameAnswer, HistoryRow } from '../protocol/backend.ts';
import { mendLabel } from '../outline/mendText.ts';
import { outsideText } from '../outline/outside.ts';
import { ago, count, number } from '../outline/words.ts';
import { visible } from '../protocol/visible.ts';

/** Without answers yet. */
export const PLAIN_LENS = 'CloudTrail history';

/** A lens; the tooltip tells what it rests on. */
export interface LensText {
  readonly title: string;
  readonly tooltip: string;
}

/** What is known of a declared resource. */
export interface LensFacts {
  readonly tool: string;
  /** One answer per instance of the resource that has a name. */
  readonly answers: readonly BlameAnswer[];
  /** Why none of its instances has a name. */
  readonly missing?: string;
  readonly lack?: Lack;
  /** All its names are patterns. */
  readonly guessed?: boolean;
}

/** The newest change of all instances. */
export function newestOf(answers: readonly BlameAnswer[]): HistoryRow | undefined {
  return answers
    .flatMap((answer) => answer.last ?? [])
    .reduce<HistoryRow | undefined>((newest, row) => (newest && !(row.time > newest.time) ? newest : row), undefined);
}

/** Whether anything is known worth a lens of its own. */
export function hasChange({ answers }: LensFacts): boolean {
  return newestOf(answers) !== undefined;
}

/** The first lens: the last change, or why there is none to tell. */
export function lensText({ tool, answers, missing, lack }: LensFacts, now: number): LensText {
  if (answers.length === 0) {
    if (missing === undefined) return { title: PLAIN_LENS, tooltip: 'Show CloudTrail History' };
    const title = FOREIGN.test(missing) ? 'not a resource of AWS' : `not resolved: ${shortReason(lack)} (why?)`;
    return { title, tooltip: visible(missing, 1000) };
  }
  const many = answers.length > 1 ? `${count(answers.length, 'instance')} · ` : '';
  const deleted = answers.length === 1 ? answers[0]?.deleted : undefined;
  const last = deleted ?? newestOf(answers);
  if (!last) {
    const held = answers.reduce((sum, { events, possible }) => sum + events + possible, 0);
    const title = `${many}${held > 0 ? `no change held, ${count(held, 'event')}` : 'no event held'}`;
    return { title: `CloudTrail: ${title}`, tooltip: 'Show CloudTrail History: what was asked, and what is held' };
  }
  const { confidence } = last.match;
  const unsure = confidence === 'possible' ? 'possibly ' : confidence === 'probable' ? 'probably ' : '';
  const done = deleted ? 'deleted' : last.outcome === 'attempt' ? 'attempt' : 'changed';
  const outside = outsideText(tool, last.origin);
  const parts = [
    `${many}${unsure}${done} ${when(last.time, now)} by ${visible(last.actor.name, 60)}`,
    last.origin.kind === 'unknown' ? '' : visible(last.origin.name, 40),
    outside ?? '',
  ];
  return { title: parts.filter((part) => part !== '').join(' · '), tooltip: reasons(last, outside) };
}

/** Where AWS could tell names that are not known, or only guessed so far: the way there. */
export function mendText({ answers, missing, lack, guessed }: LensFacts): string | undefined {
  const isUnknown = guessed === true || (answers.length === 0 && missing !== undefined);
  return isUnknown && (lack?.of === 'stack' || lack?.of === 'remoteState') ? mendLabel(lack) : undefined;
}

/** The second lens: how often it changes; undefined where the first says all. */
export function countText({ answers }: LensFacts): string | undefined {
  const recent = answers.reduce((sum, answer) => sum + answer.recent, 0);
  return recent > 1 ? `${number(recent)} changes in 90 days` : undefined;
}

function reasons(last: HistoryRow, outside: string | undefined): string {
  const call = visible(last.eventName, 60);
  const lines = [`${call}${last.what === '' ? '' : `: ${visible(last.what, 120)}`}`, `Match: ${visible(last.match.reason, 300)}`];
  if (outside) lines.push(`It came ${outside}: ${visible(last.origin.name, 60)} (${visible(last.origin.evidence, 200)})`);
  return lines.join('\n');
}

function when(time: number, now: number): string {
  const words = ago(time, now);
  return words === '1 day ago' ? 'yesterday' : words;
}

/** What the readers of code say of other clouds' types. */
const FOREIGN = /^\S+ is not a resource of AWS:/;

const REASONS: Readonly<Record<Lack['of'], string>> = {
  state: 'no state is read',
  remoteState: 'its state is remote',
  stack: 'its stack is not read',
  cdkOut: 'not in cdk.out',
  cdktfOut: 'not in cdktf.out',
  export: 'not in a stack’s export',
  package: 'its stage is not known',
  deployment: 'not deployed',
};

/** A few words for a reason that is told in full elsewhere. */
function shortReason(lack: Lack | undefined): string {
  return lack ? REASONS[lack.of] : 'no name is known';
}
