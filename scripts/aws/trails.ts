// What CloudTrail tells of trails. A trail is asked for by name only in its home Region and its own account; from elsewhere by ARN.
import type { Call, Handler } from './call.ts';
import { Failure } from './failure.ts';
import { json } from './reply.ts';
import type { Trail } from './world.ts';

export const trailOperations: Readonly<Record<string, Handler>> = {
  DescribeTrails: (call) => {
    const names = Array.isArray(call.input['trailNameList']) ? call.input['trailNameList'].map(String) : [];
    const shadows = call.input['includeShadowTrails'] !== false;
    const found = seen(call).filter((trail) =>
      names.length > 0
        ? names.some((name) => name === arnOf(trail) || (name === trail.name && isOwnHere(trail, call)))
        : isOwnHere(trail, call) || (shadows && reaches(trail, call.region)),
    );
    return json({ trailList: found.map(described) });
  },
  ListTrails: (call) =>
    json({ Trails: seen(call).map((trail) => ({ TrailARN: arnOf(trail), Name: trail.name, HomeRegion: trail.homeRegion })) }),
  GetTrail: (call) => json({ Trail: described(asked(call, 'Name')) }),
  GetTrailStatus: (call) => json(status(asked(call, 'Name'))),
  GetEventSelectors: (call) => {
    const trail = asked(call, 'TrailName');
    return json({
      TrailARN: arnOf(trail),
      ...(trail.advancedSelectors
        ? { AdvancedEventSelectors: trail.advancedSelectors }
        : { EventSelectors: trail.selectors ?? [everything] }),
    });
  },
  GetInsightSelectors: (call) => {
    const trail = asked(call, 'TrailName');
    if (!trail.insights || trail.insights.length === 0) {
      throw new Failure(
        'InsightNotEnabledException',
        `Trail ${trail.name} does not have Insights enabled. Edit the trail settings to enable Insights, and then try the operation again.`,
      );
    }
    return json({ TrailARN: arnOf(trail), InsightSelectors: trail.insights.map((InsightType) => ({ InsightType })) });
  },
  ListTags: (call) => {
    const arns = Array.isArray(call.input['ResourceIdList']) ? call.input['ResourceIdList'].map(String) : [];
    return json({
      ResourceTagList: arns.map((ResourceId) => {
        const trail = seen(call).find((one) => arnOf(one) === ResourceId);
        if (!trail) throw unknown(ResourceId, call);
        return { ResourceId, TagsList: Object.entries(trail.tags ?? {}).map(([Key, Value]) => ({ Key, Value })) };
      }),
    });
  },
};

const everything = { ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [], ExcludeManagementEventSources: [] };

export const arnOf = (trail: Trail): string =>
  `arn:${partitionOf(trail.homeRegion)}:cloudtrail:${trail.homeRegion}:${trail.account}:trail/${trail.name}`;

const partitionOf = (region: string): string => (region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws');

/** The account's own trails, and those of its organization. */
function seen({ services: { world }, account }: Call): Trail[] {
  const management = world.accounts.get(account)?.management;
  return world.trails.filter((trail) => trail.account === account || (trail.organization === true && trail.account === management));
}

const isOwnHere = (trail: Trail, { account, region }: Call): boolean => trail.account === account && trail.homeRegion === region;
const reaches = (trail: Trail, region: string): boolean => trail.multiRegion === true || trail.homeRegion === region;

function asked(call: Call, parameter: string): Trail {
  const name = call.input[parameter];
  if (typeof name !== 'string' || !/^(arn:[^:]+:cloudtrail:.+|[A-Za-z0-9][A-Za-z0-9._-]{2,127})$/.test(name)) {
    throw new Failure('InvalidTrailNameException', 'Trail name is empty or has characters that are not allowed.');
  }
  const trail = seen(call).find((one) => (name === arnOf(one) ? reaches(one, call.region) : name === one.name && isOwnHere(one, call)));
  if (!trail) throw unknown(name, call);
  return trail;
}

function unknown(name: string, { region, account }: Call): Failure {
  const arn = name.startsWith('arn:') ? name : `arn:${partitionOf(region)}:cloudtrail:${region}:${account}:trail/${name}`;
  return new Failure('TrailNotFoundException', `Unknown trail: ${arn} for the user: ${account}`);
}

function described(trail: Trail): object {
  return defined({
    Name: trail.name,
    S3BucketName: trail.bucket,
    S3KeyPrefix: trail.prefix,
    SnsTopicName: trail.snsTopicArn,
    SnsTopicARN: trail.snsTopicArn,
    IncludeGlobalServiceEvents: trail.globalEvents ?? true,
    IsMultiRegionTrail: trail.multiRegion ?? false,
    HomeRegion: trail.homeRegion,
    TrailARN: arnOf(trail),
    LogFileValidationEnabled: trail.validation ?? false,
    CloudWatchLogsLogGroupArn: trail.logGroupArn,
    CloudWatchLogsRoleArn: trail.logRoleArn,
    KmsKeyId: trail.kmsKeyId,
    HasCustomEventSelectors: trail.selectors !== undefined || trail.advancedSelectors !== undefined,
    HasInsightSelectors: (trail.insights?.length ?? 0) > 0,
    IsOrganizationTrail: trail.organization ?? false,
  });
}

function status({ health }: Trail): object {
  const seconds = (ms: number | undefined): number | undefined => (ms === undefined ? undefined : ms / 1000);
  const text = (ms: number | undefined): string => (ms === undefined ? '' : `${new Date(ms).toISOString().slice(0, 19)}Z`);
  return defined({
    IsLogging: health.logging,
    LatestDeliveryError: health.deliveryError,
    LatestNotificationError: health.notificationError,
    LatestDeliveryTime: seconds(health.delivered),
    LatestNotificationTime: seconds(health.notified),
    StartLoggingTime: seconds(health.started),
    StopLoggingTime: seconds(health.stopped),
    LatestCloudWatchLogsDeliveryError: health.logsError,
    LatestCloudWatchLogsDeliveryTime: seconds(health.logsDelivered),
    LatestDigestDeliveryTime: seconds(health.digestDelivered),
    LatestDigestDeliveryError: health.digestError,
    // The old fields that are still answered, as text.
    LatestDeliveryAttemptTime: text(health.delivered),
    LatestNotificationAttemptTime: text(health.notified),
    LatestNotificationAttemptSucceeded: text(health.notified),
    LatestDeliveryAttemptSucceeded: health.deliveryError === undefined ? text(health.delivered) : '',
    TimeLoggingStarted: text(health.started),
    TimeLoggingStopped: text(health.stopped),
  });
}

const defined = (value: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined));
