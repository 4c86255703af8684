// cloudformation/shop-api.yaml in the sandbox: its records are production's, moved; so are its stack and the names in it.
import { shopApi } from '../../sample/estate/cloudformation.ts';
import type { CloudTrailRecord } from '../record.ts';
import type { ResourceDrift, StackSetup } from '../stack.ts';
import { workspaceFile } from './apps/app.ts';

/** What somebody did to the orders table in the console. */
const billing: ResourceDrift = {
  status: 'MODIFIED',
  expected: { BillingMode: 'PAY_PER_REQUEST', TableName: 'shop-orders' },
  actual: {
    BillingMode: 'PROVISIONED',
    ProvisionedThroughput: { ReadCapacityUnits: 50, WriteCapacityUnits: 25 },
    TableName: 'shop-orders',
  },
  differences: [
    { path: '/BillingMode', expected: 'PAY_PER_REQUEST', actual: 'PROVISIONED', type: 'NOT_EQUAL' },
    { path: '/ProvisionedThroughput', expected: 'null', actual: '{"ReadCapacityUnits":50,"WriteCapacityUnits":25}', type: 'ADD' },
  ],
};

/** Told of production; `records` are the sandbox's, for the times. */
export function shopStack(records: readonly CloudTrailRecord[], driftChecked: number): StackSetup {
  const deployed = records
    .filter(
      ({ eventName, requestParameters }) => eventName === 'CreateChangeSet' && requestParameters?.['stackName'] === 'sandbox-shop-api',
    )
    .map(({ eventTime }) => Date.parse(eventTime));
  const created = Math.min(...deployed);
  const updated = Math.max(...deployed);
  return {
    name: shopApi.name,
    region: shopApi.region,
    id: shopApi.id,
    status: 'UPDATE_COMPLETE',
    created,
    updated,
    description: `The shop's public API (stack shop-api, account ${shopApi.account}, ${shopApi.region})`,
    parameters: { Stage: 'sandbox', LogRetention: '30' },
    capabilities: ['CAPABILITY_NAMED_IAM'],
    tags: { team: 'shop' },
    template: workspaceFile('cloudformation', 'shop-api.yaml'),
    driftStatus: 'DRIFTED',
    driftChecked,
    resources: shopApi.resources.map(({ address, id, cloudformationType: type }) => ({
      logicalId: address,
      physicalId: id,
      type,
      ...(address === 'ApiFunction' ? { updated, status: 'UPDATE_COMPLETE' } : { updated: created }),
      ...(address === 'OrdersTable' ? { drift: billing } : {}),
    })),
  };
}
