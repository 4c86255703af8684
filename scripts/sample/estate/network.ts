// network.tf, as far as it was applied first.
import type { Declared } from '../declared.ts';
import * as network from '../make/network.ts';
import * as traffic from '../make/traffic.ts';
import { here } from './here.ts';

export const main = network.vpc(here('aws_vpc.main'), { name: 'acme-prod-main', cidr: '10.20.0.0/16' });
const publicSubnet = (zone: string, cidr: string): Declared =>
  network.subnet(here(`aws_subnet.public["${zone}"]`), { name: `acme-prod-public-${zone}`, vpc: main.id, cidr, zone });
export const publicA = publicSubnet('eu-central-1a', '10.20.0.0/24');
export const publicB = publicSubnet('eu-central-1b', '10.20.1.0/24');
const privateSubnet = (n: number, zone: string): Declared =>
  network.subnet(here(`aws_subnet.private[${n}]`), { name: `acme-prod-private-${n}`, vpc: main.id, cidr: `10.20.${10 + n}.0/24`, zone });
export const private0 = privateSubnet(0, 'eu-central-1a');
export const private1 = privateSubnet(1, 'eu-central-1b');
const gateway = network.internetGateway(here('aws_internet_gateway.main'), { name: 'acme-prod-main', vpc: main.id });
const natIp = network.elasticIp(here('aws_eip.nat'), { ip: '203.0.113.40' });
const nat = network.natGateway(here('aws_nat_gateway.main'), { subnet: publicA.id, allocation: natIp.id });
const publicRoutes = network.routeTable(here('aws_route_table.public'), { vpc: main.id, target: gateway.id });
const privateRoutes = network.routeTable(here('aws_route_table.private'), { vpc: main.id, target: nat.id });
export const web = traffic.securityGroup(here('aws_security_group.web'), {
  name: 'acme-prod-web',
  description: 'HTTPS from anywhere',
  vpc: main.id,
  open: 443,
});
export const databaseGroup = traffic.securityGroup(here('aws_security_group.database'), {
  name: 'acme-prod-database',
  description: 'PostgreSQL from the workers',
  vpc: main.id,
});

export const networkEstate: readonly Declared[] = [
  main,
  publicA,
  publicB,
  private0,
  private1,
  gateway,
  natIp,
  nat,
  publicRoutes,
  privateRoutes,
  network.routeTableAssociation(here('aws_route_table_association.public["eu-central-1a"]'), {
    subnet: publicA.id,
    table: publicRoutes.id,
  }),
  network.routeTableAssociation(here('aws_route_table_association.public["eu-central-1b"]'), {
    subnet: publicB.id,
    table: publicRoutes.id,
  }),
  web,
  databaseGroup,
  traffic.vpcEndpoint(here('aws_vpc_endpoint.s3'), { vpc: main.id, serviceName: 'com.amazonaws.eu-central-1.s3' }),
];
