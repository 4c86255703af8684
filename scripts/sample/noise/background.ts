// Spreads the bursts of every day over accounts, Regions and hours.
import { day, hour, minute } from '../names.ts';
import { span } from '../timeline.ts';
import type { Telling } from '../story/beat.ts';
import { scenes, type Burst, type Standing } from './burst.ts';
import { backup, runtime, scaling } from './services.ts';
import { auditing, browsing, config, monitoring } from './watching.ts';

/** `standing` is what Config looks at; `perDay` scales the whole hum. */
export function background(telling: Telling, standing: Standing, perDay: number): void {
  const { journal, when, the } = telling;
  const lookingAt = config(standing);
  const running = runtime(the('aws_kms_key.data'));
  const bursts: readonly Burst[] = [monitoring, monitoring, lookingAt, lookingAt, running, running, scaling, backup, browsing, auditing];
  const total = scenes.reduce((sum, scene) => sum + scene.busy, 0);
  // The first days have only what needs nothing to stand.
  const early: readonly Burst[] = [monitoring, backup, browsing, auditing];
  for (let past = 0; past < span; past++) {
    for (const scene of scenes) {
      const expected = (perDay * scene.busy) / total;
      const count = Math.floor(expected) + (journal.random.chance(expected % 1) ? 1 : 0);
      for (let i = 0; i < count; i++) {
        const time = when.start + past * day + journal.random.int(0, 23) * hour + journal.random.int(0, 55) * minute;
        if (time > when.now - hour) continue;
        journal.random.pick(past < 12 ? early : bursts)(telling, scene, time);
      }
    }
  }
}
