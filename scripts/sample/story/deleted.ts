// A bucket deleted by a person three sessions away: portal → OrgAdmin in one account → ops-admin in another.
import type { JsonObject } from '../../../src/event/event.ts';
import { byAccount, byIdentityCenter, byRole, bySaml, roleArn, sessionKey, type RoleSession } from '../callers.ts';
import { means, people, ssoSession, token } from '../cast.ts';
import { putVersioning } from '../make/storage.ts';
import { hour, iamId, production, shared, usDate } from '../names.ts';
import { uuidOf } from '../random.ts';
import type { Step } from '../record.ts';
import type { Beat, Telling } from './beat.ts';
import { actorOf } from './stacks.ts';

const assumed = (session: RoleSession): JsonObject => ({
  credentials: { accessKeyId: sessionKey(session), sessionToken: token, expiration: usDate(session.since + hour) },
  assumedRoleUser: { assumedRoleId: `${iamId('AROA', `${session.account} ${session.role}`)}:${session.session}`, arn: actorOf(session) },
  ...(session.sourceIdentity ? { sourceIdentity: session.sourceIdentity } : {}),
});

/** Omar signs in at the portal and becomes OrgAdmin in the shared account. Answers the session and its event ids. */
function signIn(telling: Telling): { session: RoleSession; events: string[] } {
  const { journal, when } = telling;
  const { mail, ip } = people.omar;
  const scene = { account: shared, region: 'us-east-1' };
  const how = { ...means.console(ip), fromConsole: false, origin: 'service' } as const;
  const portal = byIdentityCenter(shared, mail, uuidOf('omar in the directory'), 'd-1234567890', how);
  const login: Step = {
    service: 'signin',
    name: 'UserAuthentication',
    readOnly: false,
    eventType: 'AwsServiceEvent',
    serviceEventDetails: { CredentialType: 'TOTP', UserAuthentication: 'Success' },
  };
  const federate: Step = {
    service: 'sso',
    name: 'Federate',
    readOnly: false,
    eventType: 'AwsServiceEvent',
    serviceEventDetails: { role_name: 'OrgAdmin', account_id: shared },
  };
  const events = journal.run([login, federate], scene, when.ago(5, '22:02:10'), portal);
  const session = ssoSession(people.omar, 'OrgAdmin', shared, when.ago(5, '22:03:00'));
  const provider = `arn:aws:iam::${shared}:saml-provider/AWSSSO_1234567890abcdef_DO_NOT_DELETE`;
  const saml: Step = {
    service: 'sts',
    name: 'AssumeRoleWithSAML',
    params: { principalArn: provider, roleArn: roleArn(session), roleSessionName: mail, durationSeconds: 3600 },
    response: {
      ...assumed(session),
      subject: mail,
      subjectType: 'persistent',
      issuer: 'https://portal.sso.example.com/saml',
      audience: 'https://signin.aws.amazon.com/saml',
    },
    resources: [{ accountId: shared, type: 'AWS::IAM::Role', ARN: roleArn(session) }],
  };
  events.push(...journal.run([saml], scene, session.since, bySaml(mail, provider, { ...means.console(ip), fromConsole: false })));
  return { session, events };
}

/** OrgAdmin becomes ops-admin in production: one call, written in both accounts. */
function cross(telling: Telling, from: RoleSession): { session: RoleSession; events: string[] } {
  const { journal, when } = telling;
  const session: RoleSession = {
    account: production,
    role: 'ops-admin',
    session: 'omar',
    since: when.ago(5, '22:05:31'),
    sourceIdentity: people.omar.mail,
    person: people.omar.mail,
  };
  const step: Step = {
    service: 'sts',
    name: 'AssumeRole',
    params: { roleArn: roleArn(session), roleSessionName: 'omar', sourceIdentity: people.omar.mail, durationSeconds: 3600 },
    response: assumed(session),
    resources: [{ accountId: production, type: 'AWS::IAM::Role', ARN: roleArn(session) }],
    sharedEventID: uuidOf('omar crosses'),
  };
  const how = means.cli(people.omar.ip, 'sts.assume-role');
  const call = { ...step, time: session.since, region: 'eu-central-1' };
  const principal = `${iamId('AROA', `${from.account} ${from.role}`)}:${from.session}`;
  return {
    session,
    events: [
      journal.add({ ...call, account: shared }, byRole(from, how)),
      journal.add({ ...call, account: production }, byAccount(shared, principal, how)),
    ],
  };
}

