// Under which of a resource's names CloudTrail's index may have it: LookupEvents matches ResourceName exactly, and services differ in
// whether they give a name, an id or an ARN.
import { parseArn } from './arn.ts';
import { serviceOf } from './cfnType.ts';
import type { ResourceIdentity } from './identity.ts';
import { generatedType } from './knowledge.ts';
import { nameSetOf } from './nameSet.ts';
import { opaqueId } from './opaqueId.ts';
import { typeKnowledge } from './types.ts';

/** The shape of a name, as what was learned of it is kept. `path`: a name with a prefix of its service (`/hostedzone/Z…`, `alias/…`). */
export type NameForm = 'id' | 'name' | 'arn' | 'url' | 'path';

/** A value to look up. */
export interface LookupForm {
  readonly form: NameForm;
  readonly value: string;
}

/**
 * Per type the forms to try, best first, and how its ARN is made of its name. Order: AWS's examples and public answers where there are any,
 * else the form that most of the service's own records use. `{r}` Region, `{a}` account, `{n}` name or id; the partition comes in front.
 */
// prettier-ignore
const FORMS: Readonly<Record<string, readonly [forms: string, arn?: string]>> = {
  'AWS::EC2::Instance': ['id arn', 'ec2:{r}:{a}:instance/{n}'],
  'AWS::EC2::VPC': ['id arn', 'ec2:{r}:{a}:vpc/{n}'],
  'AWS::EC2::Subnet': ['id arn', 'ec2:{r}:{a}:subnet/{n}'],
  'AWS::EC2::NetworkInterface': ['id arn', 'ec2:{r}:{a}:network-interface/{n}'],
  'AWS::EC2::Volume': ['id arn', 'ec2:{r}:{a}:volume/{n}'],
  'AWS::EC2::LaunchTemplate': ['id name arn', 'ec2:{r}:{a}:launch-template/{n}'],
  'AWS::EC2::SecurityGroup': ['id name arn', 'ec2:{r}:{a}:security-group/{n}'],
  'AWS::EC2::KeyPair': ['name id arn', 'ec2:{r}:{a}:key-pair/{n}'],
  'AWS::IAM::Role': ['name arn', 'iam::{a}:role/{n}'],
  'AWS::IAM::User': ['name arn', 'iam::{a}:user/{n}'],
  'AWS::IAM::Group': ['name arn', 'iam::{a}:group/{n}'],
  'AWS::IAM::ManagedPolicy': ['arn name', 'iam::{a}:policy/{n}'],
  'AWS::IAM::InstanceProfile': ['name arn', 'iam::{a}:instance-profile/{n}'],
  'AWS::EKS::Cluster': ['name arn', 'eks:{r}:{a}:cluster/{n}'],
  'AWS::Lambda::Function': ['name arn', 'lambda:{r}:{a}:function:{n}'],
  'AWS::SecretsManager::Secret': ['arn name'],
  'AWS::S3::Bucket': ['name arn', 's3:::{n}'],
  'AWS::CloudTrail::Trail': ['arn name', 'cloudtrail:{r}:{a}:trail/{n}'],
  'AWS::KMS::Key': ['arn id path', 'kms:{r}:{a}:key/{n}'],
  'AWS::RDS::DBInstance': ['name arn', 'rds:{r}:{a}:db:{n}'],
  'AWS::RDS::DBCluster': ['name arn', 'rds:{r}:{a}:cluster:{n}'],
  'AWS::DynamoDB::Table': ['name arn', 'dynamodb:{r}:{a}:table/{n}'],
  'AWS::ECR::Repository': ['name arn', 'ecr:{r}:{a}:repository/{n}'],
  'AWS::Logs::LogGroup': ['name arn', 'logs:{r}:{a}:log-group:{n}'],
  'AWS::CloudWatch::Alarm': ['name arn', 'cloudwatch:{r}:{a}:alarm:{n}'],
  'AWS::SSM::Parameter': ['name arn', 'ssm:{r}:{a}:parameter/{n}'],
  'AWS::Events::Rule': ['name arn', 'events:{r}:{a}:rule/{n}'],
  'AWS::AutoScaling::AutoScalingGroup': ['name arn'],
  'AWS::CloudFormation::Stack': ['name arn'],
  'AWS::SNS::Topic': ['arn name', 'sns:{r}:{a}:{n}'],
  'AWS::StepFunctions::StateMachine': ['arn name', 'states:{r}:{a}:stateMachine:{n}'],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ['arn name'],
  'AWS::ElasticLoadBalancingV2::TargetGroup': ['arn name'],
  'AWS::CertificateManager::Certificate': ['arn id', 'acm:{r}:{a}:certificate/{n}'],
  'AWS::SQS::Queue': ['url arn name', 'sqs:{r}:{a}:{n}'],
  'AWS::ECS::Cluster': ['name arn', 'ecs:{r}:{a}:cluster/{n}'],
  'AWS::ECS::Service': ['name arn'],
  'AWS::Kinesis::Stream': ['name arn', 'kinesis:{r}:{a}:stream/{n}'],
  'AWS::Route53::HostedZone': ['id path arn', 'route53:::hostedzone/{n}'],
  'AWS::CloudFront::Distribution': ['id arn', 'cloudfront::{a}:distribution/{n}'],
  'AWS::ApiGateway::RestApi': ['id arn name', 'apigateway:{r}::/restapis/{n}'],
};
const USUAL = ['name', 'id', 'arn', 'url', 'path'];
/** A resource of a type without a row is asked by so many values at most: each costs a call. */
const MOST = 4;

