// How a profile of the shared config reads in a picker, and what to do when its credentials are no longer good.
import type { Connection, ProfileInfo } from '../protocol/aws.ts';
import { visible } from '../protocol/visible.ts';
import { faultWords } from './faults.ts';

type ProfileKind = ProfileInfo['kind'];

const KINDS: Readonly<Record<ProfileKind, string>> = {
  static: 'access key',
  sso: 'IAM Identity Center',
  login: 'aws login',
  role: 'role',
  process: 'credential process',
  webIdentity: 'web identity',
  environment: 'this editor’s environment',
  instance: 'role of this machine',
  unknown: 'no credentials in it',
};

/** `IAM Identity Center · 111122223333 · ReadOnly · eu-central-1`. */
export function profileText({ kind, account, role, region, sourceProfile, mfaSerial }: ProfileInfo): string {
  return [
    KINDS[kind],
    account ? visible(account, 20) : '',
    role ? visible(role, 60) : '',
    sourceProfile ? `from ${visible(sourceProfile, 60)}` : '',
    mfaSerial ? 'with MFA' : '',
    region ? visible(region, 40) : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** How a connection stands, in a word or two; '' when it is ready. */
export function stateWords({ state, fault }: Pick<Connection, 'state' | 'fault'>): string {
  switch (state) {
    case 'connecting':
      return 'connecting…';
    case 'signedOut':
      return 'sign-in expired';
    case 'failed':
      return fault ? faultWords(fault) : 'failed';
    case 'ready':
      return '';
  }
}

/** What brings a profile's credentials back: a command of AWS's CLI, or words where none does. */
export type SignIn = { readonly aws: readonly string[]; readonly profile: string } | { readonly words: string };

/** Of a role, that of the profile it starts from. `all`: the profiles of the config. */
export function signInOf(profile: string, all: readonly ProfileInfo[], seen: readonly string[] = []): SignIn {
  const info = all.find(({ name }) => name === profile);
  const named = `“${visible(profile, 80)}”`;
  // One argument each, name and value together: a profile's name never becomes an option.
  switch (info?.kind) {
    case 'sso':
      return {
        profile,
        aws: info.ssoSession ? ['sso', 'login', `--sso-session=${info.ssoSession}`] : ['sso', 'login', `--profile=${profile}`],
      };
    case 'login':
      return { profile, aws: ['login', `--profile=${profile}`] };
    case 'role':
      if (info.sourceProfile !== undefined && info.sourceProfile !== profile && !seen.includes(info.sourceProfile))
        return signInOf(info.sourceProfile, all, [...seen, profile]);
      return { words: `Refresh the credentials that the role of profile ${named} starts from, then press Retry.` };
    case 'static':
      return {
        words: `Profile ${named} holds an access key that AWS no longer accepts. Put a new one in with “aws configure”, then press Retry.`,
      };
    case 'process':
      return {
        words: `The credential process of profile ${named} gave credentials that have expired. Sign in with its own tool, then press Retry.`,
      };
    case 'webIdentity':
      return { words: `The web identity token of profile ${named} has expired. Have a new one written, then press Retry.` };
    case 'environment':
      return {
        words: 'The credentials in this editor’s environment have expired. Close the editor and start it again from a shell with new ones.',
      };
    case 'instance':
      return { words: 'The role of this machine gives no valid credentials. See that a role is attached to it, then press Retry.' };
    case 'unknown':
    case undefined:
      return {
        words: `The shared AWS config says of profile ${named} nothing of how to sign in. Run “aws configure sso”, then press Retry.`,
      };
  }
}
