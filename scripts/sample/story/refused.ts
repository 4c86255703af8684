// An intern tries what he may not.
import { byUser, type Caller } from '../callers.ts';
import { means } from '../cast.ts';
import { items } from '../declared.ts';
import { arn, production } from '../names.ts';
import type { Step } from '../record.ts';
import type { Beat, Telling } from './beat.ts';

const scene = { account: production, region: 'eu-central-1' };

export function refused(telling: Telling): Beat {
  const { journal, when, the } = telling;
  const leo = (command: string): Caller => byUser(production, 'leo.intern', means.cli('198.51.100.99', command));
  const self = arn('iam', '', production, 'user/leo.intern');
  const denied = (action: string, on: string) => ({
    code: 'AccessDenied',
    message: `User: ${self} is not authorized to perform: ${action} on resource: ${on} because no identity-based policy allows the ${action} action`,
  });
  const trail = arn('cloudtrail', 'eu-central-1', production, 'trail/org-audit-trail');
  const orders = the('aws_db_instance.orders');
  const secret = the('aws_secretsmanager_secret.orders_api');
  const at = when.ago(20, '14:10:21');
  const tryTrail: Step = {
    service: 'cloudtrail',
    name: 'DeleteTrail',
    error: denied('cloudtrail:DeleteTrail', trail),
    params: { name: 'org-audit-trail' },
  };
  const tryDatabase: Step = {
    service: 'rds',
    name: 'DeleteDBInstance',
    error: denied('rds:DeleteDBInstance', orders.arn ?? ''),
    params: { dBInstanceIdentifier: 'acme-prod-orders', skipFinalSnapshot: true },
  };
  const trySecret: Step = {
    service: 'secretsmanager',
    name: 'GetSecretValue',
    error: { ...denied('secretsmanager:GetSecretValue', secret.arn ?? ''), code: 'AccessDenied' },
  };
  const tryRun: Step = {
    service: 'ec2',
    name: 'RunInstances',
    params: { instancesSet: items({ imageId: 'ami-0123456789abcdef0', minCount: 8, maxCount: 8 }), instanceType: 'p5.48xlarge' },
    error: {
      code: 'Client.UnauthorizedOperation',
      message: `You are not authorized to perform this operation. User: ${self} is not authorized to perform: ec2:RunInstances. Encoded authorization failure message: EXAMPLE-ENCODED-MESSAGE`,
    },
  };
  const events = [
    ...journal.run([tryTrail], scene, at, leo('cloudtrail.delete-trail')),
    ...journal.run([tryDatabase], orders, at + 70_000, leo('rds.delete-db-instance'), [orders.address]),
    ...journal.run([trySecret], secret, at + 130_000, leo('secretsmanager.get-secret-value'), [secret.address]),
    ...journal.run([tryRun], { account: production, region: 'us-west-2' }, at + 200_000, leo('ec2.run-instances')),
  ];
  return {
    name: 'refused attempts',
    question: 'Did anybody try to delete the orders database?',
    about: orders.address,
    answer: { events: events.slice(1, 2), actor: self, person: 'leo.intern', origin: 'cli' },
    decoys: [],
  };
}
