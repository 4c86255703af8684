// What people try out in the sandbox alone: stacks of the workspace's own apps, and how they came to be. Told of production, as all of the
// sample is; the twin makes it the sandbox's.
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Journal } from '../../../sample/journal.ts';
import type { Timeline } from '../../../sample/timeline.ts';
import type { ResourceDrift, StackResource, StackSetup } from '../../stack.ts';
import type { Part } from './parts.ts';

export interface App {
  readonly stacks: readonly StackSetup[];
  /** The stacks, not what is told, have the sandbox's names already. */
  readonly ofSandbox?: boolean;
  tell(journal: Journal): void;
}

export type MakeApp = (when: Timeline) => App;

/** A file of the sample's workspace, as it was deployed. */
export const workspaceFile = (...names: readonly string[]): string =>
  fs.readFileSync(path.join(import.meta.dirname, '..', '..', '..', 'sample', 'workspace', ...names), 'utf8');

export interface Told {
  readonly drift?: Readonly<Record<string, ResourceDrift>>;
  readonly updated?: Readonly<Record<string, number>>;
}

export function resourcesOf(parts: readonly Part[], created: number, { drift = {}, updated = {} }: Told = {}): StackResource[] {
  return parts.map(({ logicalId, type, physicalId }): StackResource => {
    const found = drift[logicalId];
    const changed = updated[logicalId];
    return {
      logicalId,
      type,
      physicalId,
      updated: changed ?? created,
      ...(changed === undefined ? {} : { status: 'UPDATE_COMPLETE' }),
      ...(type === 'AWS::CloudFormation::Stack' ? { nested: physicalId } : {}),
      ...(found ? { drift: found } : {}),
    };
  });
}
