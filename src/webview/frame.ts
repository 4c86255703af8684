// The page's frame: progress on top, the split with list and event, what went wrong, and the coverage line that is always there.
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import { fill, h, icon, link, say } from './dom.ts';
import { createSteps } from './steps.ts';
import type { RunStep } from './steps.ts';
import { createSplit } from './split.ts';
import type { PageState } from './state.ts';

/** The parts that the frame puts in their places. */
export interface Parts {
  readonly above: readonly HTMLElement[];
  /** Those of them that work on an answer. */
  readonly tools: readonly HTMLElement[];
  readonly list: HTMLElement;
  readonly empty: HTMLElement;
  readonly detail: HTMLElement;
}

export interface FrameActions {
  readonly onSplit: (share: number) => void;
  readonly askAgain: () => void;
  readonly retryRows: () => void;
  readonly step: RunStep;
}

export interface Frame {
  /** `covered`: the empty state stands in place of the list. */
  draw(state: PageState, more: { readonly covered: boolean; readonly rowProblem: string | undefined }): void;
  /** Says something for a while, ms. */
  notice(text: string, time: number): void;
}

/** Puts the parts into `place`. */
export function createFrame(place: HTMLElement, parts: Parts, actions: FrameActions): Frame {
  const progress = document.createElement('vscode-progress-bar');
  progress.className = 'progress';
  progress.indeterminate = true;
  const rowFault = h('div', { class: 'fault below', role: 'alert', hidden: true });
  const master = h('div', { class: 'master' }, parts.list, parts.empty, rowFault);
  const split = createSplit(master, parts.detail, actions.onSplit);
  const fault = h('div', { class: 'fault', role: 'alert', hidden: true });
  const coverage = h('span', { class: 'coverage-text' });
  const busy = h('span', { class: 'busy', role: 'status' });
  const steps = createSteps(actions.step);
  const footer = h('footer', { class: 'coverage' }, icon('database'), h('div', { class: 'told' }, coverage, steps.element), busy);
  const notice = h('div', { class: 'notice', role: 'status', hidden: true });
  place.append(progress, ...parts.above, fault, split.element, footer, notice);
  let timer: ReturnType<typeof setTimeout> | undefined;

  return {
    draw(state, { covered, rowProblem }) {
      const { panel } = state;
      progress.hidden = !state.asking && state.busy === undefined;
      parts.list.hidden = covered;
      split.draw(state.split, state.open);
      // Before the first answer there is nothing to set conditions for.
      for (const part of parts.tools) part.hidden = !panel;
      footer.hidden = !panel;
      // The empty state says it already, in the middle of the page.
      say(coverage, covered ? '' : (panel?.history.coverageText ?? ''));
      steps.draw(covered ? [] : (panel?.history.steps ?? []));
      footer.classList.toggle('bare', covered && state.busy === undefined);
      say(busy, state.busy ?? '');
      complain(fault, panel ? state.fault?.message : undefined, state.fault?.silent ? 'debug-disconnect' : 'error', actions.askAgain);
      complain(rowFault, rowProblem === undefined ? undefined : `Some rows could not be read: ${rowProblem}`, 'error', actions.retryRows);
    },
    notice(text, time) {
      clearTimeout(timer);
      fill(notice, text);
      notice.hidden = false;
      timer = setTimeout(() => (notice.hidden = true), time);
    },
  };
}

function complain(element: HTMLElement, message: string | undefined, sign: string, retry: () => void): void {
  element.hidden = message === undefined;
  if (message === undefined || element.dataset['message'] === message) return;
  element.dataset['message'] = message;
  fill(element, icon(sign), h('span', {}, message), link(retry, {}, 'Try Again'));
}
