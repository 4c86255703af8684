// A home folder with AWS's shared config in it, and an environment without anything of this machine's own.
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

export interface Home {
  readonly folder: string;
  /** Writes both files anew. */
  write(config: string, credentials?: string): void;
  /** Signs an sso-session in, as `aws sso login` does. */
  signIn(session: string, token: string, expiresAt: Date): void;
  remove(): void;
}

/** Environment variables are the process's: one home at a time, one process per test file. */
export function makeHome(config = '', credentials = ''): Home {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'traillens-aws-'));
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
  Object.assign(process.env, {
    HOME: folder,
    USERPROFILE: folder,
    AWS_CONFIG_FILE: path.join(folder, 'config'),
    AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
  });
  const home: Home = {
    folder,
    write: (text, secrets = '') => {
      fs.writeFileSync(path.join(folder, 'config'), text);
      fs.writeFileSync(path.join(folder, 'credentials'), secrets);
    },
    signIn: (session, accessToken, expiresAt) => {
      const cache = path.join(folder, '.aws', 'sso', 'cache');
      fs.mkdirSync(cache, { recursive: true });
      const file = `${createHash('sha1').update(session).digest('hex')}.json`;
      fs.writeFileSync(path.join(cache, file), JSON.stringify({ accessToken, expiresAt: expiresAt.toISOString() }));
    },
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  };
  home.write(config, credentials);
  return home;
}
