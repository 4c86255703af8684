// A port opened by hand at night, and closed by Terraform two days later.
import { byRole } from '../callers.ts';
import { means, people, ssoSession } from '../cast.ts';
import { items } from '../declared.ts';
import { authorize, permission } from '../make/traffic.ts';
import { ec2Id, production } from '../names.ts';
import type { Step } from '../record.ts';
import type { Beat, Telling } from './beat.ts';
import { applyOne } from './rollout.ts';
import { actorOf } from './stacks.ts';

export function opened(telling: Telling): Beat[] {
  const { journal, when, the } = telling;
  const web = the('aws_security_group.web');
  const dana = ssoSession(people.dana, 'AdministratorAccess', production, when.ago(12, '01:38:11'));
  const byDana = byRole(dana, means.console(people.dana.ip, undefined));
  const ssh = { ...permission(22, { cidr: '0.0.0.0/0', description: 'temp' }) };
  const rule = ec2Id('sgr', 'opened at night');

  const legacy = ec2Id('sg', 'acme-prod-web-legacy');
  const scene = { account: production, region: 'eu-central-1' };
  const decoy = journal.run(
    [
      {
        service: 'ec2',
        name: 'CreateSecurityGroup',
        params: { groupName: 'acme-prod-web-legacy', groupDescription: 'Old front door', vpcId: the('aws_vpc.main').id },
        response: { _return: true, groupId: legacy },
      },
      authorize(production, legacy, permission(443, { cidr: '198.51.100.0/24' }), ec2Id('sgr', 'legacy'), '198.51.100.0/24'),
    ],
    scene,
    when.ago(70, '12:10:00'),
    byRole(ssoSession(people.priya, 'Developer', production, when.ago(70, '11:58:00')), means.console(people.priya.ip)),
  );

  const look: Step[] = web.read.map((step) => ({ ...step }));
  journal.run(look, web, when.ago(12, '01:44:02'), byDana, [web.address]);
  const open = journal.run([authorize(production, web.id, ssh, rule, '0.0.0.0/0')], web, when.ago(12, '01:47:33'), byDana, [web.address]);
  decoy.push(
    ...journal.run(
      [authorize(production, legacy, permission(8443, { cidr: '198.51.100.0/24' }), ec2Id('sgr', 'legacy 2'), '198.51.100.0/24')],
      scene,
      when.ago(12, '01:52:10'),
      byDana,
    ),
  );

  const revoke: Step = {
    service: 'ec2',
    name: 'RevokeSecurityGroupIngress',
    params: { groupId: web.id, ipPermissions: items(ssh) },
    response: {
      _return: true,
      unknownIpPermissionSet: {},
      revokedSecurityGroupRuleSet: items({
        securityGroupRuleId: rule,
        groupId: web.id,
        isEgress: false,
        ipProtocol: 'tcp',
        fromPort: 22,
        toPort: 22,
        cidrIpv4: '0.0.0.0/0',
      }),
    },
  };
  const closed = applyOne(telling, 9377, when.ago(10, '09:20:00'), web.address, [revoke]);
  decoy.push(
    ...journal.run(
      [{ service: 'ec2', name: 'DeleteSecurityGroup', params: { groupId: legacy }, response: { _return: true, groupId: legacy } }],
      scene,
      when.ago(8, '10:31:00'),
      byRole(
        ssoSession(people.priya, 'Developer', production, when.ago(8, '10:20:00')),
        means.cli(people.priya.ip, 'ec2.delete-security-group'),
      ),
    ),
  );

  const decoys = [{ name: 'acme-prod-web-legacy', events: decoy }];
  return [
    {
      name: 'port 22 opened',
      question: 'Who opened SSH to the world on the web security group, and when?',
      about: web.address,
      answer: { events: open, actor: actorOf(dana), person: people.dana.mail, origin: 'console' },
      decoys,
    },
    {
      name: 'port 22 closed',
      question: 'What closed it again?',
      about: web.address,
      answer: {
        events: closed,
        actor: `arn:aws:sts::${production}:assumed-role/terraform-exec/GitHubActions-9377`,
        person: 'repo:acme/infra:ref:refs/heads/main',
        origin: 'terraform',
      },
      decoys,
    },
  ];
}
