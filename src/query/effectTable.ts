// Events whose names tell more than the verb's rule: what they do to which attribute. Adding one is one line here and one test.
import { flatten, isObject, listOf, member, plain, textMember } from './parameters.ts';
import { ruleEffects } from './securityRules.ts';
import { tagEffects, untagEffects } from './tags.ts';
import type { Effect } from './effect.ts';
import type { JsonObject, JsonValue } from '../event/event.ts';

/** From the call's parameters and its answer to its effects. */
type Reading = (request: JsonObject, response: JsonObject | undefined) => Effect[];

export interface EffectRule {
  /** The attribute, or the root of the attributes, that it acts on; absent when it may be any. */
  readonly root?: string;
  readonly effects: Reading;
}

const set = (path: string, value: JsonValue | undefined): Effect[] =>
  value === undefined || value === null ? [] : [{ do: 'set', path, value: plain(value) }];

const rule = (root: string, effects: Reading): EffectRule => ({ root, effects });

/** One parameter becomes the attribute, whole. */
const whole = (path: string, ...names: string[]): EffectRule => rule(path, (request) => set(path, member(request, ...names)));
const constant = (path: string, value: JsonValue): EffectRule => rule(path, () => set(path, value));
const unset = (path: string): EffectRule => rule(path, () => [{ do: 'unset', path }]);
const joins = (path: string, ...names: string[]): EffectRule =>
  rule(path, (request) => named(request, names).map((value) => ({ do: 'add', path, value })));
const leaves = (path: string, ...names: string[]): EffectRule =>
  rule(path, (request) => named(request, names).map((value) => ({ do: 'remove', path, value })));
/** `policies.<policyName>` = the document. */
const keyed = (path: string, key: string, ...names: string[]): EffectRule =>
  rule(path, (request) => set(`${path}.${textMember(request, key)}`, member(request, ...names)));
const unkeyed = (path: string, key: string): EffectRule =>
  rule(path, (request) => [{ do: 'unset', path: `${path}.${textMember(request, key)}` }]);
/** The parameter's members under another path, replacing what was under it. */
const under = (path: string, ...names: string[]): EffectRule => rule(path, (request) => replaced(path, [member(request, ...names) ?? {}]));

function replaced(path: string, values: readonly JsonValue[]): Effect[] {
  const attributes = values.flatMap((value) => flatten(value, path));
  return [{ do: 'replace', path }, ...attributes.map(([at, value]): Effect => ({ do: 'set', path: at, value }))];
}

function named(request: JsonObject, names: readonly string[]): JsonValue[] {
  return listOf(member(request, ...names)).map((one) =>
    isObject(one) ? (Object.values(one).find((value) => typeof value === 'string') ?? one) : one,
  );
}

/** All parameters but some, as the answer to "which permission was given". */
const permission = rule('permissions', (request) => {
  const { functionName, statementId, ...given } = request;
  void functionName;
  return set(`permissions.${typeof statementId === 'string' ? statementId : ''}`, given);
});

const code: Reading = (request, response) => {
  const { functionName, publish, ...given } = request;
  void publish;
  void functionName;
  return [
    ...flatten(given, 'code').map(([path, value]): Effect => ({ do: 'set', path, value })),
    ...set('codeSha256', response === undefined ? undefined : member(response, 'codeSha256')),
  ];
};

/** `ModifyInstanceAttribute` and its kin say `attribute` and `value`, or name the attribute itself. */
const namedAttribute: Reading = (request) => {
  const { attribute, value, ...rest } = request;
  if (typeof attribute === 'string' && value !== undefined) return set(attribute, value);
  return flatten(rest).map(([path, one]): Effect => ({ do: 'set', path, value: one }));
};

