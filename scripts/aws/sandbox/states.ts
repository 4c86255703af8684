// Terraform's states of sandbox/app and sandbox/data, in the bucket that their code names: what production's state says of the same
// resources, as the sandbox has them.
import type { JsonObject } from '../../../src/event/event.ts';
import type { Declared } from '../../sample/declared.ts';
import { inState } from '../../sample/estate/terraform.ts';
import { uuidOf } from '../../sample/random.ts';
import { stateFile } from '../../sample/state.ts';
import { twinOf } from './twin.ts';

/** Plainly no password: whoever finds it somewhere knows that a state was kept. */
export const fakePassword = 'NOT-A-REAL-PASSWORD-EXAMPLE';

interface StateObject {
  readonly key: string;
  readonly text: string;
}

const app = [
  'aws_security_group.web',
  'aws_s3_bucket.assets',
  'aws_iam_role.image_resizer',
  'aws_lambda_function.image_resizer',
  'aws_sqs_queue.jobs',
  'aws_sns_topic.alerts',
];
const data = ['aws_kms_key.data', 'aws_db_instance.orders', 'aws_secretsmanager_secret.orders_api', 'aws_dynamodb_table.sessions'];

export function stateObjects(): StateObject[] {
  return [
    { key: 'app/terraform.tfstate', text: state('app', 12, app) },
    // Of the default workspace, in which nothing was ever applied.
    { key: 'data/terraform.tfstate', text: state('data', 1, []) },
    { key: 'env:/sandbox/data/terraform.tfstate', text: state('data sandbox', 7, data) },
  ];
}

interface State {
  readonly resources: readonly { readonly mode: string; readonly instances: readonly { readonly attributes: JsonObject }[] }[];
}

function state(of: string, serial: number, addresses: readonly string[]): string {
  const resources = inState.filter(({ address }) => addresses.includes(address)).map(withPassword);
  const { resources: blocks, ...rest } = JSON.parse(stateFile(resources)) as State;
  const managed = blocks.filter(({ mode }) => mode === 'managed');
  const whole = { ...rest, serial, lineage: uuidOf(`lineage ${of}`), resources: managed.map(sealed) };
  return twinOf(0)(`${JSON.stringify(whole, null, 2)}\n`);
}

const withPassword = (resource: Declared): Declared =>
  resource.terraformType === 'aws_db_instance'
    ? { ...resource, attributes: { ...resource.attributes, username: 'orders', password: fakePassword } }
    : resource;

/** Terraform marks what is secret, and writes it all the same. */
function sealed(block: State['resources'][number]): object {
  const marks = [[{ type: 'get_attr', value: 'password' }]];
  const instances = block.instances.map((one) => ('password' in one.attributes ? { ...one, sensitive_attributes: marks } : one));
  return { ...block, instances };
}
