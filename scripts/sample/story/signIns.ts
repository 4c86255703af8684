// Sign-ins at the console: one without MFA, one that failed, and root.
import { agents } from '../agents.ts';
import { byRoot, byUser, type Caller, type Means } from '../callers.ts';
import { means } from '../cast.ts';
import { arn, production } from '../names.ts';
import type { Step } from '../record.ts';
import type { Beat, Telling } from './beat.ts';

/** ConsoleLogin of an IAM user or of nobody known. */
function login(outcome: 'Success' | 'Failure', mfa: 'Yes' | 'No', message?: string): Step {
  return {
    service: 'signin',
    name: 'ConsoleLogin',
    eventType: 'AwsConsoleSignIn',
    readOnly: false,
    response: { ConsoleLogin: outcome },
    additional: { LoginTo: 'https://console.aws.amazon.com/console/home', MobileVersion: 'No', MFAUsed: mfa },
    ...(message ? { error: { code: '', message } } : {}),
  };
}

const browser = (ip: string): Means => ({ ...means.console(ip, agents.chrome), fromConsole: false, tls: true });

/** Sign-in records carry no access key: the key comes after. */
function signingIn(by: Caller): Caller {
  const { accessKeyId: _key, sessionContext: _context, ...identity } = by.identity;
  return { ...by, identity };
}

export function signIns(telling: Telling): Beat[] {
  const { journal, when } = telling;
  const usEast = { account: production, region: 'us-east-1' };
  const vera = byUser(production, 'vera.billing', browser('198.51.100.140'));
  const ok = journal.run([login('Success', 'No')], usEast, when.ago(26, '07:58:40'), signingIn(vera));
  const unknown: Caller = {
    ...vera,
    ip: '203.0.113.200',
    identity: { type: 'IAMUser', accountId: production, accessKeyId: '', userName: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
  };
  const failed = journal.run([login('Failure', 'No', 'No username found in supplied account')], usEast, when.ago(26, '03:12:09'), unknown);
  for (let i = 0; i < 20; i++) {
    const time = when.ago(88 - i * 4, '08:05:00') + journal.random.int(0, 3600) * 1000;
    journal.run([login('Success', 'Yes')], usEast, time, signingIn(byUser(production, 'vera.billing', browser('198.51.100.140'))));
  }
  const since = when.ago(41, '06:30:00');
  const rootMeans = browser('192.0.2.140');
  const root = byRoot(production, { ...rootMeans, tls: false, fromConsole: true }, since);
  const rootLogin = journal.run([login('Success', 'Yes')], usEast, since, signingIn({ ...root, tls: true, fromConsole: false }));
  const policy: Step = {
    service: 'iam',
    name: 'UpdateAccountPasswordPolicy',
    params: { minimumPasswordLength: 16, requireSymbols: true, maxPasswordAge: 365, allowUsersToChangePassword: true },
  };
  const look: Step[] = [
    { service: 'iam', name: 'GetAccountSummary' },
    { service: 'iam', name: 'ListMFADevices', params: { userName: 'root' } },
    policy,
  ];
  const used = journal.run(look, usEast, since + 90_000, root);
  const answer = { actor: arn('iam', '', production, 'user/vera.billing'), person: 'vera.billing', origin: 'console' } as const;
  return [
    {
      name: 'console login without MFA',
      question: 'Who signed in to the console without MFA?',
      about: 'ConsoleLogin',
      answer: { events: ok, ...answer },
      decoys: [{ name: 'failed login', events: failed }],
    },
    {
      name: 'root used',
      question: 'When was root used, and for what?',
      about: arn('iam', '', production, 'root'),
      answer: { events: [...rootLogin, ...used], actor: arn('iam', '', production, 'root'), origin: 'console' },
      decoys: [],
    },
  ];
}
