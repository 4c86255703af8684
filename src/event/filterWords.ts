// The filter language's vocabulary: fields with their other names, and the words of `is:`.
import type { FilterField } from './filter.ts';

/** What may stand before the colon → the field. `since` and `until` are no fields but bounds, `outside` is a shorthand for origins. */
// prettier-ignore
export const fieldNames: ReadonlyMap<string, FilterField | 'since' | 'until' | 'outside'> = new Map<string, FilterField | 'since' | 'until' | 'outside'>([
  ['name', 'name'], ['event', 'name'], ['eventname', 'name'], ['action', 'name'], ['call', 'name'],
  ['service', 'service'], ['source', 'service'], ['eventsource', 'service'],
  ['account', 'account'], ['accountid', 'account'],
  ['region', 'region'], ['awsregion', 'region'],
  ['actor', 'actor'], ['user', 'actor'], ['who', 'actor'], ['by', 'actor'], ['role', 'actor'], ['username', 'actor'],
  ['session', 'session'], ['sessionname', 'session'],
  ['ip', 'ip'], ['sourceip', 'ip'], ['sourceipaddress', 'ip'], ['from', 'ip'],
  ['key', 'key'], ['accesskey', 'key'], ['accesskeyid', 'key'],
  ['origin', 'origin'], ['via', 'origin'], ['tool', 'origin'],
  ['outside', 'outside'],
  ['error', 'error'], ['errorcode', 'error'],
  ['category', 'category'], ['eventcategory', 'category'],
  ['is', 'is'],
  ['resource', 'resource'], ['arn', 'resource'], ['id', 'resource'],
  ['text', 'text'], ['contains', 'text'],
  ['since', 'since'], ['after', 'since'],
  ['until', 'until'], ['before', 'until'],
]);

/** Words after `is:` → the word an event answers to (see `isWordsOf`). */
// prettier-ignore
export const isWords: ReadonlyMap<string, string> = new Map([
  ['change', 'change'], ['changed', 'change'], ['write', 'change'], ['changes', 'change'],
  ['read', 'read'], ['readonly', 'read'], ['reads', 'read'],
  ['attempt', 'attempt'], ['failed', 'attempt'], ['failure', 'attempt'], ['error', 'attempt'], ['attempts', 'attempt'], ['denied', 'denied'],
  ['insight', 'insight'], ['console', 'console'], ['root', 'root'], ['service', 'service'], ['human', 'human'],
]);

/** Fields whose values keep their case. */
export const caseKept: ReadonlySet<FilterField> = new Set<FilterField>(['key', 'resource']);
