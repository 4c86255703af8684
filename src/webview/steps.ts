// What can be done about what is missing: a link for each step beside the coverage line, a button where there is nothing else to see.
import type { NextStep } from '../protocol/aws.ts';
import { button } from './button.ts';
import { fill, h, icon, link } from './dom.ts';

const SIGNS: Readonly<Record<NextStep['kind'], string>> = {
  lookUp: 'refresh',
  cancelLookup: 'debug-stop',
  signIn: 'sign-in',
  connect: 'plug',
  loadArchive: 'cloud-download',
};

/** Runs the step with this place in the answer. */
export type RunStep = (index: number) => void;

export interface Steps {
  readonly element: HTMLElement;
  draw(steps: readonly NextStep[]): void;
}

/** Links for the coverage line. The element keeps its links, and so the focus, while the steps stay the same. */
export function createSteps(run: RunStep): Steps {
  const element = h('span', { class: 'steps' });
  let drawn = '';
  return {
    element,
    draw(steps) {
      element.hidden = steps.length === 0;
      const words = JSON.stringify(steps.map(({ kind, label }) => [kind, label]));
      if (words === drawn) return;
      drawn = words;
      fill(element, ...steps.map(({ kind, label }, index) => link(() => run(index), {}, icon(SIGNS[kind]), label)));
    },
  };
}

/** Buttons for the empty state. */
export const stepButtons = (steps: readonly NextStep[], run: RunStep): HTMLElement[] =>
  steps.map(({ kind, label }, index) => button(label, SIGNS[kind], () => run(index), index > 0));
