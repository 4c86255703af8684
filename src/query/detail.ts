// One event in full: readable summary, what it changed, the record itself.
import { notesOf } from '../event/notes.ts';
import { summaryOf } from '../event/summary.ts';
import { touchesOf } from '../event/touched.ts';
import { changesBy } from './changes.ts';
import { historyOf } from './history.ts';
import { identityOf } from './resourceGroups.ts';
import type { Changes } from './changes.ts';
import type { History } from './history.ts';
import type { EventReader } from './reader.ts';
import type { EventDetail } from '../protocol/backend.ts';
import type { EventRef } from '../store/port.ts';

/** The event, folded against the history's resource where it acts on that, else against the first resource it acts on. */
export function detailOf(reader: EventReader, ref: EventRef, history?: History): EventDetail | undefined {
  reader.renew();
  const [read] = reader.read([ref]);
  if (read === undefined) return undefined;
  const { row, event } = read;
  const asked = history === undefined ? undefined : changesBy(reader, history, ref);
  const { changes, previousKey } = asked !== undefined && asked.changes.length > 0 ? asked : changesOfOwn(reader, ref);
  return {
    row,
    key: event.key,
    summary: summaryOf(event),
    touches: touchesOf(event),
    changes,
    record: reader.store.raw(ref).toString('utf8'),
    notes: notesOf(event),
    ...(previousKey === undefined ? {} : { previousKey }),
  };
}

function changesOfOwn(reader: EventReader, ref: EventRef): Changes {
  const [read] = reader.read([ref]);
  if (read === undefined || read.row.outcome !== 'change') return { changes: [] };
  const touch = touchesOf(read.event).find(({ role }) => role === 'target');
  const identity =
    touch === undefined
      ? undefined
      : identityOf({ touch, values: new Set(touch.values), type: touch.type, rows: [read.row], change: read.row });
  return identity === undefined ? { changes: [] } : changesBy(reader, historyOf(reader, identity), ref);
}
