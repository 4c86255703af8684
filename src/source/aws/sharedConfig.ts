// The shared config and credentials files, read as the SDK reads them, and read anew each time: people sign in and edit while we run.
import { loadSharedConfigFiles, getHomeDir } from '@smithy/shared-ini-file-loader';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { AwsFailure } from './port.ts';

/** Keys and values of one section; nested keys are joined by a dot: `s3.endpoint_url`. May hold secrets: never shown, never kept. */
export type Section = Readonly<Record<string, string | undefined>>;

/** What the two files say. */
export interface SharedConfig {
  /** By name, `default` too; the credentials file's keys win, as in the SDK. */
  readonly profiles: ReadonlyMap<string, Section>;
  readonly ssoSessions: ReadonlyMap<string, Section>;
  readonly services: ReadonlyMap<string, Section>;
}

/** Reads both files; those that do not exist are empty. Throws `AwsFailure` (`config`) when one exists and cannot be read. */
export async function readSharedConfig(): Promise<SharedConfig> {
  const home = path.join(getHomeDir(), '.aws');
  await mustBeReadable(process.env['AWS_CONFIG_FILE'] ?? path.join(home, 'config'), 'config');
  await mustBeReadable(process.env['AWS_SHARED_CREDENTIALS_FILE'] ?? path.join(home, 'credentials'), 'credentials');
  // Without ignoreCache the SDK would keep the files' first state for as long as the process lives.
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  const profiles = new Map<string, Section>();
  const ssoSessions = new Map<string, Section>();
  const services = new Map<string, Section>();
  for (const [name, section] of Object.entries(configFile)) {
    if (section === undefined) continue;
    const [, kind, rest] = /^(sso-session|services)\.(.+)$/s.exec(name) ?? [];
    if (rest === undefined) profiles.set(name, section);
    else (kind === 'services' ? services : ssoSessions).set(rest, section);
  }
  for (const [name, section] of Object.entries(credentialsFile)) {
    if (section === undefined || name.startsWith('profile.')) continue; // "[profile x]" is the config file's way; the SDK finds no x here
    profiles.set(name, { ...profiles.get(name), ...section });
  }
  return { profiles, ssoSessions, services };
}

/** The SDK takes files that it cannot read for empty ones: we would say "no profiles" where there are some. */
async function mustBeReadable(file: string, which: string): Promise<void> {
  let text: string;
  try {
    text = await fs.readFile(file.startsWith('~/') ? path.join(getHomeDir(), file.slice(2)) : file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return;
    const why =
      code === 'EACCES' || code === 'EPERM' ? 'this user may not read it' : code === 'EISDIR' ? 'it is a folder' : 'reading failed';
    throw new AwsFailure({
      code: 'config',
      message: `AWS's shared ${which} file cannot be read: ${why}. Check ${variable(which)} and the file's permissions.`,
    });
  }
  if (/^\s*\[\s*(profile\s+)?__proto__\s*\]/m.test(text)) {
    throw new AwsFailure({
      code: 'config',
      message: `AWS's shared ${which} file has a profile named __proto__, for which AWS's SDK refuses the whole file. Rename that profile.`,
    });
  }
}

function variable(which: string): string {
  return which === 'config' ? 'AWS_CONFIG_FILE' : 'AWS_SHARED_CREDENTIALS_FILE';
}
