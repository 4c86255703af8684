// By what means a call came. Tests stand in the order in which they are tried: what AWS itself says comes before what the client says of itself.
import type { Origin } from './event.ts';

/** The fields `originOf` reads, by their names in the record. */
export interface OriginFields {
  readonly userAgent: string;
  readonly sourceIPAddress: string;
  readonly eventType: string;
  readonly eventSource: string;
  /** `sessionCredentialFromConsole` is true (as text or boolean). */
  readonly sessionCredentialFromConsole: boolean;
  /** `userIdentity.invokedBy`. */
  readonly invokedBy: string;
  /** `userIdentity.type`. */
  readonly identityType: string;
  /** `userIdentity.sessionContext.sessionIssuer.arn`. */
  readonly issuerArn: string;
  /** `userIdentity.inScopeOf.sourceArn`: the function or instance whose credentials were used. */
  readonly inScopeOf: string;
}

/** How the call came, with the evidence in words. The name is never empty. */
export function originOf(fields: OriginFields): Origin {
  return byService(fields) ?? byConsole(fields) ?? byTool(fields.userAgent) ?? otherwise(fields);
}

const CLOUDFORMATION = 'cloudformation.amazonaws.com';

/** An AWS service called: CloudFormation (for SAM, CDK, Serverless and StackSets too), or another one. */
function byService(fields: OriginFields): Origin | undefined {
  for (const name of ['invokedBy', 'sourceIPAddress', 'userAgent'] as const) {
    if (fields[name] === CLOUDFORMATION)
      return { kind: 'cloudformation', name: 'CloudFormation', evidence: `${name} is ${CLOUDFORMATION}` };
  }
  const cdk = /aws-cdk\/(\d[\w.]*)/.exec(fields.userAgent);
  if (cdk !== null) return { kind: 'cdk', name: `CDK ${cdk[1] ?? ''}`, evidence: `userAgent contains ${cdk[0]}` };
  for (const name of ['invokedBy', 'sourceIPAddress', 'userAgent'] as const) {
    const value = fields[name];
    if (/^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/.test(value) && !/^(console|signin)\b/.test(value)) {
      return { kind: 'service', name: value.replace(/\.amazonaws\.com(\.cn)?$/, ''), evidence: `${name} is ${value}` };
    }
  }
  if (fields.identityType === 'AWSService') return { kind: 'service', name: 'AWS service', evidence: 'userIdentity.type is AWSService' };
  if (/^Aws(ServiceEvent|CloudTrailInsight|AggregatedEvent)$/i.test(fields.eventType)) {
    const name = fields.eventSource.replace(/\.amazonaws\.com(\.cn)?$/, '') || 'AWS service';
    return { kind: 'service', name, evidence: `eventType is ${fields.eventType}` };
  }
  const linked = /:role\/aws-service-role\/([^/]+)\.amazonaws\.com/.exec(fields.issuerArn)?.[1];
  if (linked !== undefined) return { kind: 'service', name: linked, evidence: 'the role is linked to the service' };
  return undefined;
}

