// All names in a state or an export, for those who must find what a name belongs to before they read the code.
import type { ResourceIdentity } from '../../resource/identity.ts';
import type { Clues } from '../workspace/nameClues.ts';
import { namesOf } from '../workspace/nameClues.ts';
import { parsePulumiState } from '../pulumi/pulumiState.ts';
import { parseState } from './terraformState.ts';

interface Named {
  readonly type?: string;
  readonly values: readonly { readonly value: string; readonly kind: ResourceIdentity['values'][number]['kind'] }[];
  readonly parentValue?: string;
}

/** The names; undefined when the text is no state of a kind that is known. */
export function namesInState(text: string, file: string): Clues | undefined {
  const resources = stateOf(text, file);
  if (!resources) return undefined;
  const identities = resources.map(({ type = '', values, parentValue }): ResourceIdentity => {
    const via = { how: 'state', text: '', file } as const;
    const parent = parentValue === undefined ? [] : [{ value: parentValue, kind: 'id' as const, via }];
    return { address: '', iacType: type, values: [...values.map(({ value, kind }) => ({ value, kind, via })), ...parent] };
  });
  return { names: namesOf(identities), runs: [] };
}

function stateOf(text: string, file: string): readonly Named[] | undefined {
  const terraform = parseState(text, file);
  if (typeof terraform !== 'string') return terraform.instances;
  const pulumi = parsePulumiState(text, file);
  return typeof pulumi === 'string' ? undefined : pulumi.resources;
}
