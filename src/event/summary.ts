// An event in readable lines: who did what to what, from where, by what means, and what came of it.
import type { Actor, CloudTrailEvent, Touch } from './event.ts';
import { booleanField, objectField, textField } from './fields.ts';
import { touchesOf } from './touched.ts';
import { whatOf } from './what.ts';

export { notesOf } from './notes.ts';
export { whatOf } from './what.ts';

/** One line of a summary; the same shape as the protocol's, which this folder may not import. All texts are hostile. */
export interface SummaryLine {
  readonly label: string;
  readonly value: string;
  /** Less important explanation, e.g. the evidence of the origin. */
  readonly hint?: string;
}

/** Who, what, target, from where, by what means, outcome; lines without anything to say are left out. */
export function summaryOf(event: CloudTrailEvent): SummaryLine[] {
  const touches = touchesOf(event);
  const targets = touches.filter((touch) => touch.role === 'target');
  const mentions = touches.filter((touch) => touch.role === 'mention');
  return [
    line('Who', who(event), actorHint(event)),
    line('What', event.eventName, whatOf(event)),
    ...targets.slice(0, 5).map((touch) => line('Target', touch.name, touchHint(touch))),
    line(
      'Also names',
      mentions
        .slice(0, 6)
        .map((touch) => touch.name)
        .join(', '),
      mentions.length > 6 ? `and ${mentions.length - 6} more` : '',
    ),
    line('By means of', event.category === 'Insight' ? '' : event.origin.name, event.origin.evidence),
    line(
      'From',
      event.sourceIPAddress,
      textField(event.record, 'vpcEndpointId') === '' ? '' : `through ${textField(event.record, 'vpcEndpointId')}`,
    ),
    line('Where', [event.account, event.awsRegion].filter((part) => part !== '').join(' · '), event.eventSource),
    line('Outcome', outcome(event), event.errorMessage),
  ].filter((one) => one.value !== '');
}

function line(label: string, value: string, hint: string): SummaryLine {
  return { label, value, ...(hint === '' || hint === value ? {} : { hint }) };
}

function who(event: CloudTrailEvent): string {
  return event.category === 'Insight' ? 'CloudTrail Insights' : event.actor.name;
}

const kinds: Readonly<Record<Actor['kind'], string>> = {
  root: 'root user of the account',
  user: 'user',
  role: 'session of a role',
  federated: 'federated user',
  service: 'AWS service',
  account: 'another AWS account',
  unknown: '',
};

/** What the actor is, who stands behind it, of which account when that is another, and whether MFA was used. */
function actorHint({ actor, account, record, category }: CloudTrailEvent): string {
  if (category === 'Insight') return '';
  const attributes = objectField(objectField(objectField(record, 'userIdentity'), 'sessionContext'), 'attributes');
  const mfa = booleanField(attributes, 'mfaAuthenticated');
  return [
    kinds[actor.kind],
    actor.behind === undefined || actor.behind === actor.session ? '' : `behind it ${actor.behind}`,
    actor.account !== undefined && actor.account !== account ? `of account ${actor.account}` : '',
    mfa === true ? 'with MFA' : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function touchHint(touch: Touch): string {
  const others = touch.values.filter((value) => value !== touch.name);
  return [touch.type ?? '', ...others.slice(0, 2)].filter((part) => part !== '').join(' · ');
}

function outcome({ outcome: kind, errorCode }: CloudTrailEvent): string {
  switch (kind) {
    case 'attempt':
      return errorCode === '' ? 'Failed' : `Failed: ${errorCode}`;
    case 'change':
      return 'Changed';
    case 'read':
      return 'Read only';
    case 'insight':
      return 'No call: an observation of CloudTrail';
  }
}
