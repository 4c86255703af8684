// The conditions of the question: filter, toggles, time zone.
import '@vscode-elements/elements/dist/vscode-checkbox/index.js';
import '@vscode-elements/elements/dist/vscode-textfield/index.js';
import type { TimeZone } from '../protocol/panel.ts';
import { fill, h, icon, iconButton } from './dom.ts';
import { terms } from './filterTerms.ts';
import type { Ask, PageState } from './state.ts';
import { number } from './text.ts';

export interface ToolbarActions {
  readonly ask: (change: Partial<Pick<Ask, 'filter' | 'changesOnly' | 'possible'>>) => void;
  readonly setTimeZone: (timeZone: TimeZone) => void;
  readonly toggleHelp: () => void;
  readonly leave: () => void;
}

export interface Toolbar {
  readonly element: HTMLElement;
  draw(state: PageState): void;
  focus(): void;
}

/** A pause in typing after which the filter is asked, ms. */
const pause = 250;

/** The toolbar. */
export function createToolbar(actions: ToolbarActions): Toolbar {
  const filter = document.createElement('vscode-textfield');
  filter.className = 'filter';
  filter.placeholder = 'Filter, for example  actor:alice is:change  (press / )';
  filter.label = 'Filter';
  const funnel = icon('filter');
  funnel.slot = 'content-before';
  const clear = iconButton('close', 'Clear filter', () => set(''));
  clear.slot = 'content-after';
  filter.append(funnel, clear);
  const help = iconButton('question', 'What a filter can say', actions.toggleHelp, { class: 'help' });
  const changesOnly = checkbox('Changes only', (checked) => actions.ask({ changesOnly: checked }));
  const possible = checkbox('Possible matches', (possible) => actions.ask({ possible }));
  possible.title =
    'Also events that only possibly belong to this resource: a name by pattern, the same name in another account, events of its parent';
  const zones = zoneSwitch(actions.setTimeZone);
  const problem = h('div', { class: 'filter-error', role: 'alert', hidden: true });
  const helpText = h('div', { class: 'filter-help', hidden: true });
  fill(
    helpText,
    ...terms.map(([example, meaning]) =>
      h(
        'button',
        { class: 'term', title: `Add to the filter: ${example}`, onClick: () => set(`${filter.value} ${example}`.trim()) },
        h('code', {}, example),
        meaning,
      ),
    ),
  );
  const element = h(
    'div',
    { class: 'toolbar-place' },
    h('div', { class: 'toolbar', role: 'toolbar', aria: { label: 'Filter' } }, filter, help, changesOnly, possible, zones.element),
    problem,
    helpText,
  );

  let timer: ReturnType<typeof setTimeout> | undefined;
  let typed: string | undefined;
  const askNow = () => {
    clearTimeout(timer);
    if (typed === undefined) return;
    const text = typed;
    typed = undefined;
    actions.ask({ filter: text });
  };
  const set = (text: string) => {
    filter.value = text;
    typed = text;
    askNow();
    filter.focus();
  };
  filter.addEventListener('input', () => {
    typed = filter.value;
    clear.hidden = typed === '';
    clearTimeout(timer);
    timer = setTimeout(askNow, pause);
  });
  filter.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') askNow();
    else if (event.key === 'ArrowDown') actions.leave();
    else if (event.key === 'Escape') {
      if (filter.value === '') actions.leave();
      else set('');
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });

  return {
    element,
    focus() {
      filter.focus();
      filter.wrappedElement.select();
    },
    draw({ panel, ask, folds }) {
      if (!panel) return;
      // What is being typed is never overwritten by an older answer.
      if (typed === undefined && filter.value !== ask.filter) filter.value = ask.filter;
      clear.hidden = filter.value === '';
      changesOnly.checked = ask.changesOnly;
      possible.checked = ask.possible;
      const left = panel.history.possibleLeftOut;
      const text = left > 0 ? `Possible matches (${number(left)})` : 'Possible matches';
      if (possible.textContent !== text) possible.textContent = text;
      possible.disabled = left === 0 && !ask.possible;
      zones.draw(panel.timeZone, panel.localZone);
      filter.invalid = panel.filterError !== undefined;
      problem.hidden = panel.filterError === undefined;
      if (panel.filterError !== undefined) fill(problem, icon('error'), panel.filterError);
      helpText.hidden = !folds.help;
      help.setAttribute('aria-expanded', String(folds.help));
    },
  };
}

function checkbox(label: string, onChange: (checked: boolean) => void) {
  const box = document.createElement('vscode-checkbox');
  box.textContent = label;
  box.addEventListener('change', () => onChange(box.checked));
  return box;
}

function zoneSwitch(choose: (timeZone: TimeZone) => void) {
  const button = (timeZone: TimeZone, text: string) => {
    const made = h('button', { role: 'radio', onClick: () => choose(timeZone) }, text);
    made.type = 'button';
    return made;
  };
  const local = button('local', 'Local');
  const utc = button('utc', 'UTC');
  const element = h('div', { class: 'zones', role: 'radiogroup', aria: { label: 'Time zone' } }, local, utc);
  element.addEventListener('keydown', (event) => {
    if (!event.key.startsWith('Arrow')) return;
    event.preventDefault();
    const other = document.activeElement === local ? utc : local;
    other.focus();
    other.click();
  });
  return {
    element,
    draw(timeZone: TimeZone, zone: string) {
      local.title = `Times in ${zone}`;
      utc.title = 'Times in UTC, as CloudTrail writes them';
      for (const [made, is] of [[local, timeZone === 'local'] as const, [utc, timeZone === 'utc'] as const]) {
        made.setAttribute('aria-checked', String(is));
        made.tabIndex = is ? 0 : -1;
      }
    },
  };
}
