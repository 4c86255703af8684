import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actorOf } from '../../src/event/actor.ts';
import type { Actor, JsonObject } from '../../src/event/event.ts';
import { ACCOUNT, ALICE, session } from './invented.ts';

const plain = { eventType: 'AwsApiCall', eventSource: 'ec2.amazonaws.com', signInName: '' };

function shown(identity: JsonObject | undefined, extra: Partial<typeof plain> = {}): string {
  const actor: Actor = actorOf(identity, { ...plain, ...extra });
  return `${actor.kind} ${actor.name}${actor.behind === undefined ? '' : ` < ${actor.behind}`}`;
}

test('every type of identity has the name people know', () => {
  const cases: readonly [JsonObject | undefined, string, Partial<typeof plain>?][] = [
    [ALICE, 'user alice'],
    [
      { type: 'Root', principalId: ACCOUNT, arn: `arn:aws:iam::${ACCOUNT}:root`, accountId: ACCOUNT, userName: 'company-alias' },
      'root root',
    ],
    [session('ci-deployer', 'GitHubActions-9041'), 'role ci-deployer/GitHubActions-9041'],
    [session('deploy', 's1', { sourceIdentity: 'carol@example.com' }), 'role deploy/s1 < carol@example.com'],
    [
      session('deploy', 'run', {
        webIdFederationData: { federatedProvider: 'x', attributes: { 'token.example.com:sub': 'repo:example/app:ref:refs/heads/main' } },
      }),
      'role deploy/run < repo:example/app:ref:refs/heads/main',
    ],
    [session('AWSReservedSSO_PowerUser_0123456789abcdef', 'dave@example.com'), 'role PowerUser/dave@example.com < dave@example.com'],
    [session('x', 'y', { assumedRoot: 'true' }), 'root root'],
    [{ type: 'Role', arn: `arn:aws:iam::${ACCOUNT}:role/service/web`, accountId: ACCOUNT }, 'role web'],
    [
      {
        type: 'FederatedUser',
        arn: `arn:aws:sts::${ACCOUNT}:federated-user/erin`,
        accountId: ACCOUNT,
        sessionContext: { sessionIssuer: { type: 'IAMUser', userName: 'broker' } },
      },
      'federated erin < broker',
    ],
    [{ type: 'SAMLUser', principalId: 'abc=:frank', userName: 'frank', identityProvider: 'abc=' }, 'federated frank'],
    [
      {
        type: 'WebIdentityUser',
        principalId: 'arn:aws:iam::111122223333:oidc-provider/token.example.com:aud:repo:example/app',
        userName: 'repo:example/app:ref:refs/heads/main',
      },
      'federated repo:example/app:ref:refs/heads/main',
    ],
    [{ type: 'Directory', userName: 'grace' }, 'federated grace'],
    [{ type: 'AWSAccount', principalId: 'AROAEXAMPLE:heidi', accountId: '444455556666' }, 'account 444455556666/heidi'],
    [{ type: 'AWSAccount', principalId: 'AIDAEXAMPLE', accountId: '444455556666' }, 'account 444455556666'],
    [{ type: 'AWSService', invokedBy: 'autoscaling.amazonaws.com' }, 'service autoscaling.amazonaws.com'],
    [
      { accountId: ACCOUNT, invokedBy: 'AWS Internal' },
      'service kms.amazonaws.com',
      { eventType: 'AwsServiceEvent', eventSource: 'kms.amazonaws.com' },
    ],
    [
      {
        type: 'IdentityCenterUser',
        accountId: ACCOUNT,
        onBehalfOf: { userId: 'u-1', identityStoreArn: 'arn:aws:identitystore::111122223333:identitystore/d-1' },
      },
      'user u-1 < u-1',
    ],
    [
      { type: 'IdentityCenterUser', onBehalfOf: { userId: 'u-1' } },
      'user ivan@example.com < u-1',
      { eventSource: 'signin.amazonaws.com', signInName: 'ivan@example.com' },
    ],
    [{ type: 'Unknown', principalId: 'p', accountId: ACCOUNT, userName: 'judy' }, 'user judy'],
    [{ type: 'Unknown' }, 'unknown unknown'],
    [undefined, 'unknown unknown'],
    [{}, 'unknown unknown'],
    [undefined, 'service CloudTrail', { eventType: 'AwsCloudTrailInsight', eventSource: 'CloudTrail' }],
    [{ type: 'IAMUser', accountId: ACCOUNT, userName: 'HIDDEN_DUE_TO_SECURITY_REASONS' }, 'user name hidden by AWS'],
    [{ type: '...', arn: '...', userName: '...' }, 'unknown unknown'],
    [{ principalid: 'x', accountid: ACCOUNT, arn: `arn:aws:sts::${ACCOUNT}:assumed-role/old/s` }, 'role old/s'],
    [{ type: 'User', userName: 'kim', arn: `arn:aws:iam::${ACCOUNT}:user/kim` }, 'user kim'],
  ];
  for (const [identity, expected, extra] of cases) assert.equal(shown(identity, extra), expected, JSON.stringify(identity));
});

test('a role session tells role, session, account and the session ARN', () => {
  const actor = actorOf(session('ci-deployer', 'run/7'), plain);
  assert.deepEqual(actor, {
    kind: 'role',
    name: 'ci-deployer/run/7',
    arn: `arn:aws:sts::${ACCOUNT}:assumed-role/ci-deployer/run/7`,
    account: ACCOUNT,
    role: 'ci-deployer',
    session: 'run/7',
  });
});

test('the access key and the times are not read: rows that differ only in them share their actor', () => {
  const other = { ...session('a', 'b'), accessKeyId: 'ASIAOTHEREXAMPLE' };
  assert.deepEqual(actorOf(other, plain), actorOf(session('a', 'b', { attributes: { creationDate: '2020-01-01T00:00:00Z' } }), plain));
});

test('root without an ARN gets the one it has by definition', () => {
  assert.equal(actorOf({ type: 'Root', accountId: ACCOUNT }, plain).arn, `arn:aws:iam::${ACCOUNT}:root`);
});