/** Answers the beats, and when the bucket ceased to be. */
export function deleted(telling: Telling): { beats: Beat[]; at: number } {
  const { journal, when, the } = telling;
  const bucket = the('aws_s3_bucket.customer_exports');
  const entry = signIn(telling);
  const chain = cross(telling, entry.session);
  const cli = (command: string) => byRole(chain.session, means.cli(people.omar.ip, command));
  const s3 = (name: string, params: Step['params'] = {}): Step => ({
    service: 's3',
    name,
    bucket: bucket.id,
    ...(params ? { params } : {}),
  });

  journal.run(
    [s3('GetBucketVersioning', { versioning: '' }), s3('ListObjectVersions', { versions: '' })].map((step) => ({
      ...step,
      readOnly: true,
    })),
    bucket,
    when.ago(5, '22:06:40'),
    cli('s3api.list-object-versions'),
    [bucket.address],
  );
  const suspended = journal.run(
    [putVersioning(bucket.id, 'Suspended')],
    bucket,
    when.ago(5, '22:11:05'),
    cli('s3api.put-bucket-versioning'),
    [bucket.address, 'aws_s3_bucket_versioning.customer_exports'],
  );
  const unprotected = journal.run(
    [s3('DeleteBucketPolicy', { policy: '' })],
    bucket,
    when.ago(5, '22:12:47'),
    cli('s3api.delete-bucket-policy'),
    [bucket.address, 'aws_s3_bucket_policy.customer_exports'],
  );
  const refused = journal.run(
    [{ ...s3('DeleteBucket'), error: { code: 'BucketNotEmpty', message: 'The bucket you tried to delete is not empty' } }],
    bucket,
    when.ago(5, '22:14:20'),
    cli('s3.rb'),
    [bucket.address],
  );
  journal.run(
    Array.from({ length: 6 }, () => ({ ...s3('DeleteObjects', { delete: '' }), data: true, readOnly: false })),
    bucket,
    when.ago(5, '22:21:00'),
    cli('s3.rm'),
    [],
    9000,
  );
  const at = when.ago(5, '22:31:18');
  const gone = journal.run([s3('DeleteBucket')], bucket, at, cli('s3.rb'), [bucket.address]);

  const archive = 'acme-prod-customer-exports-archive';
  const kim = ssoSession(people.kim, 'DatabaseAdmin', production, when.ago(6, '14:00:00'));
  const decoy = journal.run(
    [{ ...putVersioning(archive, 'Suspended') }, { service: 's3', name: 'DeleteBucket', bucket: archive }],
    bucket,
    when.ago(6, '14:05:12'),
    byRole(kim, means.console(people.kim.ip)),
  );

  const answer = { actor: actorOf(chain.session), person: people.omar.mail, origin: 'cli' } as const;
  const decoys = [{ name: archive, events: decoy }];
  const beats: Beat[] = [
    {
      name: 'bucket deleted',
      question: 'Who deleted the bucket with the customer exports?',
      about: bucket.address,
      answer: { events: gone, ...answer },
      decoys,
    },
    {
      name: 'before the deletion',
      question: 'What was done to the bucket just before?',
      about: bucket.address,
      answer: { events: [...suspended, ...unprotected, ...refused], ...answer },
      decoys,
    },
    {
      name: 'the person behind ops-admin',
      question: 'Which person was behind the session ops-admin/omar?',
      about: sessionKey(chain.session),
      answer: { events: [...entry.events, ...chain.events], ...answer },
      decoys: [],
    },
  ];
  return { beats, at };
}
