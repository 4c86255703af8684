// A few words of what was done: "tcp 22 from 0.0.0.0/0", "policy ReadOnlyAccess". What the record says, cut short; hostile text, unescaped.
import { arnTail } from '../resource/arn.ts';
import { serviceOf } from '../resource/cfnType.ts';
import type { CloudTrailEvent, JsonObject, JsonValue } from './event.ts';
import { asObject, asText, field, isList, isObject, isTelling, listIn, objectField, textField } from './fields.ts';
import { isMasked, isSecretPath } from './secrets.ts';
import { touchesOf } from './touched.ts';
import { securityRules } from './whatRules.ts';
import { tagsIn } from './whatTags.ts';

const MAX_LENGTH = 120;

/** A few words of what was done, at most 120 characters; '' when the record tells no more than the event's name. */
export function whatOf(event: CloudTrailEvent): string {
  const words =
    event.category === 'Insight' ? insight(event.record) : event.category === 'Aggregated' ? aggregate(event.record) : said(event);
  return cut(words, MAX_LENGTH);
}

type Teller = (request: JsonObject, event: CloudTrailEvent) => string;

const named =
  (label: string, key: string): Teller =>
  (request) => {
    const value = textField(request, key);
    return value === '' ? '' : `${label} ${arnTail(value)}`.trim();
  };

/** First whose pattern fits `service:EventName`. Adding one is a line here and one in the test. */
const tellers: readonly (readonly [events: RegExp, tell: Teller])[] = [
  [/^ec2:(Authorize|Revoke|Modify|Update)SecurityGroup/, (request, event) => securityRules(request, event.eventName)],
  [/^ec2:RunInstances$/, (request) => instances(request)],
  [/:(Create|Delete)?Tags$|:(Tag|Untag)[A-Z]\w*|:AddTags\w*|:RemoveTags\w*|:Put(Bucket|Object)Tagging$/, (request) => tagsIn(request)],
  [/^iam:(Attach|Detach)(Role|User|Group)Policy$/, named('policy', 'policyArn')],
  [/^iam:(Put|Delete)(Role|User|Group)Policy$/, named('inline policy', 'policyName')],
  [/^iam:UpdateAssumeRolePolicy$/, () => 'trust policy'],
  [/^iam:(Put|Delete)\w+PermissionsBoundary$/, named('permissions boundary', 'permissionsBoundary')],
  [/^iam:(AddUserTo|RemoveUserFrom)Group$/, named('group', 'groupName')],
  [/^iam:(AddRoleTo|RemoveRoleFrom)InstanceProfile$/, named('role', 'roleName')],
  [/^iam:\w*AccessKey$/, (request, event) => accessKey(request, event)],
  [/^s3:PutBucketVersioning$/, (request) => status('versioning', request, 'VersioningConfiguration')],
  [/^s3:PutBucketPolicy$/, (request) => (isOpen(request) ? 'policy open to everyone' : 'policy')],
  [/^s3:Put(Bucket|Account)?PublicAccessBlock$/, (request) => publicAccess(request)],
  [/^s3:PutBucketEncryption$/, (request) => encryption(request)],
  [/^s3:Put(Bucket|Object)Acl$/, (request) => acl(request)],
  [/^s3:\w*Object\w*$/, named('', 'key')],
  [/^sts:AssumeRole/, named('session', 'roleSessionName')],
  [/^signin:/, (_, event) => signIn(event)],
  [/^kms:ScheduleKeyDeletion$/, (request) => counted(request, 'pendingWindowInDays', 'in', 'days')],
  [
    /^secretsmanager:DeleteSecret$/,
    (request) =>
      field(request, 'forceDeleteWithoutRecovery') === true
        ? 'at once, without recovery'
        : counted(request, 'recoveryWindowInDays', 'in', 'days'),
  ],
  [/^route53:ChangeResourceRecordSets$/, (request) => records(request)],
  [/^cloudformation:\w*ChangeSet$/, named('change set', 'changeSetName')],
  [/^lambda:(Add|Remove)(LayerVersion)?Permission/, (request) => permission(request)],
  [/^s(n|q)s:Set\w+Attributes$/, (request) => attributes(request)],
  [/^ssm:(SendCommand|StartSession|StartAutomationExecution)$/, named('document', 'documentName')],
  [/^logs:PutRetentionPolicy$/, (request) => counted(request, 'retentionInDays', 'keep', 'days')],
];

function said(event: CloudTrailEvent): string {
  const request = objectField(event.record, 'requestParameters') ?? {};
  const key = `${serviceOf(event.eventSource)}:${event.eventName}`;
  const teller = tellers.find(([events]) => events.test(key));
  return (teller?.[1](request, event) ?? '') || (event.outcome === 'read' ? '' : parameters(request, event));
}

/** What no rule tells: the first parameters that are not the target's own names. */
function parameters(request: JsonObject, event: CloudTrailEvent): string {
  const names = new Set(
    touchesOf(event)
      .filter((touch) => touch.role === 'target')
      .flatMap((touch) => touch.values),
  );
  const words: string[] = [];
  for (const [key, value] of Object.entries(unwrapped(request))) {
    if (/token|^host$|^_?(x-|xmlns)|callerreference|^dryrun$|^force$/i.test(key) || (typeof value === 'string' && names.has(value)))
      continue;
    const shown = shortValue(key, value);
    if (shown !== undefined) words.push(shown);
    if (words.length === 3) break;
  }
  return words.join(', ');
}

/** EC2 puts the parameters of newer calls into an object of its own: `CreateNatGatewayRequest`. */
function unwrapped(request: JsonObject): JsonObject {
  const [only, ...more] = Object.entries(request);
  return only !== undefined && more.length === 0 && only[0].endsWith('Request') && isObject(only[1]) ? only[1] : request;
}

