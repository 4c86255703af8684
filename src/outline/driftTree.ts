// A report of drift as a tree: resources that differ, their attributes, and the events that may explain each.
import type { ActivityNode } from './activity.ts';
import { toolName } from './codeText.ts';
import { eventIcon, eventTooltip, type Reader } from './eventText.ts';
import { resourceIcon } from './groupIcon.ts';
import { noteText, type NodeText } from './nodeText.ts';
import { outsideText } from './outside.ts';
import { age, count, number } from './words.ts';
import type { DriftAnswer, DriftCandidate, DriftedValue, HistoryRow } from '../protocol/backend.ts';
import { visible } from '../protocol/visible.ts';
import type { ResourceIdentity } from '../resource/identity.ts';

/** What the tree needs of a report; what the reports' readers give has this shape. */
export interface DriftReport {
  readonly kind: 'plan' | 'stack';
  readonly resources: readonly Drifted[];
  readonly inSync: number;
  readonly notes: readonly string[];
}
export interface Drifted {
  readonly address: string;
  readonly tool: string;
  readonly identity: ResourceIdentity;
  readonly attributes: readonly DriftedValue[];
  readonly planned?: true;
}

/** A report with the answers to what it raises, in the order of its resources. */
export interface DriftShown {
  /** The file's name, as the user knows it. */
  readonly name: string;
  readonly report: DriftReport;
  readonly answers: readonly DriftAnswer[];
  /** The events could not be asked. */
  readonly fault?: string;
}

export type DriftNode =
  | { readonly kind: 'drift'; readonly shown: DriftShown }
  | { readonly kind: 'driftResource'; readonly drifted: Drifted; readonly answer: DriftAnswer | undefined; readonly few: boolean }
  | { readonly kind: 'driftAttribute'; readonly drifted: Drifted; readonly attribute: DriftedValue; readonly answer: AttributeAnswer; readonly few: boolean }
  | DriftCandidateNode
  | { readonly kind: 'driftSay'; readonly text: string; readonly detail: string; readonly fault?: true }; // prettier-ignore

type AttributeAnswer = DriftAnswer['attributes'][number];

/** The event is as in Activity, so that the same commands work on it. */
export interface DriftCandidateNode {
  readonly kind: 'driftCandidate';
  readonly event: Extract<ActivityNode, { readonly kind: 'event' }>;
  readonly row: HistoryRow;
  readonly candidate: DriftCandidate;
  readonly tool: string;
}

/** Reports of no more resources than this open at once. */
const FEW = 8;

const KINDS: Readonly<Record<DriftNode['kind'], true>> = {
  drift: true,
  driftResource: true,
  driftAttribute: true,
  driftCandidate: true,
  driftSay: true,
};

export function isDriftNode(node: { readonly kind: string }): node is DriftNode {
  return Object.hasOwn(KINDS, node.kind);
}

/** A node's children. */
export function driftChildren(node: DriftNode): DriftNode[] {
  switch (node.kind) {
    case 'drift':
      return reportNodes(node.shown);
    case 'driftResource':
      return node.drifted.attributes.map((attribute, i) => ({
        kind: 'driftAttribute',
        drifted: node.drifted,
        attribute,
        answer: node.answer?.attributes[i] ?? { candidates: [] },
        few: node.few,
      }));
    case 'driftAttribute': {
      const { answer, drifted } = node;
      const told = answer.candidates.map((candidate): DriftNode => {
        const { row } = candidate;
        return { kind: 'driftCandidate', event: { kind: 'event', row, known: 'none', identity: drifted.identity }, row, candidate, tool: drifted.tool }; // prettier-ignore
      });
      return told.length > 0 ? told : [{ kind: 'driftSay', text: 'No event held explains it', detail: visible(answer.none ?? '', 600) }];
    }
    case 'driftCandidate':
    case 'driftSay':
      return [];
  }
}

function reportNodes({ report, answers, fault }: DriftShown): DriftNode[] {
  const few = report.resources.length <= FEW;
  const nodes: DriftNode[] = fault === undefined ? [] : [{ kind: 'driftSay', text: 'The events could not be read', detail: visible(fault, 400), fault: true }]; // prettier-ignore
  nodes.push(...report.resources.map((drifted, i): DriftNode => ({ kind: 'driftResource', drifted, answer: answers[i], few })));
  if (report.resources.length === 0) {
    nodes.push({
      kind: 'driftSay',
      text: 'Nothing differs',
      detail: report.inSync > 0 ? `${count(report.inSync, 'resource')} as declared` : 'the report names no resource that drifted',
    });
  }
  return [...nodes, ...report.notes.map((note): DriftNode => ({ kind: 'driftSay', text: 'To be known', detail: visible(note, 400) }))];
}

/** How a node reads. */
export function driftText(node: DriftNode, reader: Reader): NodeText {
  switch (node.kind) {
    case 'drift':
      return reportText(node.shown);
    case 'driftResource':
      return resourceText(node);
    case 'driftAttribute':
      return attributeText(node);
    case 'driftCandidate':
      return candidateText(node, reader);
    case 'driftSay':
      return noteText(node);
  }
}

