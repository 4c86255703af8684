// Trails and how they stand.
import {
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetInsightSelectorsCommand,
  GetTrailStatusCommand,
  InsightNotEnabledException,
} from '@aws-sdk/client-cloudtrail';
import type { GetTrailStatusCommandOutput, Trail } from '@aws-sdk/client-cloudtrail';
import type { Clients } from './clients.ts';
import { ask } from './faults.ts';
import type { Doing } from './faults.ts';
import { AwsFailure } from './port.ts';
import type { AwsFault, Place, TrailFacts, TrailInfo, TrailStatus } from './port.ts';
import { accountOfArn } from './regionOf.ts';
import { selectorsOf } from './selectors.ts';

/** [CT] DescribeTrails, shadow trails of other Regions and of the organization included. */
export async function trailsIn(clients: Clients, at: Place, signal: AbortSignal): Promise<TrailInfo[]> {
  return ask(await clients.doing('DescribeTrails', at), signal, async () => {
    const client = await clients.cloudTrail(at.profile, at.region);
    const { trailList = [] } = await client.send(new DescribeTrailsCommand({ includeShadowTrails: true }), { abortSignal: signal });
    return trailList.flatMap((trail) => trailInfo(trail, at) ?? []);
  });
}

/**
 * Status and selectors, asked by ARN in the trail's home Region: a shadow trail's name means nothing elsewhere, and an organization's trail
 * is not the member's own. A part that is refused becomes a fault; rejects with the signal's reason, and
 * with `AwsFailure` only where the shared config cannot be used at all.
 */
export async function factsOf(clients: Clients, at: Place, trail: TrailInfo, signal: AbortSignal): Promise<TrailFacts> {
  const home = { ...at, region: trail.homeRegion };
  const faults: AwsFault[] = [];
  const part = async <T>(call: Doing['call'], get: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await ask(await clients.doing(call, home), signal, get);
    } catch (error) {
      if (!(error instanceof AwsFailure)) throw error;
      faults.push(error.fault);
      return undefined;
    }
  };
  const client = await clients.cloudTrail(home.profile, home.region);
  const options = { abortSignal: signal };
  const [status, selectors, insights] = await Promise.all([
    part('GetTrailStatus', async () => statusOf(await client.send(new GetTrailStatusCommand({ Name: trail.arn }), options))),
    part('GetEventSelectors', async () => selectorsOf(await client.send(new GetEventSelectorsCommand({ TrailName: trail.arn }), options))),
    part('GetInsightSelectors', async () => {
      try {
        const { InsightSelectors = [] } = await client.send(new GetInsightSelectorsCommand({ TrailName: trail.arn }), options);
        return [...new Set(InsightSelectors.flatMap(({ InsightType }) => InsightType ?? []))];
      } catch (error) {
        if (error instanceof InsightNotEnabledException) return [];
        throw error;
      }
    }),
  ]);
  return {
    trail,
    ...(status === undefined ? {} : { status }),
    ...(selectors === undefined ? {} : { selectors }),
    ...(insights === undefined ? {} : { insights }),
    faults,
  };
}

/** A trail without an ARN cannot be asked about: there is none such in AWS. */
function trailInfo(trail: Trail, at: Place): TrailInfo | undefined {
  const arn = trail.TrailARN;
  if (arn === undefined) return undefined;
  return {
    name: trail.Name ?? arn.split('/').at(-1) ?? arn,
    arn,
    homeRegion: trail.HomeRegion ?? arn.split(':')[3] ?? at.region,
    account: accountOfArn(arn) ?? at.account,
    bucket: trail.S3BucketName ?? '',
    prefix: trail.S3KeyPrefix ?? '',
    ...(trail.SnsTopicARN ? { snsTopicArn: trail.SnsTopicARN } : {}),
    ...(trail.CloudWatchLogsLogGroupArn ? { logGroupArn: trail.CloudWatchLogsLogGroupArn } : {}),
    ...(trail.CloudWatchLogsRoleArn ? { logRoleArn: trail.CloudWatchLogsRoleArn } : {}),
    ...(trail.KmsKeyId ? { kmsKeyId: trail.KmsKeyId } : {}),
    isMultiRegion: trail.IsMultiRegionTrail === true,
    isOrganization: trail.IsOrganizationTrail === true,
    hasGlobalServiceEvents: trail.IncludeGlobalServiceEvents === true,
    validatesLogFiles: trail.LogFileValidationEnabled === true,
    hasCustomSelectors: trail.HasCustomEventSelectors === true,
    hasInsightSelectors: trail.HasInsightSelectors === true,
  };
}

function statusOf(answer: GetTrailStatusCommandOutput): TrailStatus {
  return {
    isLogging: answer.IsLogging === true,
    ...moment('delivered', answer.LatestDeliveryTime),
    ...text('deliveryError', answer.LatestDeliveryError),
    ...moment('notified', answer.LatestNotificationTime),
    ...text('notificationError', answer.LatestNotificationError),
    ...moment('digestDelivered', answer.LatestDigestDeliveryTime),
    ...text('digestError', answer.LatestDigestDeliveryError),
    ...moment('logsDelivered', answer.LatestCloudWatchLogsDeliveryTime),
    ...text('logsError', answer.LatestCloudWatchLogsDeliveryError),
    ...moment('startedLogging', answer.StartLoggingTime),
    ...moment('stoppedLogging', answer.StopLoggingTime),
  };
}

/** Dates that CloudTrail never set come as no date, or as 1970. */
function moment<K extends keyof TrailStatus>(key: K, date: Date | undefined): Partial<Record<K, number>> {
  const found: Partial<Record<K, number>> = {};
  const time = date?.getTime() ?? Number.NaN;
  if (time > 0) found[key] = time;
  return found;
}

function text<K extends keyof TrailStatus>(key: K, value: string | undefined): Partial<Record<K, string>> {
  const found: Partial<Record<K, string>> = {};
  if (value) found[key] = value;
  return found;
}
