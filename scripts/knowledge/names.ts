// By what a thing is named: in Terraform's code and state, and in a template.
import type { Kind } from './kinds.ts';
import { nounOf } from './kinds.ts';
import type { PulumiType } from './pulumi.ts';
import { letters } from './services.ts';

export interface Names {
  /** Attributes that hold the name, best first. */
  readonly names: readonly string[];
  /** Attributes of the state that name the thing, besides `id` and `arn`. */
  readonly state: readonly string[];
  /** Property that holds the name. */
  readonly property: string;
  readonly id: '' | 'name' | 'arn';
  readonly pulumi: string;
}

/** `hides`: members that the service's model marks as sensitive. */
export function namesOf(kind: Kind, pulumi: PulumiType | undefined, hides: ReadonlySet<string>): Names {
  const secret = new Set([...hides].map(letters));
  // A name may be personal, but is no secret: the code has it.
  const isOpen = (attribute: string): boolean =>
    (/(?:name|id|arn)$/.test(attribute) || !secret.has(letters(attribute))) && !/password|secret_string|private_key|token$/.test(attribute);
  const { tf, cfn } = kind;
  const nouns = kind.nouns.map((noun) => noun.toLowerCase());
  const isOwn = (attribute: string, suffix: RegExp): boolean => {
    const [, stem] = suffix.exec(attribute) ?? [];
    return stem !== undefined && nouns.some((noun) => nounOf(stem) === noun || (stem.length > 3 && noun.endsWith(nounOf(stem))));
  };
  const settable = [...(tf?.settable.keys() ?? [])].filter(isOpen);
  const identifiers = new Set((cfn?.identifiers.length === 1 ? cfn.identifiers : []).map(letters));
  const names = [
    ...settable.filter((one) => one === 'name'),
    ...settable.filter((one) => isOwn(one, /^(.+)_(?:name|identifier|id)$/)),
    ...settable.filter((one) => one !== 'id' && !one.endsWith('arn') && identifiers.has(letters(one))),
    ...settable.filter((one) => one === 'identifier' || nouns.slice(0, 2).includes(nounOf(one))),
  ];
  const own = [...new Set(names)].slice(0, 4);
  const isTagged = own.length === 0 && tf?.hasTags === true && kind.signing === 'ec2';
  const made = [...(tf?.computed ?? [])].filter(isOpen);
  const state = [...own, ...made.filter((one) => isOwn(one, /^(.+)_(?:arn|id|url|name)$/) || one === 'url' || one === 'arn')];
  return {
    names: isTagged ? ['tags.Name'] : own,
    state: [...new Set(state)].slice(0, 6),
    property: propertyOf(kind),
    id: idOf(pulumi, own),
    pulumi: pulumi?.token ?? '',
  };
}

/** What a template may set and the service then calls the thing by. */
function propertyOf({ cfn, nouns }: Kind): string {
  if (cfn === undefined) return '';
  const settable = [...cfn.settable];
  const own = settable.filter((one) => /Name$|Identifier$/.test(one) && nouns.includes(nounOf(one.replace(/(?:Name|Identifier)$/, ''))));
  const identifier = cfn.identifiers.length === 1 ? cfn.identifiers.find((one) => cfn.settable.has(one) && !/Arn$/.test(one)) : undefined;
  return identifier ?? own[0] ?? settable.find((one) => one === 'Name') ?? '';
}

/** What the provider's `id` is, from how an import writes it. */
function idOf(pulumi: PulumiType | undefined, names: readonly string[]): Names['id'] {
  if (pulumi === undefined) return '';
  const [first, ...others] = pulumi.identity;
  if (first === 'arn' || /^arn:aws[\w-]*:/.test(pulumi.example)) return 'arn';
  return first !== undefined && others.length === 0 && names[0] === first ? 'name' : '';
}
