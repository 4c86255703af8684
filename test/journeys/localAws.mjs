// AWS on this machine for a journey: the sample's sandbox, a home with its profiles, and a stand-in for AWS's CLI that signs in.
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';

/** Whom the stand-in signs in. */
const token = 'signedInEXAMPLE';

/**
 * @param {string} home made for the editor's user; its `.aws` holds config, credentials and sign-ins
 * @param {string} logs the sample's
 */
export async function localAws(home, logs) {
  const [{ startSandbox }, { writeProfiles }] = await Promise.all([
    import('../../scripts/aws/sandbox/start.ts'),
    import('../../scripts/aws/sandbox/profiles.ts'),
  ]);
  const { aws } = await startSandbox({ logs, portalTokens: { [token]: 'dana' } });
  const config = path.join(home, '.aws');
  writeProfiles(config, aws.url);
  const bin = path.join(home, 'bin');
  fs.mkdirSync(bin, { recursive: true });
  const session = {
    startUrl: 'https://acme.example.com/start',
    region: 'eu-central-1',
    accessToken: token,
    expiresAt: '2099-01-01T00:00:00Z',
  };
  const file = path.join(config, 'sso', 'cache', `${createHash('sha1').update('acme').digest('hex')}.json`);
  const script = `#!/bin/sh\necho "aws $*" >> '${home}/aws-was-run'\nprintf '%s' '${JSON.stringify(session)}' > '${file}'\n`;
  fs.writeFileSync(path.join(bin, 'aws'), script, { mode: 0o755 });
  const env = {
    HOME: home,
    PATH: [bin, process.env.PATH].join(path.delimiter),
    VSCODE_CLI: '1', // the server does not ask a login shell for another PATH
    AWS_ENDPOINT_URL: aws.url,
    AWS_CONFIG_FILE: path.join(config, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: path.join(config, 'credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
    ...{ AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_SESSION_TOKEN: '', AWS_PROFILE: '' },
  };
  return { aws, env };
}
