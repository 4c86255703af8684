// Which resource an event is about, where the names of its parameters alone would mislead. Adding a service is one line and one test.

/** Per service (as in `eventSource` before the dot): which event names → what they are about, best first (see `stemOf`). */
const subjects: ReadonlyMap<string, readonly (readonly [events: RegExp, ...stems: readonly string[]])[]> = new Map([
  [
    'ec2',
    [
      [/^(Create|Delete|Describe)Tags$/, 'resource'],
      [/IamInstanceProfile/, 'instance'],
      [/Address(es)?$/, 'allocation'],
    ],
  ],
  ['s3', [[/./, 'bucket']]],
  [
    'iam',
    [
      [/InstanceProfile/, 'instanceprofile'],
      [/Role(Polic|Permission)/, 'role'],
      [
        /User(Polic|Permission)|AccessKey|LoginProfile|MFADevice|SSHPublicKey|ServiceSpecificCredential|SigningCertificate|GroupsForUser/,
        'user',
      ],
      [/Group(Polic)/, 'group'],
    ],
  ],
  [
    'lambda',
    [
      [/Layer/, 'layer'],
      [/./, 'function'],
    ],
  ],
  ['rds', [[/^(Add|Remove)Role/, 'dbcluster', 'dbinstance']]],
  ['dynamodb', [[/./, 'table']]],
  [
    'kms',
    [
      [/Alias/, 'alias'],
      [/./, 'key'],
    ],
  ],
  [
    'sns',
    [
      [/^Unsubscribe$/, 'subscription'],
      [/./, 'topic'],
    ],
  ],
  ['sqs', [[/./, 'queue']]],
  ['secretsmanager', [[/./, 'secret']]],
  ['ssm', [[/^(SendCommand|StartSession|TerminateSession)/, 'instance', 'target', 'document']]],
  [
    'cloudformation',
    [
      [/StackSet|StackInstances/, 'stackset'],
      [/./, 'stack'],
    ],
  ],
  [
    'elasticloadbalancing',
    [
      [/Targets?$|TargetHealth/, 'targetgroup'],
      [/Instances(With|From)LoadBalancer/, 'loadbalancer'],
    ],
  ],
  ['route53', [[/ResourceRecordSet|VPCAssociation|HostedZone/, 'hostedzone']]],
  ['cloudfront', [[/Invalidation/, 'distribution']]],
  ['logs', [[/./, 'loggroup']]],
  ['events', [[/Targets/, 'rule']]],
  ['apigateway', [[/./, 'restapi', 'api']]],
  ['ecr', [[/./, 'repository']]],
  ['states', [[/^Start(Sync)?Execution$|^ListExecutions$/, 'statemachine']]],
  ['cloudtrail', [[/Logging|Selectors|EventConfiguration/, 'trail']]],
  [
    'autoscaling',
    [
      [/LaunchConfiguration/, 'launchconfiguration'],
      [/./, 'autoscalinggroup'],
    ],
  ],
]);

/** What an event is about by rule, best first; empty where the names of its parameters tell. */
export function subjectsOf(service: string, eventName: string): readonly string[] {
  const rule = subjects.get(service)?.find(([events]) => events.test(eventName));
  return rule === undefined ? [] : rule.filter((part): part is string => typeof part === 'string');
}

/** Members that name a resource without a suffix that says so. */
const bareKeys: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['ecs', new Set(['cluster', 'service', 'taskdefinition', 'task', 'containerinstance', 'family'])],
  ['events', new Set(['rule'])],
  ['ssm', new Set(['target'])],
  ['iam', new Set(['serialnumber'])],
  ['lambda', new Set(['resource', 'uuid'])],
  ['resourcegroups', new Set(['group'])],
]);

/** Whether a member of a service's call names a resource although its name has no suffix. `key` in lower case. */
export function isBareKey(service: string, key: string): boolean {
  return bareKeys.get(service)?.has(key) ?? false;
}

/** Members whose names look like a resource's, and whose values are none. Lower case. */
// prettier-ignore
const noNames = new Set([
  'requestid', 'xamznrequestid', 'clientid', 'clienttoken', 'metricname', 'rootdevicename', 'devicename', 'templateurl', 'eventname', 'hostname',
  'versionid', 'policyversionid', 'defaultversionid', 'revisionid', 'ownerid', 'groupownerid', 'imageownerid', 'registryid', 'regionname', 'regionnames',
  'availabilityzonename', 'availabilityzoneid', 'availabilityzoneids', 'zonename', 'zoneid', 'attributename', 'attributenames', 'tagname', 'displayname',
  'rolesessionname', 'sessionname', 'reservationid', 'dbname', 'databasename', 'columnname', 'schemaname', 'filename', 'handlername', 'providername',
  'callerid', 'principalid', 'accesskeyid', 'masterusername', 'fullname', 'firstname', 'lastname', 'dnsname', 'dnsnames', 'privatednsname',
  'publicdnsname', 'servicename', 'awsservicename', 'statementid', 'sid', 'enginename', 'contextid', 'externalid', 'subjectid', 'identityid', 'kmsgrantid',
  'grantid', 'filtername', 'policyname', 'eventid', 'commandid', 'messageid', 'receiptid', 'uploadid', 'transactionid', 'etagid', 'locationname', 'currencyid',
  'productid', 'productids', 'recordname', 'attachmentid', 'associationid', 'invalidationid', 'statusid', 'accountid', 'accountids', 'assumedroleid', 'ipownerid',
  'vpcownerid', 'requesterid', 'hostid', 'xamzid2', 'traceid', 'spanid', 'sourceversionid', 'serviceid', 'operationid', 'executionname', 'launchtemplateversionid',
  'nexttokenid', 'website', 'imageurl', 'url', 'sourceurl', 'issuerurl', 'callbackurl', 'callbackurls', 'logouturls', 'endpointurl', 'taskid',
]);

/** Calls in which a member that usually names nothing does: CreatePolicy's `policyName`. */
const namesHere: readonly (readonly [service: string, events: RegExp, keys: RegExp])[] = [
  ['iam', /^(Create|Get|Delete|Tag|Untag|List)Polic(y|ies)$/, /^policyname$/],
  ['iam', /AccessKey/, /^accesskeyid$/],
  ['organizations', /./, /^(accountid|accountids|policyname)$/],
  ['ecs', /./, /^servicename$/],
  ['apprunner', /./, /^servicename$/],
  ['servicediscovery', /./, /^service(name|id)$/],
  ['logs', /^(Put|Delete)(Metric|Subscription)Filter$/, /^filtername$/],
  ['glue', /./, /^databasename$/],
  ['vpc-lattice', /./, /^servicename$/],
];

/** Whether a member's value never names a resource in this call. `key` in lower case. */
export function isNoName(service: string, eventName: string, key: string): boolean {
  return noNames.has(key) && !namesHere.some(([of, events, keys]) => of === service && events.test(eventName) && keys.test(key));
}

/** Verbs that bring something into being. */
const creating = new Set([
  'Create',
  'Run',
  'Allocate',
  'Register',
  'Import',
  'Copy',
  'Restore',
  'Request',
  'Launch',
  'Publish',
  'Put',
  'Provision',
  'Upload',
  'Purchase',
  'Clone',
]);

/** Whether an event's verb brings something into being (or replaces it: `PutRule`). */
export function isCreating(verb: string): boolean {
  return creating.has(verb);
}

/** Verbs after which the first parameter is no target: of a failed RunInstances the image is not what it is about. */
export function isOnlyCreating(verb: string): boolean {
  return creating.has(verb) && !/^(Put|Publish|Register|Upload)$/.test(verb);
}
