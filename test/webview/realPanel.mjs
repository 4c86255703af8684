// node test/webview/realPanel.mjs: a history of 100,000 events in the real editor over the real store: time from the question to rows on the
// screen, frames while scrolling, memory of the page. Prints one JSON line.
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { gzipSync } from 'node:zlib';
import { Workbench } from '../journeys/workbench.mjs';
import { measureScroll } from './scroll.mjs';
import { ensureNode24, node24 } from '../../scripts/node24.mjs';
import { ensureModules } from '../../scripts/setup/modules.mjs';
import { root } from '../../scripts/setup/places.mjs';

const EVENTS = 100_000;
const BUCKET = 'bench-busy-bucket';

ensureModules();
ensureNode24();
spawnSync(node24, [path.join(root, 'scripts/build.mjs'), '--production'], { stdio: 'inherit' });
const logs = fs.mkdtempSync(path.join(os.tmpdir(), 'tl-bench-'));
process.once('exit', () => fs.rmSync(logs, { recursive: true, force: true }));
writeLogs();

const workbench = await Workbench.open({ logs: false, settings: { 'traillens.logFolders': [logs] } });
try {
  await workbench.showContainer();
  await workbench.treeItem(new RegExp(`^${path.basename(logs)} 100,000 events`)).waitFor({ timeout: 120_000 });
  await workbench.command('TrailLens: Show History of…', { staysOpen: true });
  await workbench.answer(BUCKET);
  const frame = await historyFrame();
  const seen = await measureScroll(workbench.page, frame);
  await workbench.page.screenshot({ path: path.join(root, 'out/pictures/bench-panel.png') });
  console.log(JSON.stringify(seen));
} finally {
  await workbench.close();
}

/** The panel's own document, two frames deep. */
async function historyFrame() {
  for (let tries = 0; tries < 300; tries++) {
    for (const frame of workbench.page.frames()) {
      const rows = await frame
        .locator('.row:not(.skeleton)')
        .count()
        .catch(() => 0);
      if (rows > 0) return frame;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The history did not open within 30 s.');
}

function writeLogs() {
  const perFile = 1000;
  for (let file = 0; file * perFile < EVENTS; file++) {
    const records = Array.from({ length: perFile }, (_, i) => {
      const n = file * perFile + i;
      return JSON.stringify({
        eventVersion: '1.11',
        userIdentity: {
          type: 'IAMUser',
          arn: `arn:aws:iam::111122223333:user/user${n % 50}`,
          accountId: '111122223333',
          userName: `user${n % 50}`,
        },
        eventTime: new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString().replace('.000', ''),
        eventSource: 's3.amazonaws.com',
        eventName: n % 7 === 0 ? 'PutBucketTagging' : 'PutBucketPolicy',
        awsRegion: 'eu-west-1',
        sourceIPAddress: `192.0.2.${n % 250}`,
        userAgent: 'aws-cli/2.32.10',
        requestParameters: { bucketName: BUCKET, Host: `${BUCKET}.s3.eu-west-1.amazonaws.com` },
        responseElements: null,
        eventID: `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`,
        readOnly: false,
        resources: [{ accountId: '111122223333', type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${BUCKET}` }],
        eventType: 'AwsApiCall',
        managementEvent: true,
        recipientAccountId: '111122223333',
        eventCategory: 'Management',
      });
    });
    fs.writeFileSync(path.join(logs, `f${String(file).padStart(3, '0')}.json.gz`), gzipSync(`{"Records":[${records.join(',')}]}`));
  }
}
