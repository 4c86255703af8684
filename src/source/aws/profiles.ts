// Profiles of the shared config, as a person picks them: what each is, and what the config alone tells to be wrong with it.
import type { ProfileInfo, ProfileKind } from './port.ts';
import { problemOf } from './profileProblems.ts';
import { accountOfArn } from './regionOf.ts';
import { readSharedConfig } from './sharedConfig.ts';
import type { Section, SharedConfig } from './sharedConfig.ts';

/** Stands for the credentials in the editor's own environment. */
export const ENVIRONMENT = '(environment)';
/** Stands for the role of the container or machine that the editor runs on. */
export const INSTANCE = '(instance)';

/** All profiles: `default` first, the others by name, then what needs no profile. Throws `AwsFailure` (`config`). */
export async function listProfiles(env: NodeJS.ProcessEnv = process.env): Promise<ProfileInfo[]> {
  const config = await readSharedConfig();
  const names = [...config.profiles.keys()].sort((a, b) => Number(b === 'default') - Number(a === 'default') || (a < b ? -1 : 1));
  const region = env['AWS_REGION'] || env['AWS_DEFAULT_REGION'];
  const ofRegion = region ? { region } : {};
  return [
    ...names.map((name) => profileInfo(name, config)),
    ...(env['AWS_ACCESS_KEY_ID'] ? [{ name: ENVIRONMENT, kind: 'environment' as const, ...ofRegion, ...secretMissing(env) }] : []),
    ...(hasContainerRole(env) ? [{ name: INSTANCE, kind: 'instance' as const, ...ofRegion }] : []),
  ];
}

/** What the config tells of one profile; `unknown` with a problem when there is none of that name. */
export function profileInfo(name: string, config: SharedConfig): ProfileInfo {
  if (name === ENVIRONMENT) return { name, kind: 'environment' };
  if (name === INSTANCE) return { name, kind: 'instance' };
  const section = config.profiles.get(name);
  if (section === undefined)
    return { name, kind: 'unknown', problem: 'The shared config has no such profile. It may have been renamed or removed.' };
  const kind = kindOf(section);
  const session = section['sso_session'];
  const problem = problemOf(name, config);
  const account = accountIn(section, kind);
  const role = roleIn(section, kind);
  return {
    name,
    kind,
    ...(section['region'] ? { region: section['region'] } : {}),
    ...(account === undefined ? {} : { account }),
    ...(role === undefined ? {} : { role }),
    ...(kind === 'role' && section['mfa_serial'] ? { mfaSerial: section['mfa_serial'] } : {}),
    ...(kind === 'role' && section['source_profile'] ? { sourceProfile: section['source_profile'] } : {}),
    ...(kind === 'sso' && session ? { ssoSession: session } : {}),
    ...(problem === undefined ? {} : { problem }),
  };
}

/** How the SDK would get the profile's credentials: the first of these that the section has, in the SDK's own order (`fromIni`). */
export function kindOf(section: Section): ProfileKind {
  const assumes = section['source_profile'] !== undefined || section['credential_source'] !== undefined;
  if (section['role_arn'] !== undefined && assumes) return 'role';
  if (section['aws_access_key_id'] !== undefined) return 'static';
  if (section['web_identity_token_file'] !== undefined && section['role_arn'] !== undefined) return 'webIdentity';
  if (section['credential_process'] !== undefined) return 'process';
  if (['sso_start_url', 'sso_account_id', 'sso_session', 'sso_region', 'sso_role_name'].some((key) => section[key] !== undefined))
    return 'sso';
  if (section['login_session'] !== undefined) return 'login';
  return section['role_arn'] === undefined ? 'unknown' : 'role';
}

function accountIn(section: Section, kind: ProfileKind): string | undefined {
  switch (kind) {
    case 'role':
    case 'webIdentity':
      return accountOfArn(section['role_arn'] ?? '');
    case 'sso':
      return section['sso_account_id'];
    case 'login':
      return accountOfArn(section['login_session'] ?? '');
    default:
      return /^\d{12}$/.exec(section['aws_account_id'] ?? '')?.[0];
  }
}

/** A role's last part, without its path: `arn:aws:iam::123456789012:role/teams/Auditor` → `Auditor`. */
function roleIn(section: Section, kind: ProfileKind): string | undefined {
  if (kind === 'sso') return section['sso_role_name'];
  if (kind === 'login') return /:assumed-role\/([^/]+)/.exec(section['login_session'] ?? '')?.[1];
  return kind === 'role' || kind === 'webIdentity' ? /:role\/(?:.*\/)?([^/]+)$/.exec(section['role_arn'] ?? '')?.[1] : undefined;
}

function secretMissing(env: NodeJS.ProcessEnv): { problem?: string } {
  return env['AWS_SECRET_ACCESS_KEY'] ? {} : { problem: 'AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not. Set both.' };
}

/** ECS, EKS pod identities and CloudShell say where their credentials are; a plain instance says nothing, and is not probed for. */
function hasContainerRole(env: NodeJS.ProcessEnv): boolean {
  return Boolean(env['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'] || env['AWS_CONTAINER_CREDENTIALS_FULL_URI']);
}
