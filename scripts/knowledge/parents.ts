// What is a part of what: a thing without an ARN of its own that must be told which one it belongs to.
import { PARENT_RULES } from '../../src/resource/typesRules.ts';
import type { Kind } from './kinds.ts';
import { nounOf } from './kinds.ts';

export interface Parent {
  readonly tfType: string;
  readonly attribute: string;
  readonly property?: string;
}

const pointer = /^(.+?)_(?:id|arn|name|identifier|url)$/;

/** `siblings`: all kinds of the same service. */
export function parentOf(kind: Kind, siblings: readonly Kind[]): Parent | undefined {
  const type = kind.tf?.name ?? '';
  const rule = PARENT_RULES.find(([start]) => type.startsWith(start));
  if (rule !== undefined && type !== '') return { tfType: rule[1], attribute: rule[2], ...property(kind, rule[2]) };
  if (kind.tf === undefined) return ofTemplate(kind, siblings);
  if (kind.tf.computed.has('arn') || kind.cfn?.identifiers.length === 1) return undefined;
  const found = [...kind.tf.settable].flatMap(([attribute, isRequired]): Parent[] => {
    const noun = nounOf(pointer.exec(attribute)?.[1] ?? attribute);
    const holder = siblings.find(
      ({ tf, cfn, nouns }) =>
        tf && tf.name !== type && !tf.name.startsWith('aws_default_') && cfn !== kind.cfn && nouns.slice(0, 3).includes(noun),
    );
    return isRequired && holder?.tf ? [{ tfType: holder.tf.name, attribute, ...property(kind, attribute) }] : [];
  });
  const isWhole = ({ tfType }: Parent): boolean => type.startsWith(`${tfType}_`);
  const isIdentifier = ({ attribute }: Parent): boolean => (kind.cfn?.identifiers ?? []).some((one) => nounOf(one) === nounOf(attribute));
  return found.find(isWhole) ?? found.find(isIdentifier);
}

/** A type of CloudFormation alone: an identifier of several, of which one names another type. */
function ofTemplate({ cfn }: Kind, siblings: readonly Kind[]): Parent | undefined {
  if (cfn === undefined || cfn.identifiers.length < 2 || cfn.attributes.has('Arn')) return undefined;
  for (const identifier of cfn.identifiers) {
    const targets = cfn.refers.get(identifier) ?? [];
    const holder = siblings.find(
      (one) => one.tf && !one.tf.name.startsWith('aws_default_') && one.cfn && one.cfn !== cfn && targets.includes(one.cfn.name),
    );
    if (holder?.tf) return { tfType: holder.tf.name, attribute: '', property: identifier };
  }
  return undefined;
}

/** The CloudFormation property with the same letters as the attribute. */
function property({ cfn }: Kind, attribute: string): { property?: string } {
  const found = [...(cfn?.settable ?? [])].find((one) => nounOf(one) === nounOf(attribute));
  return found === undefined ? {} : { property: found };
}
