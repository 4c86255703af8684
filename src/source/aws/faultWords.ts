// What each fault says: what happened, why, what to do. Plain text, in our own words.
import { isTls } from './faultCodes.ts';
import type { AwsCall } from './permissions.ts';
import { deniedWords } from './deniedWords.ts';
import type { AwsFaultCode, ProfileKind } from './port.ts';
import type { SdkError } from './sdkError.ts';

/** What was tried, for the words about its failure. */
export interface Doing {
  readonly call: AwsCall;
  readonly profile?: string | undefined;
  /** How the profile gets its credentials: that decides how to sign in again. */
  readonly kind?: ProfileKind | undefined;
  readonly account?: string | undefined;
  readonly region?: string | undefined;
  /** The same credentials were good in another Region. */
  readonly proven?: boolean | undefined;
}

/** The message of a fault. `permission` is the action that was tried. */
export function messageOf(code: AwsFaultCode, error: SdkError, doing: Doing & { readonly permission: string | undefined }): string {
  const of = doing.profile === undefined ? 'This profile' : `Profile "${doing.profile}"`;
  const there = doing.region === undefined ? '' : ` in ${doing.region}`;
  switch (code) {
    case 'signedOut':
      return `${of} is signed out: its session has expired or was ended. ${signInAgain(doing, error.message)}`;
    case 'noCredentials':
      return noCredentials(of, doing.kind);
    case 'mfa':
      return /must provide both|multi-factor authentication/i.test(error.message)
        ? `${of} needs the code of an MFA device, and none was given. Connect again and enter the code that the device shows.`
        : `The MFA code was not accepted: mistyped, used already, or expired. Wait for the device's next code and connect again.`;
    case 'badCredentials':
      return badCredentials(of, error.name, doing);
    case 'denied':
      return deniedWords(of, error, doing);
    case 'kmsDenied':
      return /^KMS\./.test(error.name)
        ? 'The object is encrypted with a KMS key that is disabled or deleted. Nobody can read it until the key is enabled again.'
        : `The object is encrypted with a KMS key that may not be used by ${lower(of)}. The key's policy and the caller's policy must both allow kms:Decrypt.`;
    case 'archived':
      return 'The object is in an archive storage class (S3 Glacier), so it cannot be read at once. Restore it in S3 first, then load again.';
    case 'requesterPays':
      return 'The bucket makes those who read it pay, and TrailLens does not agree to that on its own. Copy the files with a tool of yours and open the folder.';
    case 'moved':
      return moved(error.bucketRegion);
    case 'notFound':
      return notFound(doing);
    case 'regionOff':
      return `${doing.region ?? 'This Region'} refuses credentials that are good elsewhere: most often because it is not enabled for the account. Enable it there, or leave it out of the connection.`;
    case 'throttled':
      return `AWS asks to slow down: its quota for ${doing.call}${there} is used up, perhaps by other tools on the same account. Wait a little; TrailLens goes on by itself where it can.`;
    case 'clockSkew':
      return `This computer's clock is off by more than AWS accepts (5 minutes), so signatures are refused. Set the clock and try again.`;
    case 'tokenRefused':
      return `AWS refused to go on from where the last page of ${doing.call} ended: such a position expires, and belongs to one question. Ask again from the start.`;
    case 'badAnswer':
      return `The answer to ${doing.call}${there} could not be read: perhaps a proxy or a sign-in page answered instead of AWS. Check the network and any endpoint override.`;
    case 'badRequest':
      return `AWS refused ${doing.call}${there} as it was asked${error.name === '' ? '' : ` (${code === 'badRequest' ? short(error.name) : ''})`}. This may be a limit of the service or a fault of TrailLens; its code is in the details.`;
    case 'network':
      return network(error, there);
    case 'timeout':
      return `AWS did not answer ${doing.call}${there} in time. Check the connection, VPN and proxy, then try again.`;
    case 'service':
      return `AWS failed to answer ${doing.call}${there}${error.status > 0 ? ` (HTTP ${error.status})` : ''}: a fault on its side. Try again in a few minutes.`;
    case 'config':
      return `The settings of ${lower(of)} in AWS's shared config cannot be used. Check the profile and those that it refers to.`;
  }
}

