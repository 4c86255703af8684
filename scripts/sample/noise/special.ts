// Events of the other two classes: an Insight pair and network activity at a VPC endpoint.
import type { JsonObject } from '../../../src/event/event.ts';
import { agents } from '../agents.ts';
import { byAccount, byRole } from '../callers.ts';
import { means } from '../cast.ts';
import { ec2Id, iamId, iso, minute, production, stranger } from '../names.ts';
import { uuidOf } from '../random.ts';
import type { Telling } from '../story/beat.ts';

const region = 'eu-central-1';

/** An unusual rate of RunInstances: its start and its end share an id. Answers both event ids. */
export function insight(telling: Telling): string[] {
  const { journal, when } = telling;
  const start = when.ago(33, '19:05:00');
  const average = (value: number): JsonObject => ({ average: value });
  const actor = `arn:aws:sts::${production}:assumed-role/AWSServiceRoleForAutoScaling/AutoScaling`;
  const attribution = (attribute: string, value: string): JsonObject => ({
    attribute,
    insight: [{ value, average: 7.4 }],
    baseline: [{ value, average: 0.02 }],
  });
  return (['Start', 'End'] as const).map((state, i) => {
    const id = journal.random.uuid();
    const time = start + i * 11 * minute;
    const statistics = {
      baseline: average(0.0213),
      insight: average(7.4),
      insightDuration: state === 'Start' ? 1 : 11,
      baselineDuration: 10071,
    };
    const record: JsonObject = {
      eventVersion: '1.11',
      eventTime: iso(time),
      awsRegion: region,
      eventID: id,
      eventType: 'AwsCloudTrailInsight',
      recipientAccountId: production,
      sharedEventID: uuidOf('insight'),
      insightDetails: {
        state,
        eventSource: 'ec2.amazonaws.com',
        eventName: 'RunInstances',
        insightType: 'ApiCallRateInsight',
        insightContext: {
          statistics,
          attributions: [
            attribution('userIdentityArn', actor),
            attribution('userAgent', 'autoscaling.amazonaws.com'),
            attribution('errorCode', 'null'),
          ],
        },
      },
      eventCategory: 'Insight',
    };
    journal.entries.push({
      id,
      time,
      account: production,
      region,
      outcome: 'insight',
      logClass: 'CloudTrail-Insight',
      targets: [],
      record,
    });
    return id;
  });
}

/** Calls through an endpoint; a stranger's are refused by its policy. Answers the refused ones. */
export function networkActivity(telling: Telling): string[] {
  const { journal, when } = telling;
  const refused: string[] = [];
  const sdk = means.sdk('10.20.11.14', agents.javaSdk);
  const ours = byRole(
    { account: production, role: 'acme-prod-app', session: ec2Id('i', 'app 1'), since: when.ago(15, '00:00:00'), ec2: true },
    sdk,
  );
  const theirs = byAccount(stranger, iamId('AROA', 'stranger'), sdk);
  for (let i = 0; i < 12; i++) {
    const id = journal.random.uuid();
    const time = when.ago(15, '11:20:00') + i * 17_000;
    const denied = i % 4 === 3;
    const by = denied ? theirs : ours;
    const record: JsonObject = {
      eventVersion: '1.11',
      userIdentity: by.identity,
      eventTime: iso(time),
      eventSource: 'kms.amazonaws.com',
      eventName: denied ? 'ListKeys' : 'Decrypt',
      awsRegion: region,
      sourceIPAddress: by.ip,
      userAgent: by.agent,
      ...(denied ? { errorCode: 'VpceAccessDenied', errorMessage: 'The request was denied due to a VPC endpoint policy' } : {}),
      requestID: journal.random.uuid(),
      eventID: id,
      readOnly: true,
      eventType: 'AwsVpceEvent',
      managementEvent: false,
      recipientAccountId: production,
      sharedEventID: journal.random.uuid(),
      vpcEndpointId: ec2Id('vpce', 'kms'),
      vpcEndpointAccountId: production,
      eventCategory: 'NetworkActivity',
    };
    if (denied) refused.push(id);
    journal.entries.push({
      id,
      time,
      account: production,
      region,
      outcome: denied ? 'attempt' : 'read',
      logClass: 'CloudTrail-NetworkActivity',
      by,
      targets: [],
      record,
    });
  }
  return refused;
}
