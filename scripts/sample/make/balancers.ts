// Load balancers, their target groups and listeners.
import { declare, type Declared, type Place } from '../declared.ts';
import { arn } from '../names.ts';
import { hexOf } from '../random.ts';

const elb = 'elasticloadbalancing';

export function loadBalancer(at: Place, o: { name: string; groups: readonly string[]; subnets: readonly string[]; vpc: string }): Declared {
  const self = arn(elb, at.region, at.account, `loadbalancer/app/${o.name}/${hexOf(at.address, 16)}`);
  return declare(at, ['aws_lb', 'AWS::ElasticLoadBalancingV2::LoadBalancer'], {
    id: self,
    arn: self,
    name: o.name,
    attributes: { security_groups: o.groups, subnets: o.subnets, vpc_id: o.vpc, load_balancer_type: 'application' },
    create: [
      {
        service: elb,
        name: 'CreateLoadBalancer',
        params: { name: o.name, type: 'application', securityGroups: o.groups, subnets: o.subnets },
        response: {
          loadBalancers: [
            { loadBalancerArn: self, loadBalancerName: o.name, scheme: 'internet-facing', vpcId: o.vpc, state: { code: 'provisioning' } },
          ],
        },
      },
    ],
    read: [
      { service: elb, name: 'DescribeLoadBalancers', params: { loadBalancerArns: [self] } },
      { service: elb, name: 'DescribeLoadBalancerAttributes', params: { loadBalancerArn: self } },
    ],
  });
}

export function targetGroup(at: Place, o: { name: string; vpc: string; port: number }): Declared {
  const self = arn(elb, at.region, at.account, `targetgroup/${o.name}/${hexOf(at.address, 16)}`);
  return declare(at, ['aws_lb_target_group', 'AWS::ElasticLoadBalancingV2::TargetGroup'], {
    id: self,
    arn: self,
    name: o.name,
    attributes: { vpc_id: o.vpc, port: o.port, protocol: 'HTTP' },
    create: [
      {
        service: elb,
        name: 'CreateTargetGroup',
        params: { name: o.name, protocol: 'HTTP', port: o.port, vpcId: o.vpc },
        response: { targetGroups: [{ targetGroupArn: self, targetGroupName: o.name, protocol: 'HTTP', port: o.port, vpcId: o.vpc }] },
      },
    ],
    read: [{ service: elb, name: 'DescribeTargetGroups', params: { targetGroupArns: [self] } }],
  });
}

export function listener(at: Place, o: { balancer: string; targetGroup: string }): Declared {
  const self = `${o.balancer.replace(':loadbalancer/', ':listener/')}/${hexOf(at.address, 16)}`;
  return declare(at, ['aws_lb_listener', 'AWS::ElasticLoadBalancingV2::Listener'], {
    id: self,
    arn: self,
    attributes: { load_balancer_arn: o.balancer, port: 443, protocol: 'HTTPS' },
    create: [
      {
        service: elb,
        name: 'CreateListener',
        params: {
          loadBalancerArn: o.balancer,
          protocol: 'HTTPS',
          port: 443,
          defaultActions: [{ type: 'forward', targetGroupArn: o.targetGroup }],
        },
        response: { listeners: [{ listenerArn: self, loadBalancerArn: o.balancer, port: 443, protocol: 'HTTPS' }] },
      },
    ],
    read: [{ service: elb, name: 'DescribeListeners', params: { listenerArns: [self] } }],
  });
}
