// Doors and keys: refused attempts, sign-ins, root, a trust opened to a stranger, a key nearly deleted, rotation.
import { agents } from '../agents.ts';
import { byRole, byRoot, byService, byUser, type Caller, type Means } from '../callers.ts';
import { means, people, ssoSession } from '../cast.ts';
import { items } from '../declared.ts';
import { partnerTrust } from '../estate/terraform.ts';
import { putParameter } from '../make/database.ts';
import { trust, updateTrust } from '../make/iam.ts';
import { keyResources } from '../make/storage.ts';
import { arn, day, iso, production, stranger, usDate } from '../names.ts';
import { uuidOf } from '../random.ts';
import type { Step } from '../record.ts';
import type { Beat, Telling } from './beat.ts';
import { actorOf } from './stacks.ts';

const scene = { account: production, region: 'eu-central-1' };

function intern(telling: Telling): Beat {
  const { journal, when, the } = telling;
  const leo = (command: string): Caller => byUser(production, 'leo.intern', means.cli('198.51.100.99', command));
  const self = arn('iam', '', production, 'user/leo.intern');
  const denied = (action: string, on: string) => ({
    code: 'AccessDenied',
    message: `User: ${self} is not authorized to perform: ${action} on resource: ${on} because no identity-based policy allows the ${action} action`,
  });
  const trail = arn('cloudtrail', 'eu-central-1', production, 'trail/org-audit-trail');
  const orders = the('aws_db_instance.orders');
  const secret = the('aws_secretsmanager_secret.orders_api');
  const at = when.ago(20, '14:10:21');
  const tryTrail: Step = {
    service: 'cloudtrail',
    name: 'DeleteTrail',
    error: denied('cloudtrail:DeleteTrail', trail),
    params: { name: 'org-audit-trail' },
  };
  const tryDatabase: Step = {
    service: 'rds',
    name: 'DeleteDBInstance',
    error: denied('rds:DeleteDBInstance', orders.arn ?? ''),
    params: { dBInstanceIdentifier: 'acme-prod-orders', skipFinalSnapshot: true },
  };
  const trySecret: Step = {
    service: 'secretsmanager',
    name: 'GetSecretValue',
    error: { ...denied('secretsmanager:GetSecretValue', secret.arn ?? ''), code: 'AccessDenied' },
  };
  const tryRun: Step = {
    service: 'ec2',
    name: 'RunInstances',
    params: { instancesSet: items({ imageId: 'ami-0123456789abcdef0', minCount: 8, maxCount: 8 }), instanceType: 'p5.48xlarge' },
    error: {
      code: 'Client.UnauthorizedOperation',
      message: `You are not authorized to perform this operation. User: ${self} is not authorized to perform: ec2:RunInstances. Encoded authorization failure message: EXAMPLE-ENCODED-MESSAGE`,
    },
  };
  const events = [
    ...journal.run([tryTrail], scene, at, leo('cloudtrail.delete-trail')),
    ...journal.run([tryDatabase], orders, at + 70_000, leo('rds.delete-db-instance'), [orders.address]),
    ...journal.run([trySecret], secret, at + 130_000, leo('secretsmanager.get-secret-value'), [secret.address]),
    ...journal.run([tryRun], { account: production, region: 'us-west-2' }, at + 200_000, leo('ec2.run-instances')),
  ];
  return {
    name: 'refused attempts',
    question: 'Did anybody try to delete the orders database?',
    about: orders.address,
    answer: { events: events.slice(1, 2), actor: self, person: 'leo.intern@example.com', origin: 'cli' },
    decoys: [],
  };
}

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