/** The command that signs a profile in again, and for those without one what to do instead. */
export function signInAgain({ profile, kind }: Pick<Doing, 'profile' | 'kind'>, hint = ''): string {
  const named =
    profile === undefined || profile.startsWith('(') ? '' : ` --profile ${/^[\w.@+-]+$/.test(profile) ? profile : `"${profile}"`}`;
  const way = kind === 'role' || kind === undefined || kind === 'unknown' ? wayIn(hint) : kind;
  switch (way) {
    case 'sso':
      return `Run "aws sso login${named}" and try again.`;
    case 'login':
      return `Run "aws login${named}" and try again.`;
    case 'static':
      return 'Put the keys of a new session into the shared credentials file and try again.';
    case 'environment':
      return 'Its keys come from the environment: set new ones and start the editor again, or pick a profile.';
    case 'process':
      return 'Run its credential_process once by hand, or what that command needs to sign in, and try again.';
    case 'instance':
    case 'webIdentity':
      return 'Its credentials are renewed by this machine: try again in a minute, and look at the role if it goes on.';
    default:
      return 'Sign in again ("aws sso login" or "aws login", whichever you use) and try again.';
  }
}

function wayIn(message: string): ProfileKind {
  return /\bsso\b/i.test(message) ? 'sso' : /aws login|reauthenticate|re-authenticate/i.test(message) ? 'login' : 'unknown';
}

function noCredentials(of: string, kind: ProfileKind | undefined): string {
  switch (kind) {
    case 'process':
      return `${of} gave no credentials: its credential_process failed, or did not answer as AWS's tools expect. Run that command by hand to see why.`;
    case 'environment':
      return 'The environment holds no complete credentials. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY and start the editor again, or pick a profile.';
    case 'instance':
      return 'This machine gave no credentials: no role is attached to it, or its metadata service cannot be reached. Pick a profile instead.';
    case 'webIdentity':
      return `${of} gave no credentials: its token file cannot be read, or the role cannot be assumed with it. Check web_identity_token_file.`;
    default:
      return `${of} gives no credentials. Run "aws configure" (or "aws configure sso") for it, or pick another profile.`;
  }
}

function badCredentials(of: string, name: string, { profile, kind }: Doing): string {
  const next =
    kind === 'sso' || kind === 'login' || kind === 'role'
      ? signInAgain({ profile, kind })
      : 'Put a valid key into the shared credentials file.';
  if (/Signature/.test(name))
    return `The signature made with ${lower(of)} is wrong: the secret key does not belong to the access key, or a proxy changes requests. ${next}`;
  return `AWS does not know the access key of ${lower(of)}: it was deleted or deactivated, or belongs to another partition or a Region that is off. ${next}`;
}

function moved(region: string): string {
  const where = /^[a-z]{2}(-[a-z]+)+-\d$/.test(region) ? `in ${region}` : 'in another Region';
  return `The bucket lies ${where}, and asking there did not work either. Check the endpoint override, if there is one, and load again.`;
}

function notFound({ call, region }: Doing): string {
  const there = region === undefined ? '' : ` in ${region}`;
  switch (call) {
    case 'HeadBucket':
    case 'GetBucketLocation':
    case 'ListObjectsV2':
      return 'There is no such bucket. It may have been deleted, or the name is mistyped.';
    case 'GetObject':
      return 'The object is not there any more: it was deleted or moved to another place since it was listed. List again.';
    case 'FilterLogEvents':
    case 'StartLiveTail':
      return `There is no such log group${there}. It may have been deleted, or belongs to another account or Region.`;
    case 'ListStackResources':
    case 'DescribeStacks':
    case 'DescribeStackResourceDrifts':
      return `There is no such stack${there}. It may have been deleted, or lies in another account or Region.`;
    default:
      return `There is no such trail${there}. It may have been deleted; ask for the trails again.`;
  }
}

function network(error: SdkError, there: string): string {
  if (isTls(error.code))
    return `The secure connection to AWS${there} failed (${error.code}): most often a proxy with a certificate of its own. Let NODE_EXTRA_CA_CERTS name that certificate's file and start the editor again.`;
  const why =
    error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN' ? 'its address could not be found' : 'the connection was refused or broke off';
  return `AWS${there} could not be reached: ${why}. Check the network, VPN and proxy. If only this Region fails, it may not be enabled for the account.`;
}

function lower(of: string): string {
  return of.replace(/^[A-Z]/, (letter) => letter.toLowerCase());
}

function short(name: string): string {
  return /^[\w.]{1,80}$/.test(name) ? name : 'no code';
}
