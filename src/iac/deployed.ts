// What AWS told of deployed stacks, beside the code that declares them: names that no template has.
import type { DeployedResource, DeployedStack, State } from '../resource/deployed.ts';
import type { Evidence, IdentityValue } from '../resource/identity.ts';
import type { TypeKnowledge } from '../resource/types.ts';

/** Takes names, or does not. */
export interface NameTest {
  test(name: string): boolean;
}

/** What was read of stacks and remote states. To look asks nobody: whatever was not read is not there. */
export interface Deployed {
  /** Stacks that were chosen for a template, by the user, a setting or its samconfig.toml. */
  ofTemplate(file: string): readonly DeployedStack[];
  /** Stacks of that name; in the account and Region, where those are known. */
  named(name: string | NameTest, account?: string, region?: string): readonly DeployedStack[];
  /** States of the root module in a folder. */
  statesOf(dir: string): readonly State[];
}

/** What the Serverless Application Model's types are made into, under the same logical id. AWS SAM developer guide, "generated resources". */
const MADE_OF_SAM: Readonly<Record<string, string>> = {
  'AWS::Serverless::Function': 'AWS::Lambda::Function',
  'AWS::Serverless::Api': 'AWS::ApiGateway::RestApi',
  'AWS::Serverless::HttpApi': 'AWS::ApiGatewayV2::Api',
  'AWS::Serverless::WebSocketApi': 'AWS::ApiGatewayV2::Api',
  'AWS::Serverless::SimpleTable': 'AWS::DynamoDB::Table',
  'AWS::Serverless::StateMachine': 'AWS::StepFunctions::StateMachine',
  'AWS::Serverless::Application': 'AWS::CloudFormation::Stack',
  'AWS::Serverless::GraphQLApi': 'AWS::AppSync::GraphQLApi',
};

/** What a stack has under a logical id of its template, if it is of the same type still. */
export function madeOf(stack: DeployedStack | undefined, logicalId: string, type: string): DeployedResource | undefined {
  const wanted = MADE_OF_SAM[type] ?? type;
  return stack?.resources.find((one) => one.logicalId === logicalId && (one.type === wanted || one.type === '' || isCustom(wanted)));
}

/** `Custom::X` is what the code calls it; AWS may say the same or its general name. */
function isCustom(type: string): boolean {
  return type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource';
}

/** An id that a service made: nothing else is called so. */
const OPAQUE = /^([a-z]+-[0-9a-f]{8,17}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The name that a physical id is: what `Ref` gives, which for a part of another resource is mostly made up. `[]` where it names nothing. */
export function valuesOfPhysicalId(made: DeployedResource, stack: DeployedStack, knowledge: TypeKnowledge): IdentityValue[] {
  const { physicalId: value, status } = made;
  const gone = status === 'DELETE_COMPLETE' ? ', which has deleted it' : '';
  const via: Evidence = { how: 'stack', text: `physical id from stack ${stack.name} (${stack.region})${gone}`, readAt: stack.readAt };
  if (value.startsWith('arn:')) return [{ value, kind: 'arn', via }];
  if (/^https?:\/\//.test(value)) return [{ value, kind: 'url', via }];
  if (OPAQUE.test(value)) return [{ value, kind: 'id', via }];
  if (knowledge.parent || value.includes('|')) return [];
  return [{ value, kind: knowledge.id === 'name' || knowledge.nameProperty !== undefined ? 'name' : 'id', via }];
}

/**
 * What a transform made along with a resource: a function's role, permissions and rules. Their logical ids begin with its own, and none of
 * them stands in the template. AWS SAM developer guide, "generated resources".
 */
export function madeAlongside(stack: DeployedStack, logicalId: string, type: string, declared: ReadonlySet<string>): DeployedResource[] {
  if (!type.startsWith('AWS::Serverless::')) return [];
  const isOfAnother = (id: string): boolean => [...declared].some((other) => other.length > logicalId.length && id.startsWith(other));
  return stack.resources.filter(({ logicalId: id }) => id.startsWith(logicalId) && !declared.has(id) && !isOfAnother(id));
}

/** Of stacks that were read with those nested in them, the ones that were meant. */
export function outermost(stacks: readonly DeployedStack[]): DeployedStack[] {
  const ids = new Set(stacks.map(({ id }) => id));
  return stacks.filter(({ parent }) => parent === undefined || !ids.has(parent));
}

/** What tells a stack from the others: its name, with its Region and account where those differ between stacks of one name. */
export function stackLabel({ name, region, account }: DeployedStack, among: readonly DeployedStack[]): string {
  const same = among.filter((one) => one.name === name);
  const more = [
    ...(same.some((one) => one.region !== region) ? [region] : []),
    ...(same.some((one) => one.account !== account) ? [account] : []),
  ];
  return [name, ...more].join(', ');
}
