// Changes by hand that the code does not know of: a database class, a function's settings, a stopped bastion; and things never applied.
import { byRole } from '../callers.ts';
import { means, people, ssoSession } from '../cast.ts';
import { items } from '../declared.ts';
import { unmanaged } from '../estate/terraform.ts';
import { dbDescribed } from '../make/database.ts';
import { production } from '../names.ts';
import { agents } from '../agents.ts';
import type { Step } from '../record.ts';
import type { Beat, Telling } from './beat.ts';
import { actorOf } from './stacks.ts';

function database(telling: Telling): Beat {
  const { journal, when, the } = telling;
  const orders = the('aws_db_instance.orders');
  const name = 'acme-prod-orders';
  const kim = ssoSession(people.kim, 'DatabaseAdmin', production, when.ago(7, '16:02:00'));
  const modify: Step = {
    service: 'rds',
    name: 'ModifyDBInstance',
    params: {
      dBInstanceIdentifier: name,
      dBInstanceClass: 'db.r6g.large',
      applyImmediately: true,
      allowMajorVersionUpgrade: false,
      maxAllocatedStorage: 100,
    },
    response: {
      ...dbDescribed(name, orders.arn ?? '', 'db.t4g.medium', 'available'),
      pendingModifiedValues: { dBInstanceClass: 'db.r6g.large' },
    },
  };
  const events = journal.run([modify], orders, when.ago(7, '16:19:44'), byRole(kim, means.console(people.kim.ip, agents.rdsConsole)), [
    orders.address,
  ]);
  return {
    name: 'database class changed',
    question: 'The plan wants to change the class of the orders database back. Who changed it?',
    about: orders.address,
    answer: { events, actor: actorOf(kim), person: people.kim.mail, origin: 'console' },
    decoys: [],
  };
}

function environment(telling: Telling): Beat {
  const { journal, when, the } = telling;
  const resizer = the('aws_lambda_function.image_resizer');
  const priya = ssoSession(people.priya, 'Developer', production, when.ago(3, '08:55:00'));
  const update: Step = {
    service: 'lambda',
    name: 'UpdateFunctionConfiguration20150331v2',
    params: { functionName: resizer.id, environment: {}, timeout: 60 },
    response: {
      functionName: resizer.id,
      functionArn: resizer.arn ?? '',
      timeout: 60,
      memorySize: 512,
      environment: {},
      lastUpdateStatus: 'InProgress',
    },
  };
  const events = journal.run(
    [update],
    resizer,
    when.ago(3, '09:07:12'),
    byRole(priya, means.cli(people.priya.ip, 'lambda.update-function-configuration')),
    [resizer.address],
  );
  return {
    name: 'function settings changed',
    question: 'Who changed the environment and the timeout of the image resizer?',
    about: resizer.address,
    answer: { events, actor: actorOf(priya), person: people.priya.mail, origin: 'cli' },
    decoys: [],
  };
}

function bastion(telling: Telling): Beat {
  const { journal, when, the } = telling;
  const host = the('module.bastion[0].aws_instance.this');
  const dana = ssoSession(people.dana, 'AdministratorAccess', production, when.ago(2, '17:40:00'));
  const change = (name: string, from: string, to: string): Step => ({
    service: 'ec2',
    name,
    params: { instancesSet: items({ instanceId: host.id }), ...(name === 'StopInstances' ? { force: false } : {}) },
    response: { instancesSet: items({ instanceId: host.id, currentState: { name: to }, previousState: { name: from } }) },
  });
  const events = journal.run(
    [change('StopInstances', 'running', 'stopping')],
    host,
    when.ago(2, '17:52:30'),
    byRole(dana, means.cloudShell(people.dana.ip, 'ec2.stop-instances')),
    [host.address],
  );
  return {
    name: 'bastion stopped',
    question: 'Why can nobody reach the bastion?',
    about: host.address,
    answer: { events, actor: actorOf(dana), person: people.dana.mail, origin: 'cloudshell' },
    decoys: [],
  };
}

/** What stands in the code but in no state was made with scripts and hands. */
function neverApplied(telling: Telling): void {
  const { journal, when } = telling;
  const days = [40, 36, 33, 67];
  unmanaged.forEach((resource, i) => {
    const since = when.ago(days[i] ?? 30, '11:00:00');
    const by = byRole(ssoSession(people.priya, 'Developer', production, since), means.sdk(people.priya.ip, agents.boto));
    journal.run(resource.create, resource, since + 400_000, by, [resource.address]);
    journal.run(resource.read, resource, since + 500_000, by, [resource.address]);
  });
}

export function byHand(telling: Telling): Beat[] {
  neverApplied(telling);
  return [database(telling), environment(telling), bastion(telling)];
}
