// The sign-in portal of IAM Identity Center: keys of a role for who holds a session's bearer token.
import type { Handler } from './call.ts';
import { failure } from './codes.ts';
import { wordOf } from './record.ts';
import { restJson } from './reply.ts';
import { issue } from './sts.ts';
import { sessionOf } from './world.ts';

export const portalOperations: Readonly<Record<string, Handler>> = {
  GetRoleCredentials: (call) => {
    const { world } = call.services;
    const session = world.portalTokens.get(call.request.headers['x-amz-sso_bearer_token'] ?? '');
    if (session === undefined) throw failure('sso', 'unknownKey');
    const { role_name: role, account_id: account } = call.input;
    const known = world.accounts.get(wordOf(account));
    if (!known || typeof role !== 'string') throw failure('sso', 'denied');
    const key = issue(call, sessionOf(known.id, known.partition, role, session), 3600);
    const { id: accessKeyId, secret: secretAccessKey, token: sessionToken, expires: expiration } = key;
    return restJson({ roleCredentials: { accessKeyId, secretAccessKey, sessionToken, expiration } });
  },
};