/** The table. Names without dates: see `operationOf`. */
export const effectTable: Readonly<Record<string, EffectRule>> = {
  AuthorizeSecurityGroupIngress: rule('ingress', (request, response) => ruleEffects('ingress', true, request, response)),
  AuthorizeSecurityGroupEgress: rule('egress', (request, response) => ruleEffects('egress', true, request, response)),
  RevokeSecurityGroupIngress: rule('ingress', (request, response) => ruleEffects('ingress', false, request, response)),
  RevokeSecurityGroupEgress: rule('egress', (request, response) => ruleEffects('egress', false, request, response)),
  ModifyInstanceAttribute: { effects: namedAttribute },
  ModifyImageAttribute: { effects: namedAttribute },
  ModifySnapshotAttribute: { effects: namedAttribute },

  CreateTags: rule('tags', tagEffects),
  DeleteTags: rule('tags', untagEffects),
  PutBucketTagging: rule('tags', (request) => [{ do: 'replace', path: 'tags' }, ...tagEffects(request)]),
  DeleteBucketTagging: unset('tags'),

  AttachRolePolicy: joins('attachedPolicies', 'policyArn'),
  AttachUserPolicy: joins('attachedPolicies', 'policyArn'),
  AttachGroupPolicy: joins('attachedPolicies', 'policyArn'),
  DetachRolePolicy: leaves('attachedPolicies', 'policyArn'),
  DetachUserPolicy: leaves('attachedPolicies', 'policyArn'),
  DetachGroupPolicy: leaves('attachedPolicies', 'policyArn'),
  PutRolePolicy: keyed('policies', 'policyName', 'policyDocument'),
  PutUserPolicy: keyed('policies', 'policyName', 'policyDocument'),
  PutGroupPolicy: keyed('policies', 'policyName', 'policyDocument'),
  DeleteRolePolicy: unkeyed('policies', 'policyName'),
  DeleteUserPolicy: unkeyed('policies', 'policyName'),
  DeleteGroupPolicy: unkeyed('policies', 'policyName'),
  UpdateAssumeRolePolicy: whole('assumeRolePolicyDocument', 'policyDocument'),
  PutRolePermissionsBoundary: whole('permissionsBoundary', 'permissionsBoundary'),
  PutUserPermissionsBoundary: whole('permissionsBoundary', 'permissionsBoundary'),
  DeleteRolePermissionsBoundary: unset('permissionsBoundary'),
  DeleteUserPermissionsBoundary: unset('permissionsBoundary'),
  CreateLoginProfile: constant('loginProfile', true),
  DeleteLoginProfile: unset('loginProfile'),
  CreateAccessKey: rule('accessKeys', (_request, response) =>
    named(accessKeyOf(response), ['accessKeyId']).map((value) => ({ do: 'add', path: 'accessKeys', value })),
  ),
  DeleteAccessKey: leaves('accessKeys', 'accessKeyId'),
  UpdateAccessKey: keyed('accessKeyStatus', 'accessKeyId', 'status'),

  CreateBucket: {
    effects: (request) => [
      ...set('acl', member(request, 'x-amz-acl')),
      ...flatten(member(request, 'CreateBucketConfiguration') ?? {}).map(([path, value]): Effect => ({ do: 'set', path, value })),
      ...tagEffects(request),
    ],
  },
  PutBucketPolicy: whole('policy', 'bucketPolicy'),
  PutBucketAcl: rule('acl', (request) => [
    ...set('acl', member(request, 'x-amz-acl')),
    ...set('acl', member(request, 'AccessControlPolicy')),
  ]),
  PutPublicAccessBlock: under('publicAccessBlock', 'PublicAccessBlockConfiguration'),
  DeletePublicAccessBlock: unset('publicAccessBlock'),

  AddPermission: permission,
  RemovePermission: unkeyed('permissions', 'statementId'),
  UpdateFunctionCode: { effects: code },
  PutFunctionConcurrency: whole('reservedConcurrentExecutions', 'reservedConcurrentExecutions'),
  DeleteFunctionConcurrency: unset('reservedConcurrentExecutions'),

  StartLogging: constant('logging', true),
  StopLogging: constant('logging', false),
  PutKeyPolicy: whole('policy', 'policy'),
  PutRetentionPolicy: whole('retentionInDays', 'retentionInDays'),
  DeleteRetentionPolicy: unset('retentionInDays'),
};

function accessKeyOf(response: JsonObject | undefined): JsonObject {
  const key = response?.['accessKey'];
  return isObject(key) ? key : {};
}

/** S3 names its calls `PutBucket<What>` and holds the configuration in the one object among their parameters. */
export function bucketRule(operation: string): EffectRule | undefined {
  const [, verb, what = ''] = /^(Put|Delete)Bucket([A-Z]\w*)$/.exec(operation) ?? [];
  if (verb === undefined) return undefined;
  const path = what.charAt(0).toLowerCase() + what.slice(1);
  if (verb === 'Delete') return unset(path);
  return rule(path, (request) => replaced(path, Object.values(request).filter(isObject)));
}
