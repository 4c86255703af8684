// Invented rows and panel states for tests of the page's pure parts.
import type { HistoryRow } from '../../src/protocol/backend.ts';
import type { PanelState } from '../../src/protocol/panel.ts';
import { identity } from './page/group.ts';

export const noon = Date.UTC(2026, 10, 22, 12);

/** A row; the higher its ref, the older. */
export function row(ref: number, change: Partial<HistoryRow> = {}): HistoryRow {
  return {
    ref,
    time: noon - ref * 1000,
    eventName: 'PutBucketPolicy',
    eventSource: 's3.amazonaws.com',
    account: '111122223333',
    awsRegion: 'eu-central-1',
    actor: { kind: 'user', name: 'alice' },
    origin: { kind: 'console', name: 'console', evidence: '' },
    outcome: 'change',
    category: 'Management',
    sourceIPAddress: '192.0.2.1',
    accessKeyId: '',
    errorCode: '',
    match: { confidence: 'exact', reason: '' },
    what: 'policy',
    ...change,
  };
}

/** A panel state with so many events. */
export function panel(handle: number, total: number, change: Partial<PanelState> = {}): PanelState {
  return {
    history: {
      handle,
      identity,
      total,
      counts: { change: total, attempt: 0, read: 0, insight: 0 },
      possibleLeftOut: 0,
      first: noon - total * 1000,
      last: noon,
      coverage: { sources: [], events: total, first: noon, last: noon, accounts: [], regions: [], categories: [], problems: 0 },
      coverageText: '',
    },
    filter: '',
    changesOnly: false,
    possible: false,
    timeZone: 'utc',
    localZone: 'UTC',
    ...change,
  };
}