/** The web console, and CloudShell in it. */
function byConsole(fields: OriginFields): Origin | undefined {
  const { userAgent, invokedBy } = fields;
  if (/exec-env\/CloudShell/.test(userAgent))
    return { kind: 'cloudshell', name: 'CloudShell', evidence: 'userAgent contains exec-env/CloudShell' };
  const console = (evidence: string): Origin => ({ kind: 'console', name: 'console', evidence });
  if (fields.sessionCredentialFromConsole) return console('sessionCredentialFromConsole is true');
  if (/^AwsConsole(SignIn|Action)$/i.test(fields.eventType)) return console(`eventType is ${fields.eventType}`);
  if (invokedBy === 'signin.amazonaws.com') return console('invokedBy is signin.amazonaws.com');
  if (userAgent === 'AWS Internal') {
    if (/^aws internal/i.test(invokedBy)) return console('userAgent and invokedBy are AWS Internal');
    if (isAddress(fields.sourceIPAddress)) return console("userAgent is AWS Internal, and sourceIPAddress a client's");
  }
  const named =
    /^\[?(console(?:\.[a-z0-9-]+)*\.(?:amazonaws|amazon|aws)\b[a-z.]*|signin\.(?:amazonaws|aws)[a-z.]*|Mozilla\b(?:\/[\d.]+)?|S3Console\/[\d.]+|[A-Za-z0-9 ]*Console\b)/.exec(
      userAgent,
    )?.[1];
  if (named !== undefined) return console(`userAgent begins with ${named}`);
  return undefined;
}

interface Tool {
  readonly kind: Origin['kind'];
  readonly name: string;
  readonly pattern: RegExp;
}

/** First that fits. Crossplane's providers are built on Terraform's, and early Pulumi providers too, so they say both. */
const tools: readonly Tool[] = [
  { kind: 'crossplane', name: 'Crossplane', pattern: /crossplane(?:-contrib)?[\w-]*(?:\/v?([\w.-]+))?/i },
  { kind: 'pulumi', name: 'Pulumi', pattern: /(?:Pulumi-Aws|Pulumi-?Aws-?Native)\/v?([\w.-]+)/i },
  { kind: 'pulumi', name: 'Pulumi', pattern: /Pulumi\//i },
  { kind: 'terraform', name: 'OpenTofu', pattern: /OpenTofu\/v?([\w.-]+)/ },
  { kind: 'terraform', name: 'Terraform', pattern: /Terraform\/v?([\w.-]+)|terraform-provider-aws\/[\w.-]+/ },
  { kind: 'cli', name: 'AWS CLI', pattern: /aws-cli\/([\d.]+)?|AWS-CLI/ },
  { kind: 'cli', name: 'AWS Tools for PowerShell', pattern: /AWSPowerShell[\w.]*\/([\d.]+)?/ },
  { kind: 'cli', name: 'AWS command line', pattern: /Amazon CLI\/\w+ ([\d.]+)?|ec2-api-tools ?([\d.]+)?/ },
  { kind: 'sdk', name: 'boto3', pattern: /Boto3\/([\d.]+)?/i },
  { kind: 'sdk', name: 'botocore', pattern: /Botocore\/([\d.]+)?/i },
  { kind: 'sdk', name: 'AWS SDK for Go v2', pattern: /aws-sdk-go-v2\/([\d.]+)?/ },
  { kind: 'sdk', name: 'AWS SDK for Go', pattern: /aws-sdk-go\/([\d.]+)?/ },
  { kind: 'sdk', name: 'AWS SDK for JavaScript', pattern: /aws-sdk-(?:js|nodejs)\/([\d.]+)?/ },
  { kind: 'sdk', name: 'AWS SDK for .NET', pattern: /aws-sdk-dotnet[\w-]*\/([\d.]+)?/ },
  { kind: 'sdk', name: 'AWS SDK for PHP', pattern: /aws-sdk-php\d?\/([\d.]+)?/ },
  { kind: 'sdk', name: 'AWS SDK for Ruby', pattern: /aws-sdk-ruby\d?\/([\d.]+)?/ },
  { kind: 'sdk', name: 'AWS SDK for Rust', pattern: /aws-sdk-rust\/([\d.]+)?/ },
];
/** Consoles and services alike say `aws-internal` before their SDK; it is tried before the SDK's own name. */
const internal = /^\[?(?:[\w ]+, )?aws-internal(?:\/\d+)?/;
const java: Tool = { kind: 'sdk', name: 'AWS SDK for Java', pattern: /aws-sdk-java\/([\d.]+)?/ };
const anySdk = /aws-sdk-([a-z]+)(?:[\w-]*\/([\d.]+))?|aws sdk/;

function byTool(userAgent: string): Origin | undefined {
  for (const tool of tools) {
    const found = tool.pattern.exec(userAgent);
    if (found !== null) return { kind: tool.kind, name: withVersion(tool.name, found), evidence: evidenceOf(found[0], tool, userAgent) };
  }
  return undefined;
}

function otherwise({ userAgent, sourceIPAddress, inScopeOf }: OriginFields): Origin {
  if (internal.test(userAgent) || userAgent === 'AWS Internal' || sourceIPAddress === 'AWS Internal') {
    const evidence = internal.test(userAgent) ? 'userAgent contains aws-internal' : 'AWS Internal in userAgent or sourceIPAddress';
    return isAddress(sourceIPAddress) && /console/i.test(userAgent)
      ? { kind: 'console', name: 'console', evidence }
      : { kind: 'service', name: 'AWS service', evidence };
  }
  const javaFound = java.pattern.exec(userAgent);
  if (javaFound !== null)
    return { kind: 'sdk', name: withVersion(java.name, javaFound), evidence: evidenceOf(javaFound[0], java, userAgent) };
  const sdk = anySdk.exec(userAgent);
  if (sdk !== null) return { kind: 'sdk', name: withVersion('AWS SDK', sdk), evidence: `userAgent contains ${sdk[0]}` };
  if (inScopeOf !== '')
    return { kind: 'service', name: inScopeOf.split(':')[2] || 'AWS service', evidence: `credentials of ${inScopeOf.slice(0, 200)}` };
  const [first = ''] = userAgent.replace(/^\[/, '').split(/[\s,;\]]/);
  if (!/[\p{L}\p{N}]/u.test(first))
    return { kind: 'unknown', name: 'unknown', evidence: userAgent === '' ? 'the record has no userAgent' : 'userAgent tells no program' };
  // A program that makes up an id per run is still one program.
  const name = first
    .slice(0, 100)
    .replace(/(?<=\w)[-_/]?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/i, '')
    .slice(0, 60);
  return { kind: 'unknown', name, evidence: `userAgent begins with ${first.slice(0, 60)}` };
}

function withVersion(name: string, found: RegExpExecArray): string {
  const version = found
    .slice(1)
    .filter((group) => group !== undefined && /\d/.test(group))
    .at(-1);
  return version === undefined ? name : `${name} ${version.slice(0, 30)}`;
}

/** The words that tell, and for a CLI the command it ran, for an SDK where it ran. */
function evidenceOf(words: string, tool: Tool, userAgent: string): string {
  const command = tool.kind === 'cli' ? /(?:md\/)?command[#/]([\w.-]+)/.exec(userAgent)?.[1] : undefined;
  const place = /exec-env\/([\w.-]+)/.exec(userAgent)?.[1];
  const more = command !== undefined ? `, command ${command}` : place !== undefined ? `, running in ${place}` : '';
  return `userAgent contains ${words.slice(0, 80)}${more}`;
}

export function isAddress(text: string): boolean {
  return /^[0-9a-f.:]+$/i.test(text) && text.length >= 3;
}
