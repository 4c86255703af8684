// Stacks and their resources as CloudFormation writes them.
import type { Drift } from './drift.ts';
import { fields, list } from './query.ts';
import type { Json } from './record.ts';
import { isGone, physicalOf, resourceStatus, type Stack, type StackResource } from './stack.ts';
import { element, type Markup } from './xml.ts';

/** The stack that a nested one is a resource of, and the one above all. */
export interface Family {
  readonly parent?: string | undefined;
  readonly root?: string | undefined;
}

export const stamp = (ms: number): string => new Date(ms).toISOString();
const maybe = (ms: number | undefined): string | undefined => (ms === undefined ? undefined : stamp(ms));

export function described(stack: Stack, family: Family, drift: Drift): Markup[] {
  const { tags = {}, parameters = {}, outputs = {}, capabilities = [] } = stack;
  return [
    ...fields({
      StackId: stack.id,
      StackName: stack.name,
      Description: stack.description,
      ...times(stack),
      StackStatus: stack.status,
      StackStatusReason: stack.statusReason,
      DisableRollback: 'false',
      RoleARN: stack.roleArn,
      EnableTerminationProtection: String(stack.protected ?? false),
      ParentId: family.parent,
      RootId: family.root,
    }),
    element('RollbackConfiguration', []),
    element('NotificationARNs', []),
    list('Capabilities', capabilities),
    list(
      'Parameters',
      Object.entries(parameters).map(([ParameterKey, ParameterValue]) => fields({ ParameterKey, ParameterValue })),
    ),
    list(
      'Outputs',
      Object.entries(outputs).map(([OutputKey, output]) => {
        const said = typeof output === 'string' ? { value: output } : output;
        return fields({ OutputKey, OutputValue: said.value, Description: said.description, ExportName: said.export });
      }),
    ),
    list(
      'Tags',
      Object.entries(tags).map(([Key, Value]) => fields({ Key, Value })),
    ),
    stackDrift(stack, drift),
  ];
}

export function summarized(stack: Stack, family: Family, drift: Drift): Markup[] {
  return [
    ...fields({
      StackId: stack.id,
      StackName: stack.name,
      TemplateDescription: stack.description,
      ...times(stack),
      StackStatus: stack.status,
      StackStatusReason: stack.statusReason,
      ParentId: family.parent,
      RootId: family.root,
    }),
    stackDrift(stack, drift),
  ];
}

const times = (stack: Stack): Record<string, string | undefined> => ({
  CreationTime: stamp(stack.created),
  LastUpdatedTime: maybe(stack.updated),
  DeletionTime: isGone(stack) ? stamp(stack.deleted ?? stack.updated ?? stack.created) : undefined,
});

function stackDrift(stack: Stack, drift: Drift): Markup {
  const { status, at } = drift.ofStack(stack);
  return element('DriftInformation', fields({ StackDriftStatus: status, LastCheckTimestamp: maybe(at) }));
}

const changed = (stack: Stack, resource: StackResource): string => stamp(resource.updated ?? stack.updated ?? stack.created);

/** Three operations write the same, each with another name for the time. */
export function resource(stack: Stack, one: StackResource, drift: Drift, as: 'summary' | 'description' | 'detail'): Markup[] {
  const { status, at } = drift.of(stack, one);
  return [
    ...fields({
      ...(as === 'summary' ? {} : { StackName: stack.name, StackId: stack.id }),
      LogicalResourceId: one.logicalId,
      PhysicalResourceId: physicalOf(one),
      ResourceType: one.type,
      [as === 'description' ? 'Timestamp' : 'LastUpdatedTimestamp']: changed(stack, one),
      ResourceStatus: resourceStatus(stack, one),
      ResourceStatusReason: one.statusReason,
      Description: as === 'summary' ? undefined : one.description,
    }),
    element('DriftInformation', fields({ StackResourceDriftStatus: status, LastCheckTimestamp: maybe(at) })),
  ];
}

export function drifted(stack: Stack, one: StackResource, drift: Drift): Markup[] {
  const { status, at } = drift.of(stack, one);
  const { expected, actual, differences = [] } = one.drift ?? {};
  return [
    ...fields({
      StackId: stack.id,
      LogicalResourceId: one.logicalId,
      PhysicalResourceId: physicalOf(one),
      ResourceType: one.type,
      ExpectedProperties: properties(expected),
      ActualProperties: status === 'DELETED' ? undefined : properties(actual ?? expected),
      StackResourceDriftStatus: status,
      Timestamp: maybe(at),
    }),
    list(
      'PropertyDifferences',
      differences.map(({ path, expected: ExpectedValue, actual: ActualValue, type }) =>
        fields({ PropertyPath: path, ExpectedValue, ActualValue, DifferenceType: type }),
      ),
    ),
  ];
}

const properties = (value: { readonly [property: string]: Json } | undefined): string | undefined =>
  value === undefined ? undefined : JSON.stringify(value);
