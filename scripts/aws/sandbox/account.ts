// The sandbox's account as the endpoints know it: its people, trails, stacks, buckets and log group.
import type { Clock } from '../clock.ts';
import type { AccountSetup } from '../options.ts';
import type { StackSetup } from '../stack.ts';
import type { Trail, TrailHealth } from '../world.ts';
import {
  bucketName,
  home,
  keyId,
  logGroupArn,
  logGroupName,
  management,
  mfaSerial,
  prefix,
  sandbox,
  secret,
  stateBucketName,
  trailKey,
  trailName,
} from './names.ts';

const minute = 60_000;
const day = 86_400_000;

/** Of a trail that works: everything was delivered a moment ago, whenever one asks. */
function healthy(clock: Clock, started: number): TrailHealth {
  return {
    logging: true,
    started,
    get delivered() {
      return clock.now() - 4 * minute;
    },
    get logsDelivered() {
      return clock.now() - 3 * minute;
    },
    get digestDelivered() {
      return clock.now() - 35 * minute;
    },
  };
}

const field = (Field: string, ...Equals: string[]): object => ({ Field, Equals });

function trails(clock: Clock): Omit<Trail, 'account'>[] {
  const now = clock.now();
  return [
    {
      name: trailName,
      homeRegion: home,
      bucket: bucketName,
      prefix,
      multiRegion: true,
      validation: true,
      kmsKeyId: `arn:aws:kms:${home}:${sandbox}:key/${trailKey}`,
      logGroupArn: `${logGroupArn}:*`,
      logRoleArn: `arn:aws:iam::${sandbox}:role/CloudTrail_CloudWatchLogs_Role`,
      insights: ['ApiCallRateInsight', 'ApiErrorRateInsight'],
      advancedSelectors: [
        { Name: 'Management events', FieldSelectors: [field('eventCategory', 'Management')] },
        { Name: 'All S3 objects', FieldSelectors: [field('eventCategory', 'Data'), field('resources.type', 'AWS::S3::Object')] },
        {
          Name: 'VPC endpoints of S3',
          FieldSelectors: [field('eventCategory', 'NetworkActivity'), field('eventSource', 's3.amazonaws.com')],
        },
      ],
      health: healthy(clock, now - 400 * day),
      tags: { team: 'platform' },
    },
    {
      name: 'before-the-move',
      homeRegion: 'eu-west-1',
      bucket: 'acme-sandbox-old-trail',
      validation: true,
      health: {
        logging: false,
        started: now - 500 * day,
        stopped: now - 41 * day,
        delivered: now - 41 * day,
        digestDelivered: now - 41 * day,
      },
    },
    {
      name: 'copy-for-auditors',
      homeRegion: home,
      bucket: 'acme-auditors-copy',
      globalEvents: false,
      selectors: [
        {
          ReadWriteType: 'WriteOnly',
          IncludeManagementEvents: true,
          DataResources: [],
          ExcludeManagementEventSources: ['kms.amazonaws.com'],
        },
      ],
      health: { logging: true, started: now - 90 * day, delivered: now - 12 * day, deliveryError: 'AccessDenied' },
    },
  ];
}

export function accounts(clock: Clock, stacks: readonly StackSetup[]): AccountSetup[] {
  const organization: Omit<Trail, 'account'> = {
    name: 'org-audit-trail',
    homeRegion: 'us-east-1',
    bucket: 'acme-audit-logs',
    multiRegion: true,
    organization: true,
    validation: true,
    health: healthy(clock, clock.now() - 700 * day),
  };
  return [
    {
      id: sandbox,
      management,
      keys: [{ id: keyId, secret, user: 'dana' }],
      roles: [{ name: 'auditor' }, { name: 'operator', mfaSerial }],
      trails: trails(clock),
      stacks,
      buckets: [
        { name: bucketName, region: home },
        { name: 'acme-sandbox-old-trail', region: 'eu-west-1' },
        { name: stateBucketName, region: home },
      ],
      logGroups: [{ name: logGroupName, region: home }],
    },
    { id: management, trails: [organization], buckets: [{ name: 'acme-audit-logs', region: 'us-east-1' }] },
  ];
}
