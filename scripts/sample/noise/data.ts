// Data events: the app writes and reads exports and assets.
import { agents } from '../agents.ts';
import { byRole } from '../callers.ts';
import { means } from '../cast.ts';
import { ec2Id, production } from '../names.ts';
import type { Step } from '../record.ts';
import type { Telling } from '../story/beat.ts';

const scene = { account: production, region: 'eu-central-1' };

/** One object call, as S3 records it. */
function object(name: 'GetObject' | 'PutObject', bucket: string, key: string, gone: boolean): Step {
  return {
    service: 's3',
    name,
    bucket,
    params: { key },
    data: true,
    ...(gone ? { error: { code: 'NoSuchBucket', message: 'The specified bucket does not exist' } } : {}),
    resources: [
      { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${bucket}/${key}` },
      { accountId: production, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucket}` },
    ],
  };
}

/** Two bursts a day. Writes go to the exports alone; after `gone` they fail. */
export function objects(telling: Telling, gone: number): void {
  const { journal, when } = telling;
  for (let days = 86; days >= 1; days--) {
    for (const clock of ['04:20:00', '13:45:00']) {
      const time = when.ago(days, clock) + journal.random.int(0, 1200) * 1000;
      const session = {
        account: production,
        role: 'acme-prod-app',
        session: ec2Id('i', `app ${days % 7}`),
        since: time - 3_000_000,
        ec2: true,
      };
      const by = byRole(session, { ...means.sdk('10.20.10.37', agents.javaSdk), vpcEndpointId: ec2Id('vpce', 'aws_vpc_endpoint.s3') });
      const steps = Array.from({ length: journal.random.int(8, 14) }, () =>
        journal.random.chance(0.5)
          ? object('PutObject', 'acme-prod-customer-exports', `exports/2026/${journal.random.hex(8)}.csv`, time > gone)
          : object('GetObject', 'acme-prod-assets', `images/${journal.random.hex(8)}.webp`, false),
      );
      journal.run(steps, scene, time, by, [], 5000);
    }
  }
}
