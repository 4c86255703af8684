// What stands in place of the list when there is nothing to list, with the reason and the next step. Never "no events" alone.
import type { PanelCalls } from '../protocol/panel.ts';
import { button } from './button.ts';
import { fill, h, icon } from './dom.ts';
import type { PageState } from './state.ts';
import { stepButtons } from './steps.ts';
import type { RunStep } from './steps.ts';
import { number } from './text.ts';

export interface EmptyActions {
  readonly run: (command: PanelCalls['run']['params']['command']) => void;
  readonly showPossible: () => void;
  readonly showAllKinds: () => void;
  readonly clearFilter: () => void;
  readonly resetZoom: () => void;
  readonly retry: () => void;
  readonly step: RunStep;
}

export interface Empty {
  readonly element: HTMLElement;
  /** True when it covers the list. */
  draw(state: PageState): boolean;
}

/** The empty state. */
export function createEmpty(actions: EmptyActions): Empty {
  const element = h('div', { class: 'empty', hidden: true });
  let drawn: PageState | undefined;
  const put = (sign: string, title: string, text: string, ...buttons: readonly (HTMLElement | false)[]) =>
    fill(
      element,
      icon(sign, { class: 'huge' }),
      h('h2', {}, title),
      h('p', { class: 'coverage-text' }, text),
      h('div', { class: 'buttons' }, ...buttons),
    );

  return {
    element,
    draw(state) {
      const { panel, fault, ask } = state;
      const covers = !panel || panel.history.total === 0;
      element.hidden = !covers;
      if (!covers || (drawn && drawn.panel === panel && drawn.fault === fault && drawn.ask === ask)) return covers;
      drawn = state;
      if (!panel && fault) {
        put(
          fault.silent ? 'debug-disconnect' : 'error',
          fault.silent ? 'TrailLens does not answer' : 'The history could not be read',
          fault.silent ? 'The extension may be restarting. Try again, or reload the window.' : fault.message,
          button('Try Again', 'refresh', actions.retry),
        );
      } else if (!panel) put('loading codicon-modifier-spin', 'Looking for events…', '');
      else {
        const { possibleLeftOut, coverage, coverageText, steps = [] } = panel.history;
        const narrowed = ask.filter !== '' || ask.since !== undefined || ask.until !== undefined;
        put(
          coverage.sources.length === 0 && steps.length === 0 ? 'folder' : 'search',
          coverage.sources.length === 0 && steps.length === 0
            ? 'No logs yet'
            : steps.some(({ kind }) => kind === 'cancelLookup')
              ? 'Nothing yet; AWS is being asked'
              : narrowed || ask.changesOnly
                ? 'Nothing matches these conditions'
                : 'No events found for this resource',
          coverageText,
          ask.filter !== '' && button('Clear Filter', 'clear-all', actions.clearFilter),
          (ask.since !== undefined || ask.until !== undefined) && button('Show All Times', 'calendar', actions.resetZoom),
          ask.changesOnly && button('Show Reads Too', 'eye', actions.showAllKinds, narrowed),
          possibleLeftOut > 0 && button(`Show Possible Matches (${number(possibleLeftOut)})`, 'question', actions.showPossible, narrowed),
          ...stepButtons(steps, actions.step),
          button('Add Log Folder…', 'new-folder', () => actions.run('addLogFolder'), coverage.sources.length > 0 || steps.length > 0),
          coverage.problems > 0 &&
            button(`Show Problems (${number(coverage.problems)})`, 'warning', () => actions.run('showProblems'), true),
        );
      }
      return covers;
    },
  };
}