function shortValue(key: string, value: JsonValue): string | undefined {
  if (typeof value === 'string') {
    if (isMasked(value) || /^\s*[{[]/.test(value) || isSecretPath(key, value)) return key;
    return isTelling(value) ? `${key}=${cut(arnTail(value), 40)}` : undefined;
  }
  if (value === null) return undefined;
  if (typeof value !== 'object') return `${key}=${value}`;
  return Object.keys(value).length === 0 ? undefined : key;
}

function instances(request: JsonObject): string {
  const type = textField(request, 'instanceType');
  const count = asText(field(asObject(listIn(field(request, 'instancesSet'))[0]), 'maxCount'));
  return [count === '' ? '' : `${count} ×`, type].filter((part) => part !== '').join(' ');
}

function accessKey(request: JsonObject, event: CloudTrailEvent): string {
  const made = objectField(objectField(event.record, 'responseElements'), 'accessKey');
  const id = textField(request, 'accessKeyId') || textField(made, 'accessKeyId');
  return [id === '' ? '' : `key ${id}`, textField(request, 'status')].filter((part) => part !== '').join(' ');
}

function status(label: string, request: JsonObject, key: string): string {
  const value = textField(objectField(request, key), 'Status');
  return value === '' ? label : `${label} ${value}`;
}

function publicAccess(request: JsonObject): string {
  const settings = Object.entries(objectField(request, 'PublicAccessBlockConfiguration') ?? {});
  const off = settings.filter(([, value]) => value === false || value === 'false').map(([key]) => key);
  if (settings.length === 0) return '';
  return off.length === 0 ? 'all public access blocked' : `off: ${off.join(', ')}`;
}

function encryption(request: JsonObject): string {
  const rules = field(objectField(request, 'ServerSideEncryptionConfiguration'), 'Rule');
  const rule = objectField(asObject(isList(rules) ? rules[0] : rules), 'ApplyServerSideEncryptionByDefault');
  const key = textField(rule, 'KMSMasterKeyID');
  return [textField(rule, 'SSEAlgorithm'), key === '' ? '' : arnTail(key)].filter((part) => part !== '').join(' ');
}

function acl(request: JsonObject): string {
  const canned = field(request, 'x-amz-acl');
  const text = asText(isList(canned) ? canned[0] : canned);
  return text === '' ? 'access control list' : `ACL ${text}`;
}

function isOpen(request: JsonObject): boolean {
  const statements = field(objectField(request, 'bucketPolicy'), 'Statement');
  return (isList(statements) ? statements : [statements]).some((one) => {
    const statement = asObject(one);
    const principal = field(statement, 'Principal');
    const everyone = principal === '*' || (isObject(principal) && principal['AWS'] === '*');
    return everyone && textField(statement, 'Effect') === 'Allow' && field(statement, 'Condition') === undefined;
  });
}

function signIn(event: CloudTrailEvent): string {
  const verdict = textField(objectField(event.record, 'responseElements'), event.eventName);
  const mfa = textField(objectField(event.record, 'additionalEventData'), 'MFAUsed');
  return [verdict, mfa === 'Yes' ? 'with MFA' : mfa === 'No' ? 'without MFA' : ''].filter((part) => part !== '').join(', ');
}

function counted(request: JsonObject, key: string, before: string, after: string): string {
  const value = textField(request, key);
  return value === '' ? '' : `${before} ${value} ${after}`;
}

function records(request: JsonObject): string {
  const changes = listIn(field(objectField(request, 'changeBatch'), 'changes')).map(asObject);
  const words = changes.slice(0, 3).map((change) => {
    const set = objectField(change, 'resourceRecordSet');
    return [textField(change, 'action'), textField(set, 'name'), textField(set, 'type')].filter((part) => part !== '').join(' ');
  });
  return words.join(', ') + (changes.length > 3 ? ` and ${changes.length - 3} more` : '');
}

function permission(request: JsonObject): string {
  const principal = textField(request, 'principal');
  const action = textField(request, 'action');
  return [action, principal === '' ? textField(request, 'statementId') : `for ${principal}`].filter((part) => part !== '').join(' ');
}

function attributes(request: JsonObject): string {
  const one = textField(request, 'attributeName');
  if (one !== '') return shortValue(one, field(request, 'attributeValue') ?? '') ?? one;
  return Object.keys(objectField(request, 'attributes') ?? {}).join(', ');
}

function insight(record: JsonObject): string {
  const details = objectField(record, 'insightDetails');
  const statistics = objectField(objectField(details, 'insightContext'), 'statistics');
  const usual = field(objectField(statistics, 'baseline'), 'average');
  const seen = field(objectField(statistics, 'insight'), 'average');
  const kind = textField(details, 'insightType') === 'ApiErrorRateInsight' ? `${textField(details, 'errorCode')} errors` : 'calls';
  const rate =
    typeof seen === 'number' && typeof usual === 'number'
      ? `${rounded(seen)} ${kind} a minute, usually ${rounded(usual)}`
      : `unusual rate of ${kind}`;
  return [textField(details, 'state'), rate].filter((part) => part !== '').join(': ');
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(2)));
}

function aggregate(record: JsonObject): string {
  const dimension = objectField(objectField(record, 'summary'), 'primaryDimension');
  const counts = listIn(field(dimension, 'statistics')).map(asObject).slice(0, 3);
  return counts.map((one) => `${textField(one, 'value')} × ${arnTail(textField(one, 'name'))}`).join(', ');
}

function cut(text: string, length: number): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= length ? line : `${line.slice(0, length - 1)}…`;
}