/**
 * The values to ask for, best first: those the identity has, and those that follow from them with its account and Region (an ARN from a
 * name, a queue's URL). None for names that are only patterns.
 */
export function lookupForms(identity: ResourceIdentity, place: { partition: string; account: string; region: string }): LookupForm[] {
  const type = identity.resourceType ?? typeKnowledge(identity.iacType ?? '')?.cfnType ?? '';
  const [order, template] = FORMS[type] ?? [undefined, generatedType(type)?.arnTemplate];
  const held = [...nameSetOf(identity).names.values()].filter(({ text }) => mayBeIndexed(text));
  const known = held.map(({ text }): LookupForm => ({ form: formOf(text, type), value: text }));
  const id = known.find(({ form }) => form === 'id')?.value;
  const bare = template?.includes('{i}')
    ? (id ?? held.find(({ text, from }) => from.kind === 'id' && from.value === text)?.text)
    : (id ?? known.find(({ form }) => form === 'name')?.value);
  const made = [
    ...(template !== undefined && bare !== undefined && !known.some(({ form }) => form === 'arn') ? [arnOf(template, bare, place)] : []),
    ...(type === 'AWS::SQS::Queue' ? queueUrls(known, place) : []),
  ];
  const wanted = order?.split(' ') ?? USUAL;
  const rank = ({ form }: LookupForm): number => wanted.indexOf(form);
  const all = [...known, ...made.map((value): LookupForm => ({ form: formOf(value, type), value }))].filter((one) => rank(one) >= 0);
  const sorted = all.sort((a, b) => rank(a) - rank(b) || b.value.length - a.value.length);
  return sorted.filter(({ value }, i) => sorted.findIndex((one) => one.value === value) === i).slice(0, MOST);
}

/** Patterns are matched nowhere; addresses, access keys and ids of events name no resource. */
const mayBeIndexed = (text: string): boolean =>
  text.length >= 2 && !text.includes('*') && !/^\d{1,3}(\.\d{1,3}){3}$|^[0-9a-f]*:[0-9a-f:]+$|^A[KS]IA[A-Z0-9]{12,}$/i.test(text);

/** Types whose ids look like names. */
const idTypes = new Set(['AWS::Route53::HostedZone', 'AWS::CloudFront::Distribution', 'AWS::ApiGateway::RestApi']);

function formOf(value: string, type: string): NameForm {
  if (value.startsWith('arn:')) return 'arn';
  if (/^https?:\/\//.test(value)) return 'url';
  if (/^\/?(hostedzone|alias|distribution|restapis)\//.test(value)) return 'path';
  return opaqueId(value) || idTypes.has(type) ? 'id' : 'name';
}

function arnOf(
  template: string,
  name: string,
  { partition, account, region }: { partition: string; account: string; region: string },
): string {
  const made = template
    .replace('{r}', region)
    .replace('{a}', account)
    .replace(/\{[ni]\}/, () => name);
  // A parameter's name may begin with the slash that the ARN has anyway.
  return `arn:${partition}:${made.replace('parameter//', 'parameter/')}`;
}

/** A queue's URL from its name. SQS developer guide, "Queue and message identifiers". */
function queueUrls(known: readonly LookupForm[], place: { partition: string; account: string; region: string }): string[] {
  if (known.some(({ form }) => form === 'url')) return [];
  const name = known.find(({ form }) => form === 'name')?.value;
  const domain = place.partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
  return name === undefined ? [] : [`https://sqs.${place.region}.${domain}/${place.account}/${name}`];
}

/** Where a partition's global services record their events: the Region that leads it. CloudTrail user guide, "Global service events". */
export const leadingRegion = (partition: string): string =>
  partition === 'aws-cn' ? 'cn-north-1' : partition === 'aws-us-gov' ? 'us-gov-west-1' : 'us-east-1';

/** Account and Region in which the identity's events are recorded, as far as its values tell. */
export function recordedIn(identity: ResourceIdentity, partition: string): { account?: string; region?: string } {
  const set = nameSetOf(identity);
  const arn = identity.values.map(({ value }) => parseArn(value)).find((one) => one !== undefined);
  const service = set.service || serviceOf(arn?.service ?? '');
  // S3 is no global service here: a bucket's calls are recorded in the bucket's own Region.
  const isGlobal = set.global && service !== 's3';
  const region = isGlobal ? leadingRegion(partition) : set.region;
  return {
    ...(set.account === '' ? {} : { account: set.account }),
    ...(region === '' ? {} : { region }),
  };
}
