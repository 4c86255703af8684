// cloudformation: stacks, their resources and templates, and how far they have drifted. Read only.
import type { Call, Handler } from './call.ts';
import { isDetectable } from './drift.ts';
import { Failure } from './failure.ts';
import { answer, fields, list, membersOf } from './query.ts';
import { wordOf } from './record.ts';
import { isGone, physicalOf, resourceStatus, type Stack } from './stack.ts';
import { described, drifted, resource, stamp, summarized, type Family } from './stackXml.ts';
import { positionIn, tokenFor } from './tokens.ts';
import { element, type Markup } from './xml.ts';

const pageSize = 100;
const day = 86_400_000;

export const cloudFormationOperations: Readonly<Record<string, Handler>> = {
  DescribeStacks: (call) => {
    const name = call.input['StackName'];
    const found = name === undefined || name === '' ? stacksHere(call).filter((one) => !isGone(one)) : [stackNamed(call, wordOf(name))];
    return page(call, 'Stacks', found, (one) => described(one, familyOf(call, one), call.services.drift));
  },
  ListStacks: (call) => {
    const statuses = membersOf(call.input, 'StackStatusFilter');
    const found = stacksHere(call).filter(({ status }) => statuses.length === 0 || statuses.includes(status));
    return page(call, 'StackSummaries', found, (one) => summarized(one, familyOf(call, one), call.services.drift));
  },
  ListStackResources: (call) => {
    const stack = stackNamed(call, required(call, 'StackName'));
    return page(call, 'StackResourceSummaries', stack.resources, (one) => resource(stack, one, call.services.drift, 'summary'));
  },
  DescribeStackResources: (call) => {
    const { StackName: name, PhysicalResourceId: physical, LogicalResourceId: logical } = call.input;
    if ((name === undefined) === (physical === undefined))
      throw invalid('You must specify exactly one of StackName and PhysicalResourceId.');
    const stack = physical === undefined ? stackNamed(call, wordOf(name)) : stackWith(call, wordOf(physical));
    const found = stack.resources.filter(({ logicalId }) => logical === undefined || logicalId === logical);
    // Never more than the first hundred, and no token.
    return answer(call, [
      list(
        'StackResources',
        found.slice(0, pageSize).map((one) => resource(stack, one, call.services.drift, 'description')),
      ),
    ]);
  },
  DescribeStackResource: (call) => {
    const stack = stackNamed(call, required(call, 'StackName'));
    const logical = required(call, 'LogicalResourceId');
    const found = stack.resources.find(({ logicalId }) => logicalId === logical);
    if (!found) throw invalid(`Resource ${logical} does not exist for stack ${stack.name}`);
    return answer(call, [element('StackResourceDetail', resource(stack, found, call.services.drift, 'detail'))]);
  },
  GetTemplate: (call) => {
    const { template, processed } = stackNamed(call, required(call, 'StackName'));
    const body = call.input['TemplateStage'] === 'Processed' ? (processed ?? template) : template;
    return answer(call, [element('TemplateBody', body ?? '{"Resources":{}}'), list('StagesAvailable', ['Original', 'Processed'])]);
  },
  DetectStackDrift: (call) => {
    const stack = stackNamed(call, required(call, 'StackName'));
    const only = membersOf(call.input, 'LogicalResourceIds');
    if (!isDetectable(stack)) throw invalid(`Drift detection cannot be performed on stack [${stack.id}] in state [${stack.status}]`);
    const detection = call.services.drift.detect(stack, only.length > 0 ? only : undefined);
    if (!detection) throw invalid(`Drift detection is already in progress for stack [${stack.id}]`);
    return answer(call, [element('StackDriftDetectionId', detection.id)]);
  },
  DescribeStackDriftDetectionStatus: (call) => {
    const { drift } = call.services;
    const id = required(call, 'StackDriftDetectionId');
    const detection = drift.find(id);
    if (!detection || detection.stack.account !== call.account || detection.stack.region !== call.region)
      throw invalid(`Drift detection with id ${id} does not exist`);
    const { stack } = detection;
    const common = { StackId: stack.id, StackDriftDetectionId: id, Timestamp: stamp(detection.started) };
    if (!drift.isOver(detection)) return answer(call, fields({ ...common, DetectionStatus: 'DETECTION_IN_PROGRESS' }));
    const { driftFails } = stack;
    const result =
      driftFails === undefined
        ? { DetectionStatus: 'DETECTION_COMPLETE' }
        : { DetectionStatus: 'DETECTION_FAILED', DetectionStatusReason: driftFails };
    const { status } = drift.ofStack(stack);
    return answer(
      call,
      fields({ ...common, ...result, StackDriftStatus: status, DriftedStackResourceCount: String(drift.drifted(stack)) }),
    );
  },
  DescribeStackResourceDrifts: (call) => {
    const { drift } = call.services;
    const stack = stackNamed(call, required(call, 'StackName'));
    const statuses = membersOf(call.input, 'StackResourceDriftStatusFilters');
    const most = Number(call.input['MaxResults'] ?? pageSize);
    if (!(most >= 1 && most <= 100)) throw invalid(`Value '${most}' at 'maxResults' failed to satisfy constraint: between 1 and 100`);
    // What was never checked is not told.
    const found = stack.resources.filter((one) => {
      const { status, at } = drift.of(stack, one);
      return at !== undefined && (statuses.length === 0 || statuses.includes(status));
    });
    return page(call, 'StackResourceDrifts', found, (one) => drifted(stack, one, drift), most);
  },
};

