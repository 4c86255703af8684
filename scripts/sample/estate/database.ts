// database.tf.
import type { Declared } from '../declared.ts';
import * as database from '../make/database.ts';
import { here } from './here.ts';
import { databaseGroup, main, private0, private1 } from './network.ts';
import { keyArn } from './storage.ts';

const subnetGroup = database.subnetGroup(here('aws_db_subnet_group.main'), {
  name: 'acme-prod-main',
  subnets: [private0.id, private1.id],
  vpc: main.id,
});
const parameters = database.parameterGroup(here('aws_db_parameter_group.postgres'), { name: 'acme-prod-postgres16', family: 'postgres16' });
const orders = database.dbInstance(here('aws_db_instance.orders'), {
  name: 'acme-prod-orders',
  dbClass: 'db.t4g.medium',
  subnetGroup: subnetGroup.id,
  parameterGroup: parameters.id,
  securityGroup: databaseGroup.id,
  key: keyArn,
});

export const databaseEstate: readonly Declared[] = [
  subnetGroup,
  parameters,
  orders,
  database.secret(here('aws_secretsmanager_secret.orders_api'), { name: 'acme-prod/orders/api', key: keyArn }),
  database.parameter(here('aws_ssm_parameter.orders_url'), { name: '/acme/prod/orders/url', type: 'String' }),
  database.parameter(here('aws_ssm_parameter.payment_token'), { name: '/acme/prod/payment/token', type: 'SecureString' }),
];
