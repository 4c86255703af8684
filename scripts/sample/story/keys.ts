// A trust opened to a stranger and closed again, a key nearly deleted, a secret rotated every week.
import { agents } from '../agents.ts';
import { byRole, byService, type Caller } from '../callers.ts';
import { means, people, ssoSession } from '../cast.ts';
import { partnerTrust } from '../estate/identities.ts';
import { putParameter } from '../make/database.ts';
import { trust, updateTrust } from '../make/iam.ts';
import { keyResources } from '../make/storage.ts';
import { day, iso, production, stranger, usDate } from '../names.ts';
import { uuidOf } from '../random.ts';
import type { Step } from '../record.ts';
import type { Beat, Telling } from './beat.ts';
import { actorOf } from './stacks.ts';

const scene = { account: production, region: 'eu-central-1' };

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

export function keys(telling: Telling): Beat[] {
  rotation(telling);
  return [trustOpened(telling), keyDeletion(telling)];
}
