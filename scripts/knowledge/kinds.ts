// One row for each thing in AWS: a CloudFormation type with the Terraform types that make the same, or a Terraform type alone.
import { singular } from '../../src/resource/nouns.ts';
import type { CfnType } from './cloudformation.ts';
import { GROUP_OF_PREFIX } from './overrides.ts';
import { PAIRS } from './overridesPairs.ts';
import type { ServiceNames } from './services.ts';
import { letters } from './services.ts';
import type { TfType } from './terraform.ts';

export interface Kind {
  readonly cfn?: CfnType;
  readonly tf?: TfType;
  readonly signing: string;
  /** How it is called within its service, best first, comparable to the nouns of operations. */
  readonly nouns: readonly string[];
}

/** Comparable form of a noun: letters, in the singular. */
export const nounOf = (text: string): string => singular(letters(text));

/** Terraform types, each with its CloudFormation type if it has one; then the CloudFormation types that are left. */
export function makeKinds(cfnTypes: readonly CfnType[], tfTypes: readonly TfType[], names: ServiceNames): readonly Kind[] {
  const bySigning = new Map<string, CfnType[]>();
  for (const cfn of cfnTypes) {
    const { signing } = names.ofGroup(cfn.group);
    bySigning.set(signing, [...(bySigning.get(signing) ?? []), cfn]);
  }
  const byName = new Map(cfnTypes.map((cfn) => [cfn.name, cfn]));
  const taken = new Set<CfnType>();
  const paired = tfTypes.map((tf): Kind => {
    const { signing, prefix } = names.ofTerraform(tf.name) ?? { signing: '', prefix: '' };
    const own = tfNouns(tf.name, prefix, signing);
    const rule = PAIRS.get(tf.name);
    const cfn = rule === undefined ? pairOf(tf.name, own, bySigning.get(signing) ?? []) : byName.get(rule);
    if (rule !== undefined && rule !== '' && cfn === undefined)
      throw new Error(`overrides: ${tf.name} is paired with ${rule}, which is no type`);
    if (cfn) taken.add(cfn);
    return { tf, signing, ...(cfn ? { cfn } : {}), nouns: [...new Set([...(cfn ? cfnNouns(cfn) : []), ...own])] };
  });
  const left = cfnTypes.filter((cfn) => !taken.has(cfn));
  return [...paired, ...left.map((cfn): Kind => ({ cfn, signing: names.ofGroup(cfn.group).signing, nouns: cfnNouns(cfn) }))];
}

function cfnNouns({ group, noun }: CfnType): string[] {
  return [nounOf(noun), nounOf(group + noun)];
}

/** `aws_ec2_transit_gateway` → `transitgateway`, `ec2transitgateway`; in RDS also with the `db` that the API puts in front. */
function tfNouns(type: string, prefix: string, signing: string): string[] {
  const bare = type.slice('aws_'.length);
  const rest = bare.slice(prefix.length).replace(/^_/, '');
  const nouns = [rest, ...(signing === 'rds' && rest !== '' ? [`db${rest}`] : []), bare, bare.replace(/^[a-z0-9]+_/, '')];
  return [...new Set(nouns.map(nounOf).filter((noun) => noun !== ''))];
}

function pairOf(type: string, nouns: readonly string[], candidates: readonly CfnType[]): CfnType | undefined {
  const [, wanted] = GROUP_OF_PREFIX.find(([start]) => type.startsWith(start)) ?? [];
  const inGroup = candidates.filter(({ group }) => wanted === undefined || group === wanted);
  for (const noun of nouns) {
    const found = inGroup.filter((cfn) => nounOf(cfn.noun) === noun || nounOf(cfn.group + cfn.noun) === noun);
    if (found.length === 1) return found[0];
  }
  return undefined;
}
