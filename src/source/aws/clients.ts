// The SDK's clients: one for each profile, Region and service, made when first needed and ended when the profile is forgotten.
import { AccountClient } from '@aws-sdk/client-account';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { EC2Client } from '@aws-sdk/client-ec2';
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import { credentialsOf, remembered } from './credentials.ts';
import type { CredentialSource } from './credentials.ts';
import { endpointOf } from './endpoints.ts';
import type { ServiceId } from './endpoints.ts';
import type { Doing } from './faultWords.ts';
import type { AwsCall } from './permissions.ts';
import { AwsFailure } from './port.ts';
import type { AwsOutside, ProfileInfo } from './port.ts';
import { profileInfo } from './profiles.ts';
import { homeRegion } from './regionOf.ts';
import { readSharedConfig } from './sharedConfig.ts';
import type { SharedConfig } from './sharedConfig.ts';

/**
 * Connecting and the wait for an answer's first byte end after these, and so does silence within an answer: a live tail says something every
 * second, a download goes on. Without `throwOnRequestTimeout` the SDK only warns.
 */
const patienceOf = ({ patience = 30_000 }: AwsOutside) => {
  return { connectionTimeout: 5000, requestTimeout: patience, socketTimeout: patience, throwOnRequestTimeout: true };
};

/** A profile as it was when it was first used. */
interface Settings {
  readonly info: ProfileInfo;
  /** Region of the profile's own questions. */
  readonly home: string;
  readonly config: SharedConfig;
  readonly credentials: CredentialSource;
  readonly outside: AwsOutside;
}

interface Ended {
  destroy(): void;
}

/** One service's clients, by profile and Region. */
class Made<C extends Ended> {
  readonly #service: ServiceId;
  readonly #make: (shared: Shared) => C;
  readonly #byProfile = new Map<string, Map<string, C>>();

  constructor(service: ServiceId, make: (shared: Shared) => C) {
    this.#service = service;
    this.#make = make;
  }

  get(profile: string, region: string, { config, credentials, outside }: Settings): C {
    const ofProfile = this.#byProfile.get(profile) ?? new Map<string, C>();
    this.#byProfile.set(profile, ofProfile);
    const known = ofProfile.get(region);
    if (known !== undefined) return known;
    const made = this.#make({ ...sharedBy(profile, this.#service, region, config, outside), credentials });
    ofProfile.set(region, made);
    return made;
  }

