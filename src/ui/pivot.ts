// From an event to “all by the same …”: the value to ask for next.
import type { ResourceIdentity, IdentityValue } from '../resource/identity.ts';
import type { EventDetail } from '../protocol/backend.ts';
import type { Pivot } from '../protocol/panel.ts';
import { asked } from '../resource/asked.ts';

/** What to show next; undefined when the record does not tell the value. `touch`: which touched resource, for `resource`. */
export function pivotIdentity(detail: EventDetail, pivot: Pivot, touch?: string): ResourceIdentity | undefined {
  const { row, touches } = detail;
  switch (pivot) {
    case 'actor':
      return by('actor', issuerArn(detail.record) ?? row.actor.arn ?? row.actor.name, row.actor.role ?? row.actor.name);
    case 'session':
      return by('session', row.actor.arn ?? row.actor.session, row.actor.name);
    case 'accessKey':
      return by('access key', row.accessKeyId);
    case 'ip':
      return by('address', row.sourceIPAddress);
    case 'request':
      return by('request', requestId(detail.record));
    case 'resource': {
      const touched = touches.find(({ name, values }) => name === touch || (touch !== undefined && values.includes(touch))) ?? touches[0];
      return touched && asked(touched.name, touched.values, touched.type, { account: row.account, region: row.awsRegion });
    }
  }
}

/** `name`: what a person calls it, where that is not the value. */
function by(what: string, value: string | undefined, name = value): ResourceIdentity | undefined {
  if (value === undefined || value === '') return undefined;
  const kind: IdentityValue['kind'] = value.startsWith('arn:') ? 'arn' : 'id';
  return { address: `${what} ${name}`, values: [{ value, kind, via: { how: 'asked', text: `the ${what} of an event` } }] };
}

/** The role or user behind a session, over all its sessions. */
function issuerArn(record: string): string | undefined {
  return leaf(record, ['userIdentity', 'sessionContext', 'sessionIssuer', 'arn']);
}

function requestId(record: string): string | undefined {
  return leaf(record, ['requestID']);
}

function leaf(record: string, path: readonly string[]): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(record);
  } catch {
    return undefined; // a record that is no JSON names nobody
  }
  for (const step of path)
    value = typeof value === 'object' && value !== null && Object.hasOwn(value, step) ? Reflect.get(value, step) : undefined;
  return typeof value === 'string' ? value : undefined;
}
