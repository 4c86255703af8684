// Traffic: security groups and their rules, endpoints, flow logs.
import type { JsonObject } from '../../../src/event/event.ts';
import { declare, items, tagSpecification, type Declared, type Place } from '../declared.ts';
import { arn, ec2Id } from '../names.ts';
import type { Step } from '../record.ts';

const ec2 = 'ec2';

/** A TCP rule in the shape of EC2's requests. */
export function permission(port: number, from: { cidr: string; description?: string } | { group: string }): JsonObject {
  const ranges = 'cidr' in from ? items({ cidrIp: from.cidr, ...(from.description ? { description: from.description } : {}) }) : {};
  const groups = 'group' in from ? items({ groupId: from.group }) : {};
  return { ipProtocol: 'tcp', fromPort: port, toPort: port, groups, ipRanges: ranges, ipv6Ranges: {}, prefixListIds: {} };
}

/** AuthorizeSecurityGroupIngress of one rule, with the rule id EC2 answers. */
export function authorize(account: string, group: string, rule: JsonObject, ruleId: string, cidr?: string): Step {
  return {
    service: ec2,
    name: 'AuthorizeSecurityGroupIngress',
    params: { groupId: group, ipPermissions: items(rule) },
    response: {
      _return: true,
      securityGroupRuleSet: items({
        groupOwnerId: account,
        groupId: group,
        securityGroupRuleId: ruleId,
        isEgress: false,
        ipProtocol: 'tcp',
        fromPort: rule['fromPort'] ?? -1,
        toPort: rule['toPort'] ?? -1,
        ...(cidr ? { cidrIpv4: cidr } : {}),
      }),
    },
  };
}

export function securityGroup(at: Place, o: { name: string; description: string; vpc: string; open?: number }): Declared {
  const id = ec2Id('sg', at.address);
  const open =
    o.open === undefined
      ? []
      : [authorize(at.account, id, permission(o.open, { cidr: '0.0.0.0/0', description: 'HTTPS' }), ec2Id('sgr', id), '0.0.0.0/0')];
  return declare(at, ['aws_security_group', 'AWS::EC2::SecurityGroup'], {
    id,
    arn: arn(ec2, at.region, at.account, `security-group/${id}`),
    name: o.name,
    attributes: { description: o.description, vpc_id: o.vpc, owner_id: at.account },
    create: [
      {
        service: ec2,
        name: 'CreateSecurityGroup',
        params: { groupName: o.name, groupDescription: o.description, vpcId: o.vpc, ...tagSpecification('security-group', o.name) },
        response: { _return: true, groupId: id, securityGroupArn: arn(ec2, at.region, at.account, `security-group/${id}`) },
      },
      ...open,
    ],
    read: [
      {
        service: ec2,
        name: 'DescribeSecurityGroups',
        params: { securityGroupSet: {}, securityGroupIdSet: items({ groupId: id }), filterSet: {} },
      },
    ],
  });
}

export function ingressRule(at: Place, o: { group: string; port: number; from: string }): Declared {
  const id = ec2Id('sgr', at.address);
  return declare(at, ['aws_vpc_security_group_ingress_rule', 'AWS::EC2::SecurityGroupIngress'], {
    id,
    arn: arn(ec2, at.region, at.account, `security-group-rule/${id}`),
    attributes: {
      security_group_id: o.group,
      from_port: o.port,
      to_port: o.port,
      ip_protocol: 'tcp',
      referenced_security_group_id: o.from,
    },
    create: [authorize(at.account, o.group, permission(o.port, { group: o.from }), id)],
    read: [
      {
        service: ec2,
        name: 'DescribeSecurityGroupRules',
        params: { DescribeSecurityGroupRulesRequest: { SecurityGroupRuleId: { tag: 1, content: id } } },
      },
    ],
  });
}

export function vpcEndpoint(at: Place, o: { vpc: string; serviceName: string }): Declared {
  const id = ec2Id('vpce', at.address);
  return declare(at, ['aws_vpc_endpoint', 'AWS::EC2::VPCEndpoint'], {
    id,
    arn: arn(ec2, at.region, at.account, `vpc-endpoint/${id}`),
    attributes: { vpc_id: o.vpc, service_name: o.serviceName, vpc_endpoint_type: 'Gateway' },
    create: [
      {
        service: ec2,
        name: 'CreateVpcEndpoint',
        params: { CreateVpcEndpointRequest: { VpcId: o.vpc, ServiceName: o.serviceName, VpcEndpointType: 'Gateway' } },
        response: {
          CreateVpcEndpointResponse: { vpcEndpoint: { vpcEndpointId: id, vpcId: o.vpc, serviceName: o.serviceName, state: 'available' } },
        },
      },
    ],
    read: [
      { service: ec2, name: 'DescribeVpcEndpoints', params: { DescribeVpcEndpointsRequest: { VpcEndpointId: { tag: 1, content: id } } } },
    ],
  });
}

export function flowLog(at: Place, o: { vpc: string; destination: string }): Declared {
  const id = ec2Id('fl', at.address);
  return declare(at, ['aws_flow_log', 'AWS::EC2::FlowLog'], {
    id,
    arn: arn(ec2, at.region, at.account, `vpc-flow-log/${id}`),
    attributes: { vpc_id: o.vpc, log_destination: o.destination, traffic_type: 'REJECT' },
    create: [
      {
        service: ec2,
        name: 'CreateFlowLogs',
        params: {
          CreateFlowLogsRequest: {
            ResourceType: 'VPC',
            ResourceId: { tag: 1, content: o.vpc },
            TrafficType: 'REJECT',
            LogDestinationType: 's3',
            LogDestination: o.destination,
          },
        },
        response: { CreateFlowLogsResponse: { flowLogIdSet: { item: id }, unsuccessful: '' } },
      },
    ],
    read: [{ service: ec2, name: 'DescribeFlowLogs', params: { DescribeFlowLogsRequest: { FlowLogId: { tag: 1, content: id } } } }],
  });
}
