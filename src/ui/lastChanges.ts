// The newest changes of a resource, for where only a few lines are shown.
import type { Backend, HistoryAnswer, HistoryRow } from '../protocol/backend.ts';
import type { ResourceIdentity } from '../resource/identity.ts';

/** Objects of a bucket, items of a table: busy ones would hide all that became of the resource itself. */
const NOT_WHAT_IT_HOLDS = '-category:data';

/** What was found; `history.handle` is closed already. */
export interface LastChanges {
  readonly history: HistoryAnswer;
  readonly rows: readonly HistoryRow[];
}

/** Changes of the resource itself; where none is held, what was written into it. Of a mere pattern, what only may be it. */
export async function lastChanges(backend: Backend, identity: ResourceIdentity, count: number, signal?: AbortSignal): Promise<LastChanges> {
  const possible = identity.values.length > 0 && identity.values.every(({ kind }) => kind === 'pattern');
  const ask = async (filter?: string): Promise<LastChanges> => {
    const question = { identity, changesOnly: true, possible, ...(filter === undefined ? {} : { filter }) };
    const history = await backend.call('history', question, signal);
    const { handle } = history;
    const rows = history.total === 0 ? [] : await backend.call('historyRows', { handle, offset: 0, count }, signal);
    await backend.call('closeHistory', { handle });
    return { history, rows };
  };
  const found = await ask(NOT_WHAT_IT_HOLDS);
  return found.history.total > 0 ? found : ask();
}
