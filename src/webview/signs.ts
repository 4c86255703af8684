// The signs of the page: which icon stands for which outcome, actor and confidence, and what it is called. Pure tables.
import type { ActorKind, Confidence, EvidenceHow, Outcome, ValueKind } from './answerTypes.ts';

/** An icon's name in the codicon font, and what it says. */
export interface Sign {
  readonly icon: string;
  readonly text: string;
}

export const outcomes: Readonly<Record<Outcome, Sign>> = {
  change: { icon: 'edit', text: 'Change' },
  attempt: { icon: 'error', text: 'Failed attempt' },
  read: { icon: 'eye', text: 'Read' },
  insight: { icon: 'lightbulb', text: 'Insight' },
};

/** The two changes that are more than a change. */
export const turns: Readonly<Record<'created' | 'deleted', Sign>> = {
  created: { icon: 'add', text: 'Change: created the resource' },
  deleted: { icon: 'trash', text: 'Change: deleted the resource' },
};

export const actors: Readonly<Record<ActorKind, Sign>> = {
  root: { icon: 'shield', text: 'Root user' },
  user: { icon: 'account', text: 'User' },
  role: { icon: 'key', text: 'Assumed role' },
  federated: { icon: 'globe', text: 'Federated session' },
  service: { icon: 'server-process', text: 'AWS service' },
  account: { icon: 'organization', text: 'Another account' },
  unknown: { icon: 'question', text: 'Unknown actor' },
};

export const confidences: Readonly<Record<Confidence, Sign>> = {
  exact: { icon: 'verified-filled', text: 'Exact match' },
  strong: { icon: 'verified', text: 'Strong match' },
  probable: { icon: 'info', text: 'Probable match' },
  possible: { icon: 'question', text: 'Possible match' },
};

export const valueKinds: Readonly<Record<ValueKind, string>> = { arn: 'ARN', id: 'id', name: 'name', url: 'URL', pattern: 'pattern' };

export const evidences: Readonly<Record<EvidenceHow, string>> = {
  state: 'Terraform state',
  stack: 'stack',
  export: 'export',
  'cdk.out': 'cdk.out',
  literal: 'code',
  default: 'default name',
  learned: 'learned from events',
  asked: 'as asked',
};
