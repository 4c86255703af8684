import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isMasked, isSecretPath, redact, REDACTED } from '../../src/event/secrets.ts';
import { call } from './invented.ts';

test('what opens doors is secret, what names it is not', () => {
  const secret = [
    'responseElements.credentials.sessionToken',
    'responseElements.credentials.secretAccessKey',
    'requestParameters.masterUserPassword',
    'requestParameters.secretString',
    'requestParameters.authToken',
    'requestParameters.userData',
    'responseElements.keyMaterial',
    'requestParameters.x.clientSecret',
  ];
  const open = [
    'responseElements.credentials.accessKeyId',
    'responseElements.credentials.expiration',
    'requestParameters.secretId',
    'responseElements.secretName',
    'requestParameters.secretArn',
    'requestParameters.passwordLastUsed',
    'requestParameters.tokenType',
    'requestParameters.roleName',
    'requestParameters.secretVersionStage',
  ];
  for (const path of secret) assert.ok(isSecretPath(path, 'value'), path);
  for (const path of open) assert.ok(!isSecretPath(path, 'value'), path);
  assert.ok(!isSecretPath('requestParameters.masterUserPassword', '****'), 'hidden already');
});

test('texts that AWS puts in place of values are masks', () => {
  for (const mask of [
    'HIDDEN_DUE_TO_SECURITY_REASONS',
    '****',
    '***',
    '***OMITTED***',
    '*** Redacted ***',
    '<sensitiveDataRemoved>',
    'Value hidden due to security reasons',
  ]) {
    assert.ok(isMasked(mask), mask);
  }
  for (const value of ['*', 'alice', 'hidden', '']) assert.ok(!isMasked(value), value);
});

test('a redacted record has no secret and is otherwise the same', () => {
  const { record } = call(
    'sts AssumeRole',
    { roleArn: 'arn:aws:iam::111122223333:role/x' },
    { credentials: { accessKeyId: 'ASIAEXAMPLE', sessionToken: 'long' }, list: [{ password: 'p' }] },
  );
  const copy = redact(record);
  assert.deepEqual(copy['responseElements'], {
    credentials: { accessKeyId: 'ASIAEXAMPLE', sessionToken: REDACTED },
    list: [{ password: REDACTED }],
  });
  assert.deepEqual(copy['requestParameters'], record['requestParameters']);
  assert.deepEqual(copy['userIdentity'], record['userIdentity']);
});
