// Instances: launch templates, Auto Scaling groups, single machines.
import { declare, items, tagSpecification, type Declared, type Place } from '../declared.ts';
import { arn, ec2Id } from '../names.ts';
import { uuidOf } from '../random.ts';

const image = 'ami-0123456789abcdef0';

export function launchTemplate(at: Place, o: { name: string; type: string; group: string }): Declared {
  const id = ec2Id('lt', at.address);
  return declare(at, ['aws_launch_template', 'AWS::EC2::LaunchTemplate'], {
    id,
    arn: arn('ec2', at.region, at.account, `launch-template/${id}`),
    name: o.name,
    attributes: { image_id: image, instance_type: o.type, latest_version: 1, default_version: 1 },
    create: [
      {
        service: 'ec2',
        name: 'CreateLaunchTemplate',
        params: {
          CreateLaunchTemplateRequest: {
            LaunchTemplateName: o.name,
            LaunchTemplateData: { ImageId: image, InstanceType: o.type, SecurityGroupId: { tag: 1, content: o.group } },
          },
        },
        response: {
          CreateLaunchTemplateResponse: {
            launchTemplate: { launchTemplateId: id, launchTemplateName: o.name, latestVersionNumber: 1, defaultVersionNumber: 1 },
          },
        },
      },
    ],
    read: [
      {
        service: 'ec2',
        name: 'DescribeLaunchTemplates',
        params: { DescribeLaunchTemplatesRequest: { LaunchTemplateId: { tag: 1, content: id } } },
      },
    ],
  });
}

export function autoScalingGroup(at: Place, o: { name: string; template: string; subnets: readonly string[]; size: number }): Declared {
  const self = arn('autoscaling', at.region, at.account, `autoScalingGroup:${uuidOf(at.address)}:autoScalingGroupName/${o.name}`);
  return declare(at, ['aws_autoscaling_group', 'AWS::AutoScaling::AutoScalingGroup'], {
    id: o.name,
    arn: self,
    name: o.name,
    attributes: { min_size: o.size, max_size: o.size * 4, vpc_zone_identifier: o.subnets },
    create: [
      {
        service: 'autoscaling',
        name: 'CreateAutoScalingGroup',
        params: {
          autoScalingGroupName: o.name,
          minSize: o.size,
          maxSize: o.size * 4,
          vPCZoneIdentifier: o.subnets.join(','),
          launchTemplate: { launchTemplateId: o.template, version: '$Latest' },
        },
      },
    ],
    read: [{ service: 'autoscaling', name: 'DescribeAutoScalingGroups', params: { autoScalingGroupNames: [o.name] } }],
  });
}

export function instance(at: Place, o: { name: string; type: string; subnet: string; group: string }): Declared {
  const id = ec2Id('i', at.address);
  const state = { code: 0, name: 'pending' };
  return declare(at, ['aws_instance', 'AWS::EC2::Instance'], {
    id,
    arn: arn('ec2', at.region, at.account, `instance/${id}`),
    attributes: { ami: image, instance_type: o.type, subnet_id: o.subnet, vpc_security_group_ids: [o.group], tags: { Name: o.name } },
    create: [
      {
        service: 'ec2',
        name: 'RunInstances',
        params: {
          instancesSet: items({ imageId: image, minCount: 1, maxCount: 1 }),
          groupSet: items({ groupId: o.group }),
          instanceType: o.type,
          blockDeviceMapping: {},
          monitoring: { enabled: false },
          subnetId: o.subnet,
          disableApiTermination: false,
          ...tagSpecification('instance', o.name),
        },
        response: {
          reservationId: ec2Id('r', at.address),
          ownerId: at.account,
          groupSet: {},
          instancesSet: items({
            instanceId: id,
            imageId: image,
            instanceState: state,
            instanceType: o.type,
            subnetId: o.subnet,
            groupSet: items({ groupId: o.group }),
          }),
        },
      },
    ],
    read: [
      { service: 'ec2', name: 'DescribeInstances', params: { instancesSet: items({ instanceId: id }), filterSet: {} } },
      { service: 'ec2', name: 'DescribeInstanceAttribute', params: { instanceId: id, attribute: 'disableApiTermination' } },
    ],
  });
}
