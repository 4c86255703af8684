// A deployment as CloudTrail tells it: change set by whoever deploys, the rest by CloudFormation in their name.
import { byRole, serviceMeans, type Caller, type Means, type RoleSession } from '../../../sample/callers.ts';
import type { Journal } from '../../../sample/journal.ts';
import { minute, production } from '../../../sample/names.ts';
import { uuidOf } from '../../../sample/random.ts';
import type { Step } from '../../../sample/record.ts';
import { home } from '../names.ts';
import { stackArn } from './parts.ts';

export const scene = { account: production, region: home };
const service = 'cloudformation.amazonaws.com';

export const forSomebody = (session: RoleSession): Caller => byRole(session, serviceMeans(service), service);

export interface Deployment {
  readonly stack: string;
  readonly session: RoleSession;
  readonly means: Means;
  readonly at: number;
  readonly type: 'CREATE' | 'UPDATE';
  readonly capabilities: readonly string[];
  /** What CloudFormation does for it, resource by resource. */
  readonly calls: readonly (readonly Step[])[];
}

export function deploy(journal: Journal, { stack, session, means, at, type, capabilities, calls }: Deployment): void {
  const label = `${stack}-${new Date(at).toISOString().slice(0, 10)}`;
  const changeSet = `arn:aws:cloudformation:${home}:${production}:changeSet/${label}/${uuidOf(`${stack} ${label}`)}`;
  const steps: Step[] = [
    {
      service: 'cloudformation',
      name: 'CreateChangeSet',
      params: { stackName: stack, changeSetName: label, changeSetType: type, capabilities: [...capabilities] },
      response: { id: changeSet, stackId: stackArn(stack) },
    },
    { service: 'cloudformation', name: 'DescribeChangeSet', params: { changeSetName: changeSet } },
    { service: 'cloudformation', name: 'ExecuteChangeSet', params: { changeSetName: label, stackName: stackArn(stack) } },
  ];
  journal.run(steps, scene, at, byRole(session, means), [], 9000);
  let time = at + minute;
  for (const one of calls) {
    journal.run(one, scene, time, forSomebody(session));
    time += journal.random.int(2000, 6000);
  }
}