const invalid = (message: string): Failure => new Failure('ValidationError', message);

/** The resource that a refusal names: the stack by its ARN, or by its name with any id. */
export function refusedResource({ operation, input, region, account }: Pick<Call, 'operation' | 'input' | 'region' | 'account'>): string {
  if (operation === 'DescribeStackDriftDetectionStatus') return '*';
  const name = wordOf(input['StackName']);
  const partition = region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  return name.startsWith('arn:') ? name : `arn:${partition}:cloudformation:${region}:${account}:stack/${name || '*'}/*`;
}

/** Newest first, with those deleted in the last 90 days. */
function stacksHere({ services: { world, clock }, account, region }: Call): Stack[] {
  const here = world.stacks.filter((stack) => stack.account === account && stack.region === region);
  const kept = here.filter((stack) => !isGone(stack) || (stack.deleted ?? Infinity) > clock.now() - 90 * day);
  return kept.sort((a, b) => b.created - a.created);
}

function stackNamed(call: Call, name: string): Stack {
  const found = stacksHere(call).find((stack) => stack.id === name || (stack.name === name && !isGone(stack)));
  if (!found) throw invalid(`Stack with id ${name} does not exist`);
  return found;
}

/** The stack that a thing in AWS belongs to: rather one that is there than one that was. */
function stackWith(call: Call, physical: string): Stack {
  const has = (stack: Stack, gone: boolean): boolean =>
    stack.resources.some((one) => physicalOf(one) === physical && (resourceStatus(stack, one) === 'DELETE_COMPLETE') === gone);
  const here = stacksHere(call);
  const found = here.find((stack) => has(stack, false)) ?? here.find((stack) => has(stack, true));
  if (!found) throw invalid(`Stack for ${physical} does not exist`);
  return found;
}

function familyOf(call: Call, stack: Stack): Family {
  const above = ({ id }: Stack): Stack | undefined =>
    call.services.world.stacks.find(({ resources }) => resources.some(({ nested }) => nested === id));
  const parent = above(stack);
  let root = parent;
  for (let next = root && above(root); next; next = above(next)) root = next;
  return { parent: parent?.id, root: root?.id };
}

function required(call: Call, name: string): string {
  const value = wordOf(call.input[name]);
  const member = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  if (value === '')
    throw invalid(`1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`);
  return value;
}

/** A token goes on with the same question only. */
function page<T>(call: Call, name: string, all: readonly T[], written: (one: T) => readonly Markup[], size = pageSize) {
  const { clock, tokenTtlMs } = call.services;
  const { NextToken: token, ...asked } = call.input;
  const parameters = [call.account, call.region, asked];
  const from = token === undefined ? 0 : positionIn<number>(wordOf(token), parameters, clock.now(), tokenTtlMs);
  if (from === undefined) throw invalid('Invalid NextToken: use it with the parameters of the request that it came from.');
  const to = from + size;
  const rest = to < all.length ? tokenFor({ position: to, parameters, at: clock.now() }) : undefined;
  return answer(call, [list(name, all.slice(from, to).map(written)), ...fields({ NextToken: rest })]);
}
