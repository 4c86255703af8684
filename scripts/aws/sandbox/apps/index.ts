// All apps of the sandbox: their stacks, and the log files that tell of them.
import { deliver } from '../../../sample/delivery.ts';
import { Journal } from '../../../sample/journal.ts';
import { Random } from '../../../sample/random.ts';
import { timeline } from '../../../sample/timeline.ts';
import { objectKey } from '../../layout.ts';
import type { CloudTrailRecord } from '../../record.ts';
import type { StackSetup } from '../../stack.ts';
import type { TwinFile } from '../logs.ts';
import { prefix, sandbox } from '../names.ts';
import { twinOf, twinStack } from '../twin.ts';
import { audit } from './audit.ts';
import { newsletter } from './newsletter.ts';
import { reports } from './reports.ts';
import { thumbnails } from './thumbnails.ts';

export interface Apps {
  readonly stacks: readonly StackSetup[];
  readonly files: readonly TwinFile[];
}

export function sandboxApps(now: number): Apps {
  const when = timeline(now);
  const apps = [thumbnails, newsletter, reports, audit].map((make) => make(when));
  const journal = new Journal(new Random('sandbox apps'));
  for (const app of apps) app.tell(journal);
  const twin = twinOf(0);
  const files = deliver(journal, 0).map(({ path, region, delivered, entries }): TwinFile => {
    const texts = entries.map(({ record }) => twin(JSON.stringify(record)));
    return {
      key: objectKey({ account: sandbox, region, time: delivered, prefix, of: path }),
      time: delivered,
      region,
      records: texts.map((text) => JSON.parse(text) as CloudTrailRecord),
      text: `{"Records":[${texts.join(',')}]}`,
    };
  });
  return { stacks: apps.flatMap(({ stacks, ofSandbox }) => (ofSandbox === true ? stacks : stacks.map(twinStack))), files };
}
