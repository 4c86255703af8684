// Drift of stacks: what the last detection found, and those that are still under way.
import { randomUUID } from 'node:crypto';
import type { Clock } from './clock.ts';
import { isGone, physicalOf, type ResourceDriftStatus, type Stack, type StackDriftStatus, type StackResource } from './stack.ts';

export interface Detection {
  readonly id: string;
  readonly stack: Stack;
  /** Logical ids; all when undefined. */
  readonly only: readonly string[] | undefined;
  readonly started: number;
  readonly ends: number;
}

export interface Checked {
  readonly status: ResourceDriftStatus;
  /** Undefined when it never was. */
  readonly at?: number;
}

export class Drift {
  private readonly clock: Clock;
  private readonly takesMs: number;
  private readonly detections: Detection[] = [];

  constructor(clock: Clock, takesMs: number) {
    this.clock = clock;
    this.takesMs = takesMs;
  }

  /** Undefined while another is under way. */
  detect(stack: Stack, only: readonly string[] | undefined): Detection | undefined {
    const started = this.clock.now();
    if (this.detections.some((one) => one.stack === stack && one.ends > started)) return undefined;
    const detection = { id: randomUUID(), stack, only, started, ends: started + this.takesMs };
    this.detections.push(detection);
    return detection;
  }

  find(id: string): Detection | undefined {
    return this.detections.find((one) => one.id === id);
  }

  isOver(detection: Detection): boolean {
    return detection.ends <= this.clock.now();
  }

  of(stack: Stack, resource: StackResource): Checked {
    if (!isCheckable(resource)) return { status: 'NOT_CHECKED' };
    const at = this.over(stack).findLast(({ only }) => only?.includes(resource.logicalId) ?? true)?.ends ?? checkedBefore(stack);
    return at === undefined ? { status: 'NOT_CHECKED' } : { status: resource.drift?.status ?? 'IN_SYNC', at };
  }

  ofStack(stack: Stack): { readonly status: StackDriftStatus; readonly at?: number } {
    const last = this.over(stack).at(-1);
    const before = checkedBefore(stack);
    if (!last) return { status: stack.driftStatus ?? 'NOT_CHECKED', ...(before === undefined ? {} : { at: before }) };
    return { status: this.drifted(stack) > 0 ? 'DRIFTED' : 'IN_SYNC', at: last.ends };
  }

  drifted(stack: Stack): number {
    return stack.resources.filter((one) => ['MODIFIED', 'DELETED'].includes(this.of(stack, one).status)).length;
  }

  private over(stack: Stack): Detection[] {
    return this.detections.filter((one) => one.stack === stack && stack.driftFails === undefined && this.isOver(one));
  }
}

/** Detection is for stacks at rest. */
export const isDetectable = (stack: Stack): boolean =>
  !isGone(stack) && /^(CREATE_COMPLETE|UPDATE_COMPLETE|UPDATE_ROLLBACK_(COMPLETE|FAILED)|IMPORT_(ROLLBACK_)?COMPLETE)$/.test(stack.status);

/** What is not there, by the stack's own account, is not looked for. */
function isCheckable(resource: StackResource): boolean {
  if (resource.drift) return resource.drift.status !== 'NOT_CHECKED';
  return physicalOf(resource) !== undefined && resource.status !== 'DELETE_COMPLETE' && !unchecked.test(resource.type);
}

const unchecked = /^(Custom::|AWS::CloudFormation::|AWS::CDK::)/;

function checkedBefore(stack: Stack): number | undefined {
  if (stack.driftChecked !== undefined) return stack.driftChecked;
  return stack.driftStatus === 'DRIFTED' || stack.driftStatus === 'IN_SYNC' ? (stack.updated ?? stack.created) : undefined;
}
