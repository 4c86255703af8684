// CloudFormation: change sets by CI, and the calls CloudFormation makes for them.
import { byRole, serviceMeans, type Caller, type RoleSession } from '../callers.ts';
import { ciSession, means, people, runnerIp, ssoSession, type Run } from '../cast.ts';
import { audit, shopApi, type Stack } from '../estate/cloudformation.ts';
import { updateCode } from '../make/functions.ts';
import { minute, production } from '../names.ts';
import { uuidOf } from '../random.ts';
import type { Step } from '../record.ts';
import type { Beat, Telling } from './beat.ts';
import { withParent } from './rollout.ts';

const cloudformation = 'cloudformation.amazonaws.com';

/** CreateChangeSet … ExecuteChangeSet. Answers the two ids. */
function deploy(telling: Telling, stack: Stack, by: Caller, time: number, label: string, type: 'CREATE' | 'UPDATE'): string[] {
  const changeSet = `arn:aws:cloudformation:${stack.region}:${stack.account}:changeSet/${label}/${uuidOf(`${stack.name} ${label}`)}`;
  const create: Step = {
    service: 'cloudformation',
    name: 'CreateChangeSet',
    params: {
      stackName: stack.name,
      changeSetName: label,
      changeSetType: type,
      capabilities: ['CAPABILITY_NAMED_IAM'],
      parameters: [{ parameterKey: 'Stage', parameterValue: 'prod' }],
    },
    response: { id: changeSet, stackId: stack.id },
  };
  const describe: Step = { service: 'cloudformation', name: 'DescribeChangeSet', params: { changeSetName: changeSet } };
  const execute: Step = { service: 'cloudformation', name: 'ExecuteChangeSet', params: { changeSetName: label, stackName: stack.id } };
  const ids = telling.journal.run([create, describe, describe, execute], stack, time, by, [], 9000);
  return [ids[0] ?? '', ids[3] ?? ''];
}

/** Makes every resource of a stack, as CloudFormation does. */
function make(telling: Telling, stack: Stack, session: RoleSession, time: number): void {
  const by = byRole(session, serviceMeans(cloudformation), cloudformation);
  let at = time;
  for (const resource of stack.resources) {
    telling.journal.run(resource.create, resource, at, by, withParent(resource));
    at += telling.journal.random.int(2000, 6000);
  }
}

const shopRun = (number: number, time: number): Run => ({
  account: production,
  region: 'eu-central-1',
  role: 'ci-deployer',
  repository: 'acme/shop-api',
  number,
  time,
});

export function stacks(telling: Telling): Beat[] {
  const { journal, when, the } = telling;

  const marta = ssoSession(people.marta, 'OrgAdmin', audit.account, when.ago(85, '08:50:00'));
  const first = when.ago(85, '09:00:00');
  deploy(
    telling,
    audit,
    byRole(marta, means.cli(people.marta.ip, 'cloudformation.deploy')),
    first,
    'awscli-cloudformation-package-deploy-1',
    'CREATE',
  );
  make(telling, audit, marta, first + minute);

  const created = when.ago(60, '13:22:00');
  const ci = ciSession(journal, shopRun(311, created));
  deploy(telling, shopApi, byRole(ci, means.cli(runnerIp(311), 'cloudformation.deploy')), created + 15_000, 'deploy-311', 'CREATE');
  make(telling, shopApi, ci, created + 90_000);

  const handler = the('ApiFunction');
  const updated = when.ago(28, '10:48:00');
  const again = ciSession(journal, shopRun(352, updated));
  const byAgain = byRole(again, means.cli(runnerIp(352), 'cloudformation.deploy'));
  const changeSet = deploy(telling, shopApi, byAgain, updated + 15_000, 'deploy-352', 'UPDATE');
  const release = journal.run(
    [updateCode(handler.id, handler.arn ?? '', 'functions/shop-api-352.zip')],
    handler,
    updated + 2 * minute,
    byRole(again, serviceMeans(cloudformation), cloudformation),
    [handler.address],
  );

  const table = the('OrdersTable');
  const byHand = ssoSession(people.kim, 'DatabaseAdmin', production, when.ago(14, '15:30:00'));
  const billing: Step = {
    service: 'dynamodb',
    name: 'UpdateTable',
    params: { tableName: table.id, billingMode: 'PROVISIONED', provisionedThroughput: { readCapacityUnits: 50, writeCapacityUnits: 25 } },
    response: { tableDescription: { tableName: table.id, tableArn: table.arn ?? '', tableStatus: 'UPDATING' } },
    resources: [{ accountId: production, type: 'AWS::DynamoDB::Table', ARN: table.arn ?? '' }],
  };
  const bills = journal.run(
    [...table.read.slice(0, 1), billing],
    table,
    when.ago(14, '15:41:09'),
    byRole(byHand, means.console(people.kim.ip)),
    [table.address],
  );

  return [
    {
      name: 'shop-api release',
      question: 'Which deployment last changed the code of the shop API?',
      about: handler.address,
      answer: {
        events: [...changeSet, ...release],
        actor: `arn:aws:sts::${production}:assumed-role/ci-deployer/GitHubActions-352`,
        person: 'repo:acme/shop-api:ref:refs/heads/main',
        origin: 'cloudformation',
      },
      decoys: [],
    },
    {
      name: 'orders table by hand',
      question: 'Who took the orders table off on-demand billing?',
      about: table.address,
      answer: { events: bills.slice(1), actor: actorOf(byHand), person: people.kim.mail, origin: 'console' },
      decoys: [],
    },
  ];
}

/** ARN of a session, as `userIdentity.arn` has it. */
export function actorOf(session: RoleSession): string {
  return `arn:aws:sts::${session.account}:assumed-role/${session.role}/${session.session}`;
}
