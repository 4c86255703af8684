// Reports of drift as the tools would write them at the end of the log: what people changed by hand, and nobody has undone.
import type { JsonObject, JsonValue } from '../../src/event/event.ts';
import type { Declared } from './declared.ts';
import type { Stack } from './estate/cloudformation.ts';
import { attributes, parseAddress } from './state.ts';

/** What differs: in the state, in AWS; `gone` for what is no longer there. */
interface Differs {
  readonly address: string;
  readonly before: JsonObject;
  readonly after: JsonObject | 'gone';
  /** Marked in the plan as sensitive. */
  readonly sensitive?: JsonObject;
}

/** The story's changes by hand (see story/byHand.ts, story/deleted.ts, story/keys.ts). */
const byHand: readonly Differs[] = [
  {
    address: 'aws_db_instance.orders',
    before: { instance_class: 'db.t4g.medium', max_allocated_storage: 0 },
    after: { instance_class: 'db.r6g.large', max_allocated_storage: 100 },
  },
  {
    address: 'aws_lambda_function.image_resizer',
    before: { environment: [{ variables: { MAX_WIDTH: '1600' } }], timeout: 20 },
    after: { environment: [{ variables: { MAX_WIDTH: '4096' } }], timeout: 60 },
  },
  { address: 'module.bastion[0].aws_instance.this', before: { instance_state: 'running' }, after: { instance_state: 'stopped' } },
  { address: 'aws_s3_bucket.customer_exports', before: {}, after: 'gone' },
  {
    address: 'aws_ssm_parameter.payment_token',
    before: { value: 'EXAMPLE-first-token', version: 1 },
    after: { value: 'EXAMPLE-second-token', version: 4 },
    sensitive: { value: true },
  },
];

/** `terraform show -json` of a plan that was made with the state as it lies. */
export function planFile(resources: readonly Declared[]): string {
  const found = byHand.map((differs) => {
    const resource = resources.find(({ address }) => address === differs.address);
    if (!resource) throw new Error(`no state holds ${differs.address}`);
    return { differs, resource };
  });
  const plan = {
    format_version: '1.2',
    terraform_version: '1.9.8',
    variables: {},
    planned_values: { root_module: {} },
    resource_drift: found.map(({ differs, resource }) => drifted(resource, differs)),
    resource_changes: resources
      .filter(({ address }) => !byHand.some((differs) => differs.address === address))
      .map((resource) => change(resource, ['no-op'], attributes(resource), attributes(resource))),
    timestamp: '2026-11-19T22:40:11Z',
    applyable: true,
    complete: true,
    errored: false,
  };
  return `${JSON.stringify(plan, null, 1)}\n`;
}

function drifted(resource: Declared, { before, after, sensitive = {} }: Differs): JsonObject {
  const own = { ...attributes(resource), ...before };
  return after === 'gone'
    ? change(resource, ['delete'], own, null, sensitive)
    : change(resource, ['update'], own, { ...own, ...after }, sensitive);
}

function change(resource: Declared, actions: string[], before: JsonValue, after: JsonValue, sensitive: JsonObject = {}): JsonObject {
  const { module, type, name, key } = parseAddress(resource.address);
  return {
    address: resource.address,
    ...(module ? { module_address: module } : {}),
    mode: 'managed',
    type,
    name,
    ...(key === undefined ? {} : { index: key }),
    provider_name: 'registry.terraform.io/hashicorp/aws',
    change: {
      actions,
      before,
      after,
      after_unknown: {},
      before_sensitive: sensitive,
      after_sensitive: after === null ? false : sensitive,
    },
  };
}

/** `aws cloudformation describe-stack-resource-drifts` of the stack `shop-api`: the orders table left on-demand billing. */
export function stackDriftFile(stack: Stack): string {
  const expected = { BillingMode: 'PAY_PER_REQUEST', TableName: 'shop-orders' };
  const actual = {
    BillingMode: 'PROVISIONED',
    ProvisionedThroughput: { ReadCapacityUnits: 50, WriteCapacityUnits: 25 },
    TableName: 'shop-orders',
  };
  const drifts = stack.resources.map((resource) => {
    const isTable = resource.address === 'OrdersTable';
    return {
      StackId: stack.id,
      LogicalResourceId: resource.address,
      PhysicalResourceId: resource.id,
      ResourceType: resource.cloudformationType,
      ...(isTable ? { ExpectedProperties: JSON.stringify(expected), ActualProperties: JSON.stringify(actual) } : {}),
      PropertyDifferences: isTable
        ? [
            {
              PropertyPath: '/BillingMode',
              ExpectedValue: expected.BillingMode,
              ActualValue: actual.BillingMode,
              DifferenceType: 'NOT_EQUAL',
            },
            {
              PropertyPath: '/ProvisionedThroughput',
              ExpectedValue: 'null',
              ActualValue: JSON.stringify(actual.ProvisionedThroughput),
              DifferenceType: 'ADD',
            },
          ]
        : [],
      StackResourceDriftStatus: isTable ? 'MODIFIED' : 'IN_SYNC',
      Timestamp: '2026-11-19T22:41:57.204000+00:00',
    };
  });
  return `${JSON.stringify({ StackResourceDrifts: drifts }, null, 4)}\n`;
}
