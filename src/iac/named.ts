// The parts of an identity that its type alone gives.
import type { Evidence, ResourceIdentity, ValueKind } from '../resource/identity.ts';
import type { TypeKnowledge } from '../resource/types.ts';
import { typeKnowledge } from '../resource/types.ts';

/** Address, type and service; everything but the values. */
export function named(
  address: string,
  iacType: string,
  knowledge: TypeKnowledge | undefined,
): Pick<ResourceIdentity, 'address' | 'iacType' | 'resourceType' | 'eventSource'> {
  return {
    address,
    iacType,
    ...(knowledge?.cfnType ? { resourceType: knowledge.cfnType } : {}),
    ...(knowledge?.eventSource ? { eventSource: knowledge.eventSource } : {}),
  };
}

/** A resource of which no more is known than one value. */
export function byOneValue(value: string, kind: ValueKind, iacType: string, via: Evidence): ResourceIdentity {
  const shape = value.startsWith('arn:') ? 'arn' : /^https?:/.test(value) ? 'url' : kind;
  return { ...named(value, iacType, typeKnowledge(iacType)), values: [{ value, kind: kind === 'pattern' ? kind : shape, via }] };
}
