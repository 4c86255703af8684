// A burst: the calls of a few minutes by one caller; and the scenes where bursts happen.
import type { Declared } from '../declared.ts';
import type { Scene } from '../journal.ts';
import { production, shared, staging } from '../names.ts';
import type { Telling } from '../story/beat.ts';

/** Writes one burst at a scene. */
export type Burst = (telling: Telling, scene: Scene, time: number) => void;

/** The declared resources that exist at a time. */
export type Standing = (time: number) => readonly Declared[];

/** Accounts and Regions where things run, with how busy they are. */
export const scenes: readonly (Scene & { readonly busy: number })[] = [
  { account: production, region: 'eu-central-1', busy: 6 },
  { account: production, region: 'us-east-1', busy: 2 },
  { account: production, region: 'eu-west-1', busy: 1.5 },
  { account: production, region: 'us-west-2', busy: 0.7 },
  { account: staging, region: 'us-west-2', busy: 3 },
  { account: staging, region: 'eu-central-1', busy: 0.8 },
  { account: staging, region: 'us-east-1', busy: 0.8 },
  { account: shared, region: 'us-east-1', busy: 1.2 },
  { account: shared, region: 'eu-central-1', busy: 0.6 },
  { account: shared, region: 'eu-west-1', busy: 0.4 },
];
