// Pulumi's names of types, and which type of Terraform or CloudFormation each is.
import { cfnTypeNamed } from '../../resource/typeNames.ts';
import { typeKnowledge } from '../../resource/types.ts';

/** The parts of `aws:s3/bucket:Bucket`; the module without what stands behind its slash. */
export interface Token {
  readonly package: string;
  readonly module: string;
  readonly name: string;
}

/** Modules whose types have another beginning in Terraform. */
const PREFIXES: Readonly<Record<string, readonly string[]>> = {
  rds: ['db', 'rds'],
  apigateway: ['api_gateway'],
  alb: ['lb'],
  applicationloadbalancing: ['lb'],
  cfg: ['config'],
  ec2transitgateway: ['ec2_transit_gateway'],
  ec2clientvpn: ['ec2_client_vpn'],
};

/** Types whose names follow no rule. */
const TYPES: Readonly<Record<string, string>> = {
  's3:BucketObject': 'aws_s3_object',
  'lb:LoadBalancer': 'aws_lb',
  'alb:LoadBalancer': 'aws_lb',
  'elb:LoadBalancer': 'aws_elb',
  'cloudtrail:Trail': 'aws_cloudtrail',
  'codepipeline:Pipeline': 'aws_codepipeline',
  'cfg:Rule': 'aws_config_config_rule',
  'ec2transitgateway:TransitGateway': 'aws_ec2_transit_gateway',
  'ec2:NetworkAclRule': 'aws_network_acl_rule',
};

/** Reads a token in any of its spellings; undefined for what is none. */
export function parseToken(text: string): Token | undefined {
  const parts = text.split(':');
  const [head = '', module = '', name = module] = parts;
  if (parts.length < 2 || parts.length > 3 || !/^[\w-]+$/.test(head) || !/^[A-Za-z]\w*$/.test(name)) return undefined;
  return { package: head, module: parts.length === 2 ? 'index' : (module.split('/')[0] ?? ''), name };
}

/** The class `@pulumi/aws.s3.Bucket` of a program, in TypeScript or Python, as a token. */
export function tokenOfClass(callee: string): Token | undefined {
  const [, head, module, name] = /^@pulumi\/([\w-]+)\.(?:(\w+?)_?\.)?([A-Z]\w*)$/.exec(callee) ?? [];
  if (head === undefined || name === undefined || head === 'pulumi' || /Args$|^Provider$/.test(name)) return undefined;
  return { package: head, module: module ?? 'index', name };
}

/** `aws:s3:Bucket` */
export function tokenText({ package: head, module, name }: Token): string {
  return module === 'index' ? `${head}:${name}` : `${head}:${module}:${name}`;
}

/** Whether two tokens mean the same type; a version in the name (`BucketV2`) does not count. */
export function sameToken(a: Token, b: Token): boolean {
  const module = ({ module: of }: Token): string => of.toLowerCase();
  return a.package === b.package && module(a) === module(b) && unversioned(a.name) === unversioned(b.name);
}

/** `aws_s3_bucket` of `aws:s3/bucketV2:BucketV2`, `AWS::S3::Bucket` of `aws-native:s3:Bucket`; undefined for what is not AWS's. */
export function typeOfToken(token: Token): string | undefined {
  if (token.package === 'aws-native') return cfnTypeNamed(token.module, token.name) ?? `AWS::${upperFirst(token.module)}::${token.name}`;
  if (token.package !== 'aws' || token.module === 'index') return undefined;
  const name = unversioned(token.name);
  const special = TYPES[`${token.module}:${name}`];
  if (special !== undefined) return special;
  const prefixes = PREFIXES[token.module] ?? [token.module.toLowerCase()];
  const candidates = [...prefixes.map((prefix) => `aws_${prefix}_${snake(name)}`), `aws_${snake(name)}`];
  return candidates.find((type) => typeKnowledge(type)?.guessed === false) ?? candidates[0];
}

/** `bucketPrefix` → `bucket_prefix`, for each part of a dotted path. */
export function snake(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}

function unversioned(name: string): string {
  return name.replace(/[Vv]\d$/, '');
}

function upperFirst(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}
