// Everything that happened, in the order it was told, each event with what the truth says of it.
import type { JsonObject } from '../../src/event/event.ts';
import type { Caller } from './callers.ts';
import { isRead, record, recordedIn, type Call, type Step } from './record.ts';
import type { Random } from './random.ts';

export type EntryOutcome = 'read' | 'change' | 'attempt' | 'insight';

/** The folder of the trail's layout that an event goes to. */
export type LogClass = 'CloudTrail' | 'CloudTrail-Insight' | 'CloudTrail-NetworkActivity';

/** One event and its truth. */
export interface Entry {
  readonly id: string;
  readonly time: number;
  readonly account: string;
  /** Region of the record, which is also the folder's. */
  readonly region: string;
  readonly outcome: EntryOutcome;
  readonly logClass: LogClass;
  /** Absent for Insights, which nobody calls. */
  readonly by?: Caller;
  /** Addresses of the declared resources it acts on. */
  readonly targets: readonly string[];
  readonly record: JsonObject;
}

/** Where steps happen. */
export interface Scene {
  readonly account: string;
  readonly region: string;
}

export class Journal {
  readonly entries: Entry[] = [];
  readonly random: Random;

  constructor(random: Random) {
    this.random = random;
  }

  /** Writes one call down; answers its event id. */
  add(call: Call, by: Caller, targets: readonly string[] = []): string {
    const id = this.random.uuid();
    const outcome: EntryOutcome = call.error ? 'attempt' : isRead(call) ? 'read' : 'change';
    const region = recordedIn(call, call.region);
    this.entries.push({
      id,
      time: call.time,
      account: call.account,
      region,
      outcome,
      logClass: 'CloudTrail',
      by,
      targets,
      record: record(call, by, id, this.random),
    });
    return id;
  }

  /** Writes steps down one after another, up to `pace` ms apart; answers their ids. */
  run(steps: readonly Step[], scene: Scene, start: number, by: Caller, targets: readonly string[] = [], pace = 2500): string[] {
    let time = start;
    return steps.map((step) => {
      const id = this.add({ ...step, time, account: scene.account, region: step.region ?? scene.region }, by, targets);
      time += this.random.int(300, pace);
      return id;
    });
  }
}
