// Networks: VPC, subnets, routes, gateways.
import { declare, items, tagSpecification, type Declared, type Place } from '../declared.ts';
import { arn, ec2Id } from '../names.ts';

const ec2 = 'ec2';

export function vpc(at: Place, o: { name: string; cidr: string }): Declared {
  const id = ec2Id('vpc', at.address);
  return declare(at, ['aws_vpc', 'AWS::EC2::VPC'], {
    id,
    arn: arn(ec2, at.region, at.account, `vpc/${id}`),
    attributes: { cidr_block: o.cidr, enable_dns_hostnames: true, owner_id: at.account, tags: { Name: o.name } },
    create: [
      {
        service: ec2,
        name: 'CreateVpc',
        params: { cidrBlock: o.cidr, instanceTenancy: 'default', amazonProvidedIpv6CidrBlock: false, ...tagSpecification('vpc', o.name) },
        response: {
          vpc: { vpcId: id, ownerId: at.account, state: 'pending', cidrBlock: o.cidr, instanceTenancy: 'default', isDefault: false },
        },
      },
      { service: ec2, name: 'ModifyVpcAttribute', params: { vpcId: id, enableDnsHostnames: { value: true } }, response: { _return: true } },
    ],
    read: [
      { service: ec2, name: 'DescribeVpcs', params: { vpcSet: items({ vpcId: id }), filterSet: {} } },
      { service: ec2, name: 'DescribeVpcAttribute', params: { vpcId: id, attribute: 'enableDnsHostnames' } },
    ],
  });
}

export function subnet(at: Place, o: { name: string; vpc: string; cidr: string; zone: string }): Declared {
  const id = ec2Id('subnet', at.address);
  const self = arn(ec2, at.region, at.account, `subnet/${id}`);
  const described = {
    subnetId: id,
    subnetArn: self,
    state: 'available',
    vpcId: o.vpc,
    cidrBlock: o.cidr,
    availableIpAddressCount: 251,
    availabilityZone: o.zone,
    ownerId: at.account,
  };
  return declare(at, ['aws_subnet', 'AWS::EC2::Subnet'], {
    id,
    arn: self,
    attributes: { vpc_id: o.vpc, cidr_block: o.cidr, availability_zone: o.zone, tags: { Name: o.name } },
    create: [
      {
        service: ec2,
        name: 'CreateSubnet',
        params: { vpcId: o.vpc, cidrBlock: o.cidr, availabilityZone: o.zone, ...tagSpecification('subnet', o.name) },
        response: { subnet: described },
      },
    ],
    read: [{ service: ec2, name: 'DescribeSubnets', params: { subnetSet: items({ subnetId: id }), filterSet: {} } }],
  });
}

export function internetGateway(at: Place, o: { name: string; vpc: string }): Declared {
  const id = ec2Id('igw', at.address);
  return declare(at, ['aws_internet_gateway', 'AWS::EC2::InternetGateway'], {
    id,
    arn: arn(ec2, at.region, at.account, `internet-gateway/${id}`),
    attributes: { vpc_id: o.vpc, owner_id: at.account, tags: { Name: o.name } },
    create: [
      {
        service: ec2,
        name: 'CreateInternetGateway',
        params: tagSpecification('internet-gateway', o.name),
        response: {
          internetGateway: { internetGatewayId: id, ownerId: at.account, attachmentSet: {}, tagSet: items({ key: 'Name', value: o.name }) },
        },
      },
      { service: ec2, name: 'AttachInternetGateway', params: { internetGatewayId: id, vpcId: o.vpc }, response: { _return: true } },
    ],
    read: [
      { service: ec2, name: 'DescribeInternetGateways', params: { internetGatewayIdSet: items({ internetGatewayId: id }), filterSet: {} } },
    ],
  });
}

export function elasticIp(at: Place, o: { ip: string }): Declared {
  const id = ec2Id('eipalloc', at.address);
  return declare(at, ['aws_eip', 'AWS::EC2::EIP'], {
    id,
    arn: arn(ec2, at.region, at.account, `elastic-ip/${id}`),
    attributes: { allocation_id: id, public_ip: o.ip, domain: 'vpc' },
    create: [
      {
        service: ec2,
        name: 'AllocateAddress',
        params: { domain: 'vpc' },
        response: { publicIp: o.ip, domain: 'vpc', allocationId: id, networkBorderGroup: at.region },
      },
    ],
    read: [
      {
        service: ec2,
        name: 'DescribeAddresses',
        params: { publicIpsSet: {}, filterSet: {}, allocationIdsSet: items({ allocationId: id }) },
      },
    ],
  });
}

export function natGateway(at: Place, o: { subnet: string; allocation: string }): Declared {
  const id = ec2Id('nat', at.address);
  return declare(at, ['aws_nat_gateway', 'AWS::EC2::NatGateway'], {
    id,
    attributes: { subnet_id: o.subnet, allocation_id: o.allocation, connectivity_type: 'public' },
    create: [
      {
        service: ec2,
        name: 'CreateNatGateway',
        params: { CreateNatGatewayRequest: { ConnectivityType: 'public', SubnetId: o.subnet, AllocationId: o.allocation } },
        response: {
          CreateNatGatewayResponse: { natGateway: { natGatewayId: id, subnetId: o.subnet, state: 'pending', connectivityType: 'public' } },
        },
      },
    ],
    read: [
      { service: ec2, name: 'DescribeNatGateways', params: { DescribeNatGatewaysRequest: { NatGatewayId: { tag: 1, content: id } } } },
    ],
  });
}

export function routeTable(at: Place, o: { vpc: string; target: string }): Declared {
  const id = ec2Id('rtb', at.address);
  const via = o.target.startsWith('nat-') ? { natGatewayId: o.target } : { gatewayId: o.target };
  return declare(at, ['aws_route_table', 'AWS::EC2::RouteTable'], {
    id,
    arn: arn(ec2, at.region, at.account, `route-table/${id}`),
    attributes: { vpc_id: o.vpc, owner_id: at.account },
    create: [
      {
        service: ec2,
        name: 'CreateRouteTable',
        params: { vpcId: o.vpc },
        response: { routeTable: { routeTableId: id, vpcId: o.vpc, ownerId: at.account } },
      },
      {
        service: ec2,
        name: 'CreateRoute',
        params: { routeTableId: id, destinationCidrBlock: '0.0.0.0/0', ...via },
        response: { _return: true },
      },
    ],
    read: [{ service: ec2, name: 'DescribeRouteTables', params: { routeTableIdSet: items({ routeTableId: id }), filterSet: {} } }],
  });
}

export function routeTableAssociation(at: Place, o: { subnet: string; table: string }): Declared {
  const id = ec2Id('rtbassoc', at.address);
  return declare(at, ['aws_route_table_association', 'AWS::EC2::SubnetRouteTableAssociation'], {
    id,
    attributes: { subnet_id: o.subnet, route_table_id: o.table },
    create: [
      {
        service: ec2,
        name: 'AssociateRouteTable',
        params: { routeTableId: o.table, subnetId: o.subnet },
        response: { associationId: id, associationState: { state: 'associated' } },
      },
    ],
    read: [],
  });
}
