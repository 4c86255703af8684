// Ids that AWS makes up: equal ones mean the same resource, in whatever account and field they stand.

/** Prefix of an EC2-style id → CloudFormation type. EC2 user guide, "Resource IDs"; types from the CloudFormation resource reference. */
// prettier-ignore
const typeOfPrefix: Readonly<Record<string, string>> = {
  i: 'AWS::EC2::Instance', mi: 'AWS::SSM::ManagedInstance', ami: 'AWS::EC2::Image', vol: 'AWS::EC2::Volume', snap: 'AWS::EC2::Snapshot',
  sg: 'AWS::EC2::SecurityGroup', sgr: 'AWS::EC2::SecurityGroupRule', vpc: 'AWS::EC2::VPC', subnet: 'AWS::EC2::Subnet',
  rtb: 'AWS::EC2::RouteTable', rtbassoc: 'AWS::EC2::SubnetRouteTableAssociation', igw: 'AWS::EC2::InternetGateway',
  eigw: 'AWS::EC2::EgressOnlyInternetGateway', nat: 'AWS::EC2::NatGateway', eni: 'AWS::EC2::NetworkInterface',
  'eni-attach': 'AWS::EC2::NetworkInterfaceAttachment', eipalloc: 'AWS::EC2::EIP', eipassoc: 'AWS::EC2::EIPAssociation',
  acl: 'AWS::EC2::NetworkAcl', aclassoc: 'AWS::EC2::SubnetNetworkAclAssociation', dopt: 'AWS::EC2::DHCPOptions',
  pcx: 'AWS::EC2::VPCPeeringConnection', vpce: 'AWS::EC2::VPCEndpoint', 'vpce-svc': 'AWS::EC2::VPCEndpointService',
  lt: 'AWS::EC2::LaunchTemplate', tgw: 'AWS::EC2::TransitGateway', 'tgw-attach': 'AWS::EC2::TransitGatewayAttachment',
  'tgw-rtb': 'AWS::EC2::TransitGatewayRouteTable', cgw: 'AWS::EC2::CustomerGateway', vgw: 'AWS::EC2::VPNGateway',
  vpn: 'AWS::EC2::VPNConnection', 'cvpn-endpoint': 'AWS::EC2::ClientVpnEndpoint', fl: 'AWS::EC2::FlowLog', pl: 'AWS::EC2::PrefixList',
  sir: 'AWS::EC2::SpotInstanceRequest', sfr: 'AWS::EC2::SpotFleet', fleet: 'AWS::EC2::EC2Fleet', key: 'AWS::EC2::KeyPair',
  pg: 'AWS::EC2::PlacementGroup', cr: 'AWS::EC2::CapacityReservation', r: 'AWS::EC2::Reservation', h: 'AWS::EC2::Host',
  ipam: 'AWS::EC2::IPAM', 'ipam-pool': 'AWS::EC2::IPAMPool', 'ipam-scope': 'AWS::EC2::IPAMScope', fs: 'AWS::EFS::FileSystem',
  fsmt: 'AWS::EFS::MountTarget', fsap: 'AWS::EFS::AccessPoint', 'subnet-cidr-assoc': 'AWS::EC2::SubnetCidrBlock',
  'vpc-cidr-assoc': 'AWS::EC2::VPCCidrBlock', lgw: 'AWS::EC2::LocalGateway', 'ws': 'AWS::WorkSpaces::Workspace',
};

const prefixed = /^([a-z]{1,8}(?:-[a-z]{3,8}){0,2})-(?:[0-9a-f]{8}|[0-9a-f]{17})$/;
const uuid = /^(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/i;
/** Unique ids of IAM. IAM user guide, "Unique identifiers": a prefix of four letters, then 16 or more of base 32. */
const iamId = /^A(?:GPA|IDA|IPA|KIA|NPA|NVA|ROA|PKA|SIA|SCA)[A-Z0-9]{12,124}$/;
/** CloudFront distributions and Route 53 hosted zones; without a digit it is a word in capitals. */
const capitals = /^(?=[A-Z]*\d)(?:E[0-9A-Z]{12,14}|Z[0-9A-Z]{9,31})$/;

/** Whether the value is an id that AWS made up: `i-0123…`, a key's UUID, `AROA…`, `Z…`. Names people chose are not. */
export function opaqueId(value: string): boolean {
  if (value.length < 10 || value.length > 128) return false;
  return typeOfId(value) !== undefined || uuid.test(value) || iamId.test(value) || capitals.test(value);
}

/** CloudFormation type of an EC2-style id; undefined when its prefix tells none. */
export function typeOfId(value: string): string | undefined {
  const prefix = prefixed.exec(value)?.[1];
  return prefix !== undefined && Object.hasOwn(typeOfPrefix, prefix) ? typeOfPrefix[prefix] : undefined;
}
