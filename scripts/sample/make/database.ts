// Databases, secrets and parameters.
import { declare, type Declared, type Place } from '../declared.ts';
import { arn } from '../names.ts';
import { lettersOf } from '../random.ts';
import type { Step } from '../record.ts';

const hidden = 'HIDDEN_DUE_TO_SECURITY_REASONS';

export function subnetGroup(at: Place, o: { name: string; subnets: readonly string[]; vpc: string }): Declared {
  const self = arn('rds', at.region, at.account, `subgrp:${o.name}`);
  return declare(at, ['aws_db_subnet_group', 'AWS::RDS::DBSubnetGroup'], {
    id: o.name,
    arn: self,
    name: o.name,
    attributes: { subnet_ids: o.subnets, vpc_id: o.vpc },
    create: [
      {
        service: 'rds',
        name: 'CreateDBSubnetGroup',
        params: { dBSubnetGroupName: o.name, dBSubnetGroupDescription: 'Managed by Terraform', subnetIds: o.subnets },
        response: { dBSubnetGroupName: o.name, dBSubnetGroupArn: self, vpcId: o.vpc, subnetGroupStatus: 'Complete' },
      },
    ],
    read: [{ service: 'rds', name: 'DescribeDBSubnetGroups', params: { dBSubnetGroupName: o.name } }],
  });
}

export function parameterGroup(at: Place, o: { name: string; family: string }): Declared {
  const self = arn('rds', at.region, at.account, `pg:${o.name}`);
  return declare(at, ['aws_db_parameter_group', 'AWS::RDS::DBParameterGroup'], {
    id: o.name,
    arn: self,
    name: o.name,
    attributes: { family: o.family },
    create: [
      {
        service: 'rds',
        name: 'CreateDBParameterGroup',
        params: { dBParameterGroupName: o.name, dBParameterGroupFamily: o.family, description: 'Managed by Terraform' },
        response: {
          dBParameterGroupName: o.name,
          dBParameterGroupArn: self,
          dBParameterGroupFamily: o.family,
          description: 'Managed by Terraform',
        },
      },
      modifyParameters(o.name, 'log_min_duration_statement', '500'),
    ],
    read: [{ service: 'rds', name: 'DescribeDBParameterGroups', params: { dBParameterGroupName: o.name } }],
  });
}

/** ModifyDBParameterGroup of one parameter. */
export function modifyParameters(group: string, name: string, value: string): Step {
  return {
    service: 'rds',
    name: 'ModifyDBParameterGroup',
    params: {
      dBParameterGroupName: group,
      parameters: [{ isModifiable: false, applyMethod: 'immediate', parameterName: name, parameterValue: value }],
    },
    response: { dBParameterGroupName: group },
  };
}

export function dbInstance(
  at: Place,
  o: { name: string; dbClass: string; subnetGroup: string; parameterGroup: string; securityGroup: string; key: string },
): Declared {
  const self = arn('rds', at.region, at.account, `db:${o.name}`);
  const resourceId = `db-${lettersOf(self, 26)}`;
  return declare(at, ['aws_db_instance', 'AWS::RDS::DBInstance'], {
    id: resourceId,
    arn: self,
    attributes: {
      identifier: o.name,
      resource_id: resourceId,
      instance_class: o.dbClass,
      engine: 'postgres',
      allocated_storage: 100,
      kms_key_id: o.key,
    },
    create: [
      {
        service: 'rds',
        name: 'CreateDBInstance',
        params: {
          dBInstanceIdentifier: o.name,
          dBInstanceClass: o.dbClass,
          engine: 'postgres',
          engineVersion: '16.4',
          allocatedStorage: 100,
          masterUsername: 'orders',
          manageMasterUserPassword: true,
          dBSubnetGroupName: o.subnetGroup,
          dBParameterGroupName: o.parameterGroup,
          vpcSecurityGroupIds: [o.securityGroup],
          storageEncrypted: true,
          kmsKeyId: o.key,
          deletionProtection: true,
        },
        response: { ...dbDescribed(o.name, self, o.dbClass, 'creating'), dbiResourceId: resourceId },
      },
    ],
    read: [
      { service: 'rds', name: 'DescribeDBInstances', params: { dBInstanceIdentifier: resourceId } },
      { service: 'rds', name: 'ListTagsForResource', params: { resourceName: self } },
    ],
  });
}

/** The part of RDS's answers that the story needs. */
export function dbDescribed(name: string, self: string, dbClass: string, status: string): Record<string, string | boolean | number> {
  return {
    dBInstanceIdentifier: name,
    dBInstanceArn: self,
    dBInstanceClass: dbClass,
    dBInstanceStatus: status,
    engine: 'postgres',
    multiAZ: false,
    allocatedStorage: 100,
  };
}

export function secret(at: Place, o: { name: string; key?: string }): Declared {
  const self = arn('secretsmanager', at.region, at.account, `secret:${o.name}-${lettersOf(at.address, 6)}`);
  return declare(at, ['aws_secretsmanager_secret', 'AWS::SecretsManager::Secret'], {
    id: self,
    arn: self,
    name: o.name,
    attributes: { kms_key_id: o.key ?? '', recovery_window_in_days: 30 },
    create: [
      {
        service: 'secretsmanager',
        name: 'CreateSecret',
        params: { name: o.name, description: '', ...(o.key ? { kmsKeyId: o.key } : {}), forceOverwriteReplicaSecret: false },
        response: { arn: self, name: o.name },
      },
    ],
    read: [
      { service: 'secretsmanager', name: 'DescribeSecret', params: { secretId: self } },
      { service: 'secretsmanager', name: 'GetResourcePolicy', params: { secretId: self } },
    ],
  });
}

/** PutParameter; SecureString and String values are both masked by AWS. */
export function putParameter(account: string, region: string, name: string, type: string, version: number): Step {
  return {
    service: 'ssm',
    name: 'PutParameter',
    params: { name, value: hidden, type, overwrite: version > 1, tier: 'Standard' },
    response: { version, tier: 'Standard' },
    resources: [{ accountId: account, ARN: arn('ssm', region, account, `parameter${name}`) }],
  };
}

export function parameter(at: Place, o: { name: string; type: string }): Declared {
  const self = arn('ssm', at.region, at.account, `parameter${o.name}`);
  const resources = [{ accountId: at.account, ARN: self }];
  return declare(at, ['aws_ssm_parameter', 'AWS::SSM::Parameter'], {
    id: o.name,
    arn: self,
    name: o.name,
    attributes: { type: o.type, tier: 'Standard' },
    create: [putParameter(at.account, at.region, o.name, o.type, 1)],
    read: [{ service: 'ssm', name: 'GetParameter', params: { name: o.name, withDecryption: true }, resources }],
  });
}
