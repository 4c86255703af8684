// The state file Terraform would have written: version 4, so that ids and ARNs equal the events'.
import type { JsonObject } from '../../src/event/event.ts';
import type { Declared } from './declared.ts';
import { grouped } from './grouped.ts';
import { uuidOf } from './random.ts';

export const serial = 41;

/** An address taken apart: `module.queue["invoices"]`, `aws_sqs_queue`, `this`, and the instance's key. */
export interface Address {
  readonly module?: string;
  readonly type: string;
  readonly name: string;
  readonly key?: string | number;
}

/** Reads a Terraform address. */
export function parseAddress(address: string): Address {
  const parts = /^(?:(module\..+?)\.)?(aws_\w+)\.(\w+)(?:\[(.+)\])?$/.exec(address);
  const [, module, type, name, index] = parts ?? [];
  if (!type || !name) throw new Error(`not a Terraform address: ${address}`);
  const key = index === undefined ? undefined : index.startsWith('"') ? index.slice(1, -1) : Number(index);
  return { ...(module ? { module } : {}), type, name, ...(key === undefined ? {} : { key }) };
}

/** What the state holds of a resource. */
export function attributes(resource: Declared): JsonObject {
  return {
    ...(resource.arn ? { arn: resource.arn } : {}),
    id: resource.id,
    ...(resource.name ? { name: resource.name } : {}),
    ...resource.attributes,
    region: resource.region,
  };
}

/** The whole file's text. */
export function stateFile(resources: readonly Declared[]): string {
  const blocks = grouped(resources, (resource) => {
    const { module = '', type, name } = parseAddress(resource.address);
    return `${module} ${type} ${name}`;
  });
  const managed = [...blocks.values()].map((instances) => {
    const { module, type, name } = parseAddress(instances[0]?.address ?? '');
    const alias = instances[0]?.region === 'eu-west-1' ? '.ireland' : '';
    return {
      ...(module ? { module } : {}),
      mode: 'managed',
      type,
      name,
      provider: `provider["registry.terraform.io/hashicorp/aws"]${alias}`,
      instances: instances.map((resource) => {
        const { key } = parseAddress(resource.address);
        return {
          ...(key === undefined ? {} : { index_key: key }),
          schema_version: 0,
          attributes: attributes(resource),
          sensitive_attributes: [],
        };
      }),
    };
  });
  const policy = {
    mode: 'data',
    type: 'aws_iam_policy_document',
    name: 'ec2',
    provider: 'provider["registry.terraform.io/hashicorp/aws"]',
    instances: [{ schema_version: 0, attributes: { id: '1077804475', version: '2012-10-17' }, sensitive_attributes: [] }],
  };
  const state = {
    version: 4,
    terraform_version: '1.9.8',
    serial,
    lineage: uuidOf('lineage'),
    outputs: {},
    resources: [policy, ...managed],
    check_results: null,
  };
  return `${JSON.stringify(state, null, 2)}\n`;
}
