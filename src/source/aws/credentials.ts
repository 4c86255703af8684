// Credentials of a profile, by AWS's own providers alone. Kept in memory until they expire or are forgotten; never stored, never logged.
import {
  fromContainerMetadata,
  fromEnv,
  fromHttp,
  fromIni,
  fromInstanceMetadata,
  fromNodeProviderChain,
  fromTemporaryCredentials,
  fromTokenFile,
} from '@aws-sdk/credential-providers';
import type { STSClientConfig } from '@aws-sdk/client-sts';
import { AwsFailure } from './port.ts';
import type { AwsOutside } from './port.ts';
import { kindOf, ENVIRONMENT, INSTANCE } from './profiles.ts';
import { problemOf } from './profileProblems.ts';
import type { Section, SharedConfig } from './sharedConfig.ts';

/** What a request is signed with. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** Gives credentials, from memory while they are good. */
export type CredentialSource = () => Promise<Credentials>;

/** Renewed this long before they expire, as in the SDK. */
const EARLY_MS = 5 * 60_000;

/**
 * Remembers what was given until it is about to expire; all who ask at the same time wait for one answer, so that a person types one MFA
 * code. Failures are not remembered.
 */
export function remembered(source: CredentialSource): CredentialSource {
  let latest: Promise<Credentials> | undefined;
  let expires = Infinity;
  return () => {
    if (latest !== undefined && Date.now() < expires - EARLY_MS) return latest;
    const asked = source();
    latest = asked;
    expires = Infinity; // while it is being asked for
    asked.then(
      ({ expiration }) => (expires = latest === asked && expiration !== undefined ? expiration.getTime() : expires),
      () => (latest = latest === asked ? undefined : latest),
    );
    return asked;
  };
}

/** What making credentials needs to know. */
export interface CredentialSurroundings {
  readonly config: SharedConfig;
  readonly outside: AwsOutside;
  /** For the calls to STS that assume a role: Region, endpoint, timeouts. */
  readonly sts: STSClientConfig;
  /** Remembered credentials of another profile: a role's source. */
  readonly of: (profile: string) => CredentialSource;
}

/** How a profile gets its credentials. The source rejects with `AwsFailure` for what the config shows to be wrong, else with the SDK's errors. */
export function credentialsOf(profile: string, { config, outside, sts, of }: CredentialSurroundings): CredentialSource {
  if (profile === ENVIRONMENT) return fromEnv();
  if (profile === INSTANCE) return fromMachine();
  return async () => {
    const section = config.profiles.get(profile);
    const problem = section === undefined ? 'The shared config has no such profile.' : problemOf(profile, config);
    if (section === undefined || problem !== undefined)
      throw new AwsFailure({ code: 'config', message: `Profile "${profile}" cannot be used. ${problem}`, profile });
    switch (kindOf(section)) {
      case 'role':
        return assumeRole(profile, section, { outside, sts, of });
      case 'webIdentity':
        return fromTokenFile({
          webIdentityTokenFile: section['web_identity_token_file'] ?? '',
          roleArn: section['role_arn'] ?? '',
          roleSessionName: section['role_session_name'] ?? sessionName(),
          clientConfig: sts,
        })();
      case 'unknown': // only settings: what the machine offers, as AWS's own tools do
        return fromNodeProviderChain({ profile, ignoreCache: true, logger: silent })();
      default:
        return fromIni({ profile, ignoreCache: true })();
    }
  };
}

/**
 * The source's credentials come first and from memory: `fromIni` asks for the MFA code while it gets them, and when that fails in the
 * meantime nobody handles the rejection, which ends the thread.
 */
async function assumeRole(
  profile: string,
  section: Section,
  { outside, sts, of }: Pick<CredentialSurroundings, 'outside' | 'sts' | 'of'>,
): Promise<Credentials> {
  const source = section['source_profile'];
  const ownKeys = source === profile ? staticKeys(section) : undefined;
  const masterCredentials = ownKeys ?? (await (source === undefined ? bySource(section['credential_source']) : of(source))());
  return fromTemporaryCredentials({
    masterCredentials,
    params: {
      RoleArn: section['role_arn'],
      RoleSessionName: section['role_session_name'] ?? sessionName(),
      ExternalId: section['external_id'],
      DurationSeconds: Number.parseInt(section['duration_seconds'] ?? '', 10) || 3600,
      SerialNumber: section['mfa_serial'],
    },
    mfaCodeProvider: (serial) => mfaCode(profile, serial, outside),
    clientConfig: sts,
  })();
}

async function mfaCode(profile: string, serial: string, outside: AwsOutside): Promise<string> {
  const code = (await outside.askMfa(profile, serial))?.replace(/\s/g, '');
  if (code) return code;
  throw new AwsFailure({
    code: 'mfa',
    message: `Profile "${profile}" needs the code of an MFA device, and none was given. Connect again and enter the code that the device shows.`,
    profile,
  });
}

/** A profile may be its own source: then its keys assume its role. */
function staticKeys(section: Section): Credentials {
  const { aws_access_key_id: accessKeyId = '', aws_secret_access_key: secretAccessKey = '', aws_session_token: sessionToken } = section;
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}

function bySource(source: string | undefined): CredentialSource {
  return source === 'Environment' ? fromEnv() : source === 'Ec2InstanceMetadata' ? fromInstanceMetadata() : fromMachine();
}

/** The container's role where the environment tells of one, else the instance's. */
function fromMachine(): CredentialSource {
  if (process.env['AWS_CONTAINER_CREDENTIALS_FULL_URI']) return fromHttp();
  return process.env['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'] ? fromContainerMetadata() : fromInstanceMetadata();
}

/** The chain warns on the console of what it chose between; nobody reads that in the editor. */
const silent = { debug: none, info: none, warn: none, error: none };
function none(): void {}

/** Names the session in CloudTrail: who reads the trail later sees what asked. */
function sessionName(): string {
  return `traillens-${Date.now()}`;
}