  end(profile: string): void {
    for (const client of this.#byProfile.get(profile)?.values() ?? []) client.destroy();
    this.#byProfile.delete(profile);
  }
}

/** Clients by what they are for. Every method rejects with `AwsFailure` (`config`) when the shared config cannot be used. */
export class Clients {
  readonly #outside: AwsOutside;
  readonly #settings = new Map<string, Promise<Settings>>();
  readonly #goodIn = new Map<string, string>();
  readonly #cloudFormation = new Made('CloudFormation', (shared) => new CloudFormationClient({ ...shared, maxAttempts: 4 }));
  readonly #cloudTrail = new Made('CloudTrail', (shared) => new CloudTrailClient({ ...shared, maxAttempts: 4 }));
  readonly #lookups = new Made('CloudTrail', (shared) => new CloudTrailClient({ ...shared, maxAttempts: 1 }));
  readonly #s3 = new Made('S3', (shared) => new S3Client({ ...shared, maxAttempts: 5, forcePathStyle: 'endpoint' in shared }));
  readonly #logs = new Made('CloudWatch Logs', (shared) => {
    return new CloudWatchLogsClient({ ...shared, maxAttempts: 4, disableHostPrefix: 'endpoint' in shared });
  });
  readonly #sts = new Made('STS', (shared) => new STSClient({ ...shared, maxAttempts: 3 }));
  readonly #account = new Made('Account', (shared) => new AccountClient({ ...shared, maxAttempts: 3 }));
  readonly #ec2 = new Made('EC2', (shared) => new EC2Client({ ...shared, maxAttempts: 3 }));

  constructor(outside: AwsOutside) {
    this.#outside = outside;
  }

  /** What the config says of the profile, and the Region of its own questions. */
  async about(profile: string): Promise<{ readonly info: ProfileInfo; readonly home: string }> {
    return this.#of(profile);
  }

  /** For the words about a call that fails. `region`: of the call. */
  async doing(call: AwsCall, at: Pick<Doing, 'account' | 'region'> & { readonly profile: string }): Promise<Doing> {
    const { info } = await this.#of(at.profile);
    const { profile, account, region } = at;
    const goodIn = this.#goodIn.get(profile);
    return { call, profile, account, region, kind: info.kind, proven: goodIn !== undefined && goodIn !== region };
  }

  /** The profile's credentials were accepted in this Region. */
  proved(profile: string, region: string): void {
    this.#goodIn.set(profile, region);
  }

  async cloudFormation(profile: string, region: string): Promise<CloudFormationClient> {
    return this.#cloudFormation.get(profile, region, await this.#of(profile));
  }

  async cloudTrail(profile: string, region: string): Promise<CloudTrailClient> {
    return this.#cloudTrail.get(profile, region, await this.#of(profile));
  }

  /** For LookupEvents alone: whoever paces the calls must know of each, so the SDK repeats none. */
  async lookups(profile: string, region: string): Promise<CloudTrailClient> {
    return this.#lookups.get(profile, region, await this.#of(profile));
  }

  /** Buckets are named in the path where an endpoint is set: `bucket.localhost` seldom has an address. */
  async s3(profile: string, region: string): Promise<S3Client> {
    return this.#s3.get(profile, region, await this.#of(profile));
  }

  /** Live tails go to `stream-logs.<region>`; in front of an endpoint that was set, that prefix would name another machine. */
  async logs(profile: string, region: string): Promise<CloudWatchLogsClient> {
    return this.#logs.get(profile, region, await this.#of(profile));
  }

  async sts(profile: string, region: string): Promise<STSClient> {
    return this.#sts.get(profile, region, await this.#of(profile));
  }

  async account(profile: string, region: string): Promise<AccountClient> {
    return this.#account.get(profile, region, await this.#of(profile));
  }

  async ec2(profile: string, region: string): Promise<EC2Client> {
    return this.#ec2.get(profile, region, await this.#of(profile));
  }

  /** Ends the profile's clients and forgets its credentials, and those of profiles that have them from it. */
  forget(profile: string): void {
    const all = [this.#cloudFormation, this.#cloudTrail, this.#lookups, this.#s3, this.#logs, this.#sts, this.#account, this.#ec2];
    for (const made of all) made.end(profile);
    this.#settings.delete(profile);
    this.#goodIn.delete(profile);
    for (const [name, settings] of [...this.#settings]) {
      void settings.then(
        ({ info }) => (info.sourceProfile === profile && name !== profile ? this.forget(name) : undefined),
        () => undefined,
      );
    }
  }

  #of(profile: string): Promise<Settings> {
    const known = this.#settings.get(profile);
    if (known !== undefined) return known;
    const settings = this.#read(profile);
    this.#settings.set(profile, settings);
    settings.catch(() => this.#settings.delete(profile));
    return settings;
  }

  async #read(profile: string): Promise<Settings> {
    const config = await readSharedConfig();
    const home = homeRegion(config.profiles.get(profile) ?? {});
    const sts = sharedBy(profile, 'STS', home, config, this.#outside);
    const of =
      (source: string): CredentialSource =>
      async () =>
        (await this.#of(source)).credentials();
    const source = credentialsOf(profile, { config, outside: this.#outside, sts, of });
    const credentials = remembered(async () => {
      try {
        return await source();
      } catch (error) {
        // People mend the config and try again: what was wrong with it must not be remembered.
        if (error instanceof AwsFailure && error.fault.code === 'config') this.forget(profile);
        throw error;
      }
    });
    return { info: profileInfo(profile, config), home, config, credentials, outside: this.#outside };
  }
}

/** What all clients have in common. The key `endpoint` is there only where one is set. */
type Shared = ReturnType<typeof sharedBy> & { readonly credentials: CredentialSource };

function sharedBy(profile: string, service: ServiceId, region: string, config: SharedConfig, outside: AwsOutside) {
  const section = config.profiles.get(profile) ?? {};
  const endpoint = endpointOf(service, section, config);
  return {
    region,
    // Settings such as use_fips_endpoint; '(environment)' and '(instance)' are no profiles of the config and find nothing there.
    profile,
    requestHandler: patienceOf(outside),
    // Else the SDK would look for endpoints under AWS_PROFILE's profile, which need not be this one.
    ignoreConfiguredEndpointUrls: true,
    ...(endpoint === undefined ? {} : { endpoint }),
  };
}
