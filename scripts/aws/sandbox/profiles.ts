// A shared config for the sandbox: one profile for each way to get in.
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { home, keyId, mfaSerial, sandbox, secret } from './names.ts';

const startUrl = 'https://acme.example.com/start';

/** Writes `config`, `credentials` and, for who makes `folder` the `.aws` of a home, an expired sign-in. Resolves to what to set. */
export function writeProfiles(folder: string, url: string): Readonly<Record<string, string>> {
  const common = [`region = ${home}`, `endpoint_url = ${url}`];
  const sections: Readonly<Record<string, readonly string[]>> = {
    'profile sandbox': common,
    'profile sandbox-audit': [...common, `role_arn = arn:aws:iam::${sandbox}:role/auditor`, 'source_profile = sandbox'],
    'profile sandbox-mfa': [
      ...common,
      `role_arn = arn:aws:iam::${sandbox}:role/operator`,
      'source_profile = sandbox',
      `mfa_serial = ${mfaSerial}`,
    ],
    'profile sandbox-sso': [...common, 'sso_session = acme', `sso_account_id = ${sandbox}`, 'sso_role_name = Developer'],
    'sso-session acme': [`sso_region = ${home}`, `sso_start_url = ${startUrl}`, 'sso_registration_scopes = sso:account:access'],
  };
  const config = Object.entries(sections).map(([name, lines]) => `[${name}]\n${lines.join('\n')}\n`);
  const cache = path.join(folder, 'sso', 'cache');
  fs.mkdirSync(cache, { recursive: true });
  fs.writeFileSync(path.join(folder, 'config'), config.join('\n'));
  fs.writeFileSync(path.join(folder, 'credentials'), `[sandbox]\naws_access_key_id = ${keyId}\naws_secret_access_key = ${secret}\n`);
  fs.writeFileSync(
    path.join(cache, `${createHash('sha1').update('acme').digest('hex')}.json`),
    JSON.stringify({ startUrl, region: home, accessToken: 'expiredEXAMPLE', expiresAt: '2026-01-01T00:00:00Z' }),
  );
  return {
    AWS_CONFIG_FILE: path.join(folder, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'credentials'),
    AWS_PROFILE: 'sandbox',
    AWS_ENDPOINT_URL: url,
  };
}
