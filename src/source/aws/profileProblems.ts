// What is wrong with a profile by what the config says of it, before anything is asked of AWS.
import type { Section, SharedConfig } from './sharedConfig.ts';

const sources = ['Environment', 'EcsContainer', 'Ec2InstanceMetadata'];

/** Why the profile cannot work and what to do about it; undefined when the config shows nothing wrong. */
export function problemOf(name: string, config: SharedConfig, seen: readonly string[] = []): string | undefined {
  const section = config.profiles.get(name);
  if (section === undefined) return undefined;
  if (section['role_arn'] !== undefined && section['web_identity_token_file'] === undefined && !hasKeys(section, seen))
    return ofRole(name, section, config, seen);
  if ((section['aws_access_key_id'] === undefined) !== (section['aws_secret_access_key'] === undefined))
    return 'Its access key is incomplete: aws_access_key_id and aws_secret_access_key must stand together.';
  return ofSso(section, config) ?? ofServices(section, config);
}

/** As a source (something was visited before), a profile's own keys win over its role: that is how a profile may be its own source. */
function hasKeys(section: Section, seen: readonly string[]): boolean {
  const complete = section['aws_access_key_id'] !== undefined && section['aws_secret_access_key'] !== undefined;
  return complete && (seen.length > 0 || (section['source_profile'] === undefined && section['credential_source'] === undefined));
}

function ofRole(name: string, section: Section, config: SharedConfig, seen: readonly string[]): string | undefined {
  const source = section['source_profile'];
  const credentialSource = section['credential_source'];
  if (!/^arn:aws[a-z-]*:iam::\d{12}:role\/.+/.test(section['role_arn'] ?? '')) return 'Its role_arn is not the ARN of a role.';
  if (source !== undefined && credentialSource !== undefined)
    return 'It has both source_profile and credential_source. Remove one of them.';
  if (source === undefined && credentialSource === undefined)
    return 'It names a role, but not whose credentials assume it. Add source_profile or credential_source.';
  if (source === undefined)
    return sources.includes(credentialSource ?? '') ? undefined : `Its credential_source must be one of ${sources.join(', ')}.`;
  const section2 = config.profiles.get(source);
  if (section2 === undefined) return `Its source profile "${source}" is not in the shared config. Add it, or correct source_profile.`;
  if (!hasKeys(section2, [name]) && [...seen, name].includes(source))
    return `Its source profiles form a loop: ${[...seen, name, source].join(' → ')}. Let one of them have credentials of its own.`;
  if (hasKeys(section2, [name])) return undefined;
  const problem = problemOf(source, config, [...seen, name]);
  return problem === undefined || problem.includes('form a loop') ? problem : `Its source profile "${source}" cannot work: ${problem}`;
}

function ofSso(section: Section, config: SharedConfig): string | undefined {
  const keys = ['sso_session', 'sso_start_url', 'sso_region', 'sso_account_id', 'sso_role_name'];
  if (section['credential_process'] !== undefined || section['aws_access_key_id'] !== undefined) return undefined;
  if (keys.every((key) => section[key] === undefined)) return undefined;
  const sessionName = section['sso_session'];
  const session = sessionName === undefined ? undefined : config.ssoSessions.get(sessionName);
  if (sessionName !== undefined && session === undefined)
    return `Its sso-session "${sessionName}" is not in the shared config. Run "aws configure sso", or correct sso_session.`;
  const missing = keys.slice(1).filter((key) => section[key] === undefined && session?.[key] === undefined);
  return missing.length === 0 ? undefined : `It lacks ${missing.join(', ')}. Run "aws configure sso" for this profile.`;
}

function ofServices(section: Section, config: SharedConfig): string | undefined {
  const services = section['services'];
  if (services === undefined || config.services.has(services)) return undefined;
  return `Its services section "${services}" is not in the shared config. Add [services ${services}], or remove the line.`;
}