function signIns(telling: Telling): Beat[] {
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
  const answer = { actor: arn('iam', '', production, 'user/vera.billing'), person: 'vera.billing@example.com', origin: 'console' } as const;
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

function trustOpened(telling: Telling): Beat {
  const { journal, when, the } = telling;
  const partner = the('aws_iam_role.partner');
  const priya = ssoSession(people.priya, 'PowerUser', production, when.ago(18, '10:20:00'));
  const marta = ssoSession(people.marta, 'SecurityAdmin', production, when.ago(18, '13:30:00'));
  const open = trust({ AWS: `arn:aws:iam::${stranger}:root` });
  const opened = journal.run(
    [updateTrust(partner.id, open)],
    partner,
    when.ago(18, '10:33:50'),
    byRole(priya, means.cli(people.priya.ip, 'iam.update-assume-role-policy')),
    [partner.address],
  );
  const closed = journal.run(
    [...partner.read.slice(0, 1), updateTrust(partner.id, partnerTrust)],
    partner,
    when.ago(18, '13:41:02'),
    byRole(marta, means.console(people.marta.ip)),
    [partner.address],
  );
  const debug = 'acme-prod-partner-debug';
  const decoy = journal.run(
    [
      { service: 'iam', name: 'CreateRole', params: { roleName: debug, path: '/', assumeRolePolicyDocument: open } },
      updateTrust(debug, partnerTrust),
      { service: 'iam', name: 'DeleteRole', params: { roleName: debug } },
    ],
    scene,
    when.ago(18, '10:40:00'),
    byRole(priya, means.cli(people.priya.ip, 'iam.create-role')),
    [],
    200_000,
  );
  return {
    name: 'trust opened to a stranger',
    question: `Who let account ${stranger} assume the partner role, and is it still so?`,
    about: partner.address,
    answer: { events: [...opened, ...closed.slice(1)], actor: actorOf(priya), person: people.priya.mail, origin: 'cli' },
    decoys: [{ name: debug, events: decoy }],
  };
}

function keyDeletion(telling: Telling): Beat {
  const { journal, when, the } = telling;
  const key = the('aws_kms_key.data');
  const resources = keyResources(production, key.arn ?? '');
  const dana = ssoSession(people.dana, 'AdministratorAccess', production, when.ago(25, '15:00:00'));
  const at = when.ago(25, '15:04:18');
  const schedule: Step = {
    service: 'kms',
    name: 'ScheduleKeyDeletion',
    params: { keyId: key.id, pendingWindowInDays: 7 },
    response: { keyId: key.arn ?? '', keyState: 'PendingDeletion', deletionDate: usDate(at + 7 * day), pendingWindowInDays: 7 },
    resources,
  };
  const cancel: Step = {
    service: 'kms',
    name: 'CancelKeyDeletion',
    params: { keyId: key.id },
    response: { keyId: key.arn ?? '' },
    resources,
  };
  const enable: Step = { service: 'kms', name: 'EnableKey', params: { keyId: key.id }, resources };
  const by = byRole(dana, means.console(people.dana.ip));
  const events = [
    ...journal.run([schedule], key, at, by, [key.address]),
    ...journal.run([cancel, enable], key, when.ago(25, '15:47:55'), by, [key.address]),
  ];
  return {
    name: 'key nearly deleted',
    question: 'Was the data key ever scheduled for deletion?',
    about: key.address,
    answer: { events, actor: actorOf(dana), person: people.dana.mail, origin: 'console' },
    decoys: [],
  };
}

function rotation(telling: Telling): void {
  const { journal, when, the } = telling;
  const secret = the('aws_secretsmanager_secret.orders_api');
  const token = the('aws_ssm_parameter.payment_token');
  const id = secret.arn ?? '';
  const rotator = (since: number): Caller =>
    byRole(
      { account: production, role: 'acme-prod-secret-rotation', session: 'acme-prod-secret-rotation', since },
      means.sdk('203.0.113.51', agents.lambdaBoto),
    );
  for (let week = 11; week >= 0; week--) {
    const at = when.ago(week * 7 + 1, '03:00:00') + journal.random.int(0, 600) * 1000;
    const version = uuidOf(`rotation ${week} ${iso(at)}`);
    const service = (name: string): Step => ({
      service: 'secretsmanager',
      name,
      readOnly: false,
      eventType: 'AwsServiceEvent',
      additional: { SecretId: id },
    });
    const put: Step = {
      service: 'secretsmanager',
      name: 'PutSecretValue',
      params: { secretId: id, clientRequestToken: version, versionStages: ['AWSPENDING'] },
      response: { arn: id },
    };
    const stage: Step = {
      service: 'secretsmanager',
      name: 'UpdateSecretVersionStage',
      params: { secretId: id, versionStage: 'AWSCURRENT', moveToVersionId: version },
      response: { arn: id },
    };
    journal.run([service('RotationStarted')], secret, at, byService('secretsmanager.amazonaws.com'), [secret.address]);
    journal.run([put, stage], secret, at + 4000, rotator(at), [secret.address]);
    journal.run([service('RotationSucceeded')], secret, at + 12_000, byService('secretsmanager.amazonaws.com'), [secret.address]);
  }
  for (let version = 2; version <= 4; version++) {
    const since = when.ago(70 - version * 15, '12:00:00');
    const by = byRole(ssoSession(people.priya, 'Developer', production, since), means.cli(people.priya.ip, 'ssm.put-parameter'));
    journal.run([putParameter(production, 'eu-central-1', token.id, 'SecureString', version)], token, since + 120_000, by, [token.address]);
  }
}

export function access(telling: Telling): Beat[] {
  rotation(telling);
  return [intern(telling), ...signIns(telling), trustOpened(telling), keyDeletion(telling)];
}