function reportText({ name, report, answers }: DriftShown): NodeText {
  const { resources } = report;
  const attributes = resources.reduce((sum, one) => sum + one.attributes.length, 0);
  const explained = answers.reduce((sum, { attributes: all }) => sum + all.filter(({ candidates }) => candidates.length > 0).length, 0);
  const what = resources.length === 0 ? 'nothing differs' : `${count(attributes, 'attribute')} of ${count(resources.length, 'resource')}`;
  return {
    label: `Drift in ${visible(name.split(/[\\/]/).at(-1) ?? name, 80)}`,
    description: what,
    tooltip: [
      {
        label: 'Report',
        value: `${visible(name, 200)}, ${report.kind === 'plan' ? 'a plan of Terraform or OpenTofu' : 'CloudFormation’s drift'}`,
      },
      { label: 'Differs', value: what },
      { label: 'With events that may explain it', value: `${number(explained)} of ${number(attributes)}` },
      ...(report.inSync > 0 ? [{ label: 'As declared', value: count(report.inSync, 'resource') }] : []),
    ],
    icon: 'diff',
    expand: 'expanded',
    context: 'drift',
  };
}

function resourceText({ drifted, few }: Extract<DriftNode, { readonly kind: 'driftResource' }>): NodeText {
  const { address, tool, identity, attributes, planned } = drifted;
  const what = attributes[0]?.path === '' ? 'gone' : count(attributes.length, 'attribute');
  return {
    label: visible(address, 120),
    description: [what, planned ? 'changed by the plan, perhaps by the code' : '', toolName(tool)]
      .filter((part) => part !== '')
      .join(' · '),
    tooltip: [
      { label: 'Resource', value: visible(address, 300) },
      ...(planned
        ? [{ label: 'Planned', value: 'The plan changes it without saying that AWS changed: the code may be what is new.' }]
        : []),
      ...(identity.values.length > 0
        ? [{ label: 'Known as', value: identity.values.slice(0, 3).map(({ value }) => visible(value, 120)).join(', ') }] // prettier-ignore
        : [{ label: 'Not known by any name', value: visible(identity.missing ?? '', 300) }]),
    ],
    ...(attributes[0]?.path === '' ? { icon: 'trash', tone: 'delete' as const } : { icon: resourceIcon(identity.resourceType ?? '') }),
    expand: few ? 'expanded' : 'collapsed',
    context: 'drift.resource',
  };
}

function attributeText({ attribute, answer, few }: Extract<DriftNode, { readonly kind: 'driftAttribute' }>): NodeText {
  const isGone = attribute.path === '';
  const label = isGone ? 'no longer in AWS' : visible(attribute.path, 120);
  const change = isGone
    ? ''
    : attribute.hidden
      ? 'sensitive: not read'
      : `${valueText(attribute.expected, 40)} → ${valueText(attribute.actual, 40)}`;
  const isExplained = answer.candidates.length > 0;
  return {
    label,
    description: [change, isExplained ? '' : 'not explained'].filter((part) => part !== '').join(' · '),
    tooltip: [
      { label: 'Attribute', value: isGone ? 'the resource itself' : visible(attribute.path, 300) },
      ...(isGone || attribute.hidden
        ? []
        : [
            { label: 'Declared', value: valueText(attribute.expected, 500) },
            { label: 'In AWS', value: valueText(attribute.actual, 500) },
          ]),
      { label: 'Events that may explain it', value: isExplained ? number(answer.candidates.length) : visible(answer.none ?? 'none', 600) },
    ],
    ...(isExplained ? { icon: 'symbol-property' } : { icon: 'question', tone: 'warning' as const }),
    expand: few && isExplained ? 'expanded' : 'collapsed',
    context: 'drift.attribute',
  };
}

function valueText(json: string | undefined, max: number): string {
  return json === undefined ? 'not set' : visible(json, max);
}

function candidateText({ row, candidate, tool }: DriftCandidateNode, reader: Reader): NodeText {
  const outside = outsideText(tool, row.origin);
  const reason = visible(candidate.reason, 200);
  const brief = reason.replace(/^requestParameters\./, ''); // the place is narrow; the tooltip tells all
  const description = [age(row.time, reader.now), visible(row.actor.name, 60), brief, outside ?? visible(row.origin.name, 40)];
  const isSure = candidate.how === 'sets';
  return {
    label: visible(row.eventName, 120) || '(no event name)',
    description: description.join(' · '),
    tooltip: [
      { label: isSure ? 'Why' : 'Why perhaps', value: reason },
      ...eventTooltip(row, reader),
      ...(row.what === '' ? [] : [{ label: 'What', value: visible(row.what, 300) }]),
      { label: 'Means', value: outside === undefined ? `${toolName(tool)} itself, or unknown` : `It came ${outside}` },
    ],
    ...(isSure ? eventIcon(row) : { icon: 'question', tone: 'quiet' as const, spoken: 'perhaps' }),
    expand: 'no',
    context: 'event',
  };
}
