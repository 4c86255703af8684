// All questions to AWS in one place, behind the interface that the rest of the program knows.
import { Clients } from './clients.ts';
import { lookupPage } from './cloudtrail.ts';
import { downloadTo, textOf } from './download.ts';
import { logPage, tail } from './logs.ts';
import type { AwsAccess, AwsOutside } from './port.ts';
import { listProfiles } from './profiles.ts';
import { regionsOf } from './regions.ts';
import { Buckets } from './s3.ts';
import { driftsOfStack, resourcesOfStack, stackNamed, stacksIn } from './stacks.ts';
import { callerOf } from './sts.ts';
import { factsOf, trailsIn } from './trails.ts';

/** Access by the AWS SDK. Makes no client and reads no file before it is asked something. */
export function awsAccess(outside: AwsOutside): AwsAccess {
  const clients = new Clients(outside);
  const buckets = new Buckets(clients);
  return {
    profiles: () => listProfiles(),
    caller: (profile, signal) => callerOf(clients, profile, signal),
    regions: (profile, signal) => regionsOf(clients, profile, signal),
    lookupEvents: (at, query, signal) => lookupPage(clients, at, query, signal),
    trails: (at, signal) => trailsIn(clients, at, signal),
    trailFacts: (at, trail, signal) => factsOf(clients, at, trail, signal),
    bucketRegion: (at, bucket, signal) => buckets.region(at, bucket, signal),
    folders: (at, bucket, prefix, signal) => buckets.folders(at, bucket, prefix, signal),
    objects: (at, bucket, prefix, after, signal) => buckets.objects(at, bucket, prefix, after, signal),
    download: (at, bucket, key, file, signal) => downloadTo(buckets, at, { bucket, key }, file, signal),
    text: (at, bucket, key, limit, signal) => textOf(buckets, at, { bucket, key }, limit, signal),
    stacks: (at, signal) => stacksIn(clients, at, signal),
    stack: (at, stack, signal) => stackNamed(clients, at, stack, signal),
    stackResources: (at, stack, signal) => resourcesOfStack(clients, at, stack, signal),
    stackDrifts: (at, stack, signal) => driftsOfStack(clients, at, stack, signal),
    logEvents: (at, query, signal) => logPage(clients, at, query, signal),
    liveTail: (at, groupArn, pattern, signal) => tail(clients, at, groupArn, pattern, signal),
    forget: (profile) => clients.forget(profile),
  };
}
