// To which service a type belongs: the signing name of its operations, and the event source that CloudTrail writes.
import { SERVICE_OF_CFN, SERVICE_OF_PREFIX } from '../../src/resource/typesRules.ts';
import { SIGNING_OF_GROUP, SIGNING_OF_PREFIX, SOURCE_OF_SIGNING } from './overrides.ts';
import type { Service } from './operations.ts';

/** `access-analyzer` and `AccessAnalyzer` → `accessanalyzer`. */
export const letters = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** First label of the event source. CloudTrail mostly writes the signing name, in lower case. */
export const sourceOf = (signing: string): string => SOURCE_OF_SIGNING[signing] ?? signing.toLowerCase();

const signingOf = (source: string): string => Object.entries(SOURCE_OF_SIGNING).find(([, to]) => to === source)?.[0] ?? source;

export class ServiceNames {
  readonly #byLetters = new Map<string, string>();
  readonly #groups: ReadonlySet<string>;

  constructor(services: ReadonlyMap<string, Service>, groups: Iterable<string>) {
    for (const { signingName, names } of services.values())
      for (const name of [...names].reverse()) this.#byLetters.set(letters(name), signingName);
    for (const signing of services.keys()) this.#byLetters.set(letters(signing), signing);
    this.#groups = new Set(groups);
  }

  /** Signing name for CloudFormation's service part; where no model is at hand, the part in lower case is the best guess. */
  ofGroup(group: string): { signing: string; isSure: boolean } {
    const rule = SIGNING_OF_GROUP[group] ?? (Object.hasOwn(SERVICE_OF_CFN, group) ? signingOf(SERVICE_OF_CFN[group] ?? '') : undefined);
    const found = rule ?? this.#byLetters.get(letters(group));
    return { signing: found ?? group.toLowerCase(), isSure: found !== undefined };
  }

  /** Signing name for a Terraform type, and the start of the type that told it (without `aws_`). */
  ofTerraform(type: string): { signing: string; prefix: string } | undefined {
    const bare = type.slice('aws_'.length);
    const words = bare.split('_');
    for (let count = words.length; count > 0; count--) {
      const prefix = words.slice(0, count).join('_');
      const rule =
        SIGNING_OF_PREFIX[prefix] ?? (Object.hasOwn(SERVICE_OF_PREFIX, prefix) ? signingOf(SERVICE_OF_PREFIX[prefix] ?? '') : undefined);
      const found = rule ?? this.#byLetters.get(letters(prefix)) ?? this.#ofGroupLetters(letters(prefix));
      if (found !== undefined) return { signing: found, prefix };
    }
    return undefined;
  }

  #ofGroupLetters(prefix: string): string | undefined {
    const group = [...this.#groups].find((one) => letters(one) === prefix);
    return group === undefined ? undefined : this.ofGroup(group).signing;
  }
}
