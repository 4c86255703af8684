// What the Outside the Code view asks: of all that the workspace declares, what came by another way, and what explains a drift.
import * as vscode from 'vscode';
import { inOrder, type OutsideFound, type OutsideShown } from '../outline/outsideTree.ts';
import type { DriftShown } from '../outline/driftTree.ts';
import { rangeTimes, type TimeRange } from '../outline/timeRange.ts';
import { count, number } from '../outline/words.ts';
import type { Drift } from '../iac/driftFile.ts';
import type { Identified } from '../iac/identify.ts';
import { declaredOnce } from '../iac/workspace/declaredOnce.ts';
import type { Backend, OutsideAnswer, OutsideSpan } from '../protocol/backend.ts';
import { hasNames } from './names.ts';
import { problemText } from './showProblem.ts';
import type { WorkspaceCode } from './workspaceCode.ts';

/** Resources asked for in one call: between two, it is said how far it is. */
const AT_ONCE = 100;

/** What is asked with. */
export interface OutsideQuestionParts {
  readonly backend: Backend;
  readonly workspaceCode: WorkspaceCode;
  /** Whether any logs are held; while not, no thread is started for the view's sake. */
  worthAsking(): Promise<boolean>;
}

/** A report of drift that is shown. */
export interface OpenDrift {
  /** What it is called: a file's path in the workspace. */
  readonly name: string;
  readonly report: Drift;
  /** Reads it once more; throws what is wrong, in words. */
  again(): Promise<Drift>;
}

/** The changes outside the code, newest first. Never rejects: what went wrong, or was stopped, is an answer, too. */
export async function askOutside(
  { range, peopleOnly }: { readonly range: TimeRange; readonly peopleOnly: boolean },
  parts: OutsideQuestionParts,
  signal: AbortSignal,
  say: (text: string) => void,
): Promise<OutsideShown> {
  const { backend, workspaceCode } = parts;
  try {
    if (!(await parts.worthAsking())) return { is: 'nothingHeld' };
    const coverage = await backend.call('coverage', {});
    if (coverage.sources.length === 0 && coverage.events === 0) return { is: 'nothingHeld' };
    const span = { ...rangeTimes(range, Date.now()), peopleOnly };
    const all = declaredOnce(await workspaceCode.declared(signal));
    const askable = all.filter(({ identity }) => hasNames(identity));
    const found: OutsideFound[] = [];
    let asked = 0;
    for (; asked < askable.length && !signal.aborted; asked += AT_ONCE) {
      const some = askable.slice(asked, asked + AT_ONCE);
      say(`Looked at ${number(asked)} of ${count(askable.length, 'declared resource')}…`);
      const answers = await answersOf(some, span, backend, signal);
      if (!answers) break;
      some.forEach((declared, i) => {
        const answer = answers[i];
        if (answer && answer.changes.length > 0) found.push({ declared, answer, place: placeOf(declared) });
      });
    }
    return {
      is: 'looked',
      found: inOrder(found),
      asked: Math.min(asked, askable.length),
      askable: askable.length,
      nameless: all.length - askable.length,
      bounded: workspaceCode.bounded,
      ...{ range, peopleOnly, coverage },
    };
  } catch (error) {
    return signal.aborted ? { is: 'stopped' } : { is: 'failed', message: problemText(error) ?? '' };
  }
}

/** Undefined when it was stopped. */
async function answersOf(
  some: readonly Identified[],
  span: OutsideSpan,
  backend: Backend,
  signal: AbortSignal,
): Promise<OutsideAnswer[] | undefined> {
  try {
    const questions = some.map(({ identity, resource }) => ({ identity, tool: resource.tool }));
    return await backend.call('outside', { questions, ...span }, signal);
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}

/** The events that may explain what a report tells. Never rejects. */
export async function explainDrift({ name, report }: OpenDrift, parts: OutsideQuestionParts, signal: AbortSignal): Promise<DriftShown> {
  try {
    await parts.worthAsking();
    const questions = report.resources.map(({ identity, tool, attributes }) => ({ identity, tool, attributes }));
    return { name, report, answers: await parts.backend.call('explainDrift', { questions }, signal) };
  } catch (error) {
    return { name, report, answers: [], fault: problemText(error) ?? 'Stopped. Refresh the view to look again.' };
  }
}

function placeOf({ resource }: Identified): string {
  return `${vscode.workspace.asRelativePath(resource.file)}:${resource.nameRange.start.line + 1}`;
}
