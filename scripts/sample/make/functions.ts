// Functions: their code, who may invoke them, their logs.
import { declare, type Declared, type Place } from '../declared.ts';
import { arn } from '../names.ts';
import type { Step } from '../record.ts';

export function lambda(at: Place, o: { name: string; role: string; memory: number; code: { s3Bucket: string; s3Key: string } }): Declared {
  const self = arn('lambda', at.region, at.account, `function:${o.name}`);
  return declare(at, ['aws_lambda_function', 'AWS::Lambda::Function'], {
    id: o.name,
    arn: self,
    attributes: {
      function_name: o.name,
      runtime: 'nodejs22.x',
      handler: 'index.handler',
      role: o.role,
      memory_size: o.memory,
      timeout: 20,
    },
    create: [
      {
        service: 'lambda',
        name: 'CreateFunction20150331',
        params: {
          functionName: o.name,
          runtime: 'nodejs22.x',
          role: o.role,
          handler: 'index.handler',
          code: o.code,
          timeout: 20,
          memorySize: o.memory,
          publish: false,
          packageType: 'Zip',
          environment: {},
        },
        response: {
          functionName: o.name,
          functionArn: self,
          runtime: 'nodejs22.x',
          role: o.role,
          state: 'Pending',
          memorySize: o.memory,
          timeout: 20,
        },
      },
    ],
    read: [
      { service: 'lambda', name: 'GetFunction20150331v2', params: { functionName: o.name } },
      { service: 'lambda', name: 'ListVersionsByFunction20150331', params: { functionName: o.name } },
    ],
  });
}

/** New code from S3. */
export function updateCode(name: string, self: string, s3Key: string): Step {
  return {
    service: 'lambda',
    name: 'UpdateFunctionCode20150331v2',
    params: { functionName: name, s3Bucket: 'acme-prod-assets', s3Key, publish: false, dryRun: false },
    response: { functionName: name, functionArn: self, lastUpdateStatus: 'InProgress' },
  };
}

export function lambdaPermission(at: Place, of: Declared, o: { statement: string; principal: string; source?: string }): Declared {
  return declare(at, ['aws_lambda_permission', 'AWS::Lambda::Permission'], {
    id: o.statement,
    attributes: { statement_id: o.statement, function_name: of.id, principal: o.principal, action: 'lambda:InvokeFunction' },
    parent: of.address,
    create: [
      {
        service: 'lambda',
        name: 'AddPermission20150331v2',
        params: {
          functionName: of.id,
          statementId: o.statement,
          action: 'lambda:InvokeFunction',
          principal: o.principal,
          ...(o.source ? { sourceArn: o.source } : {}),
        },
        response: {
          statement: JSON.stringify({
            Sid: o.statement,
            Effect: 'Allow',
            Principal: { Service: o.principal },
            Action: 'lambda:InvokeFunction',
            Resource: of.arn ?? '',
          }),
        },
      },
    ],
    read: [{ service: 'lambda', name: 'GetPolicy20150331v2', params: { functionName: of.id } }],
  });
}

export function logGroup(at: Place, o: { name: string; days: number }): Declared {
  return declare(at, ['aws_cloudwatch_log_group', 'AWS::Logs::LogGroup'], {
    id: o.name,
    arn: arn('logs', at.region, at.account, `log-group:${o.name}`),
    name: o.name,
    attributes: { retention_in_days: o.days },
    create: [
      { service: 'logs', name: 'CreateLogGroup', params: { logGroupName: o.name } },
      { service: 'logs', name: 'PutRetentionPolicy', params: { logGroupName: o.name, retentionInDays: o.days } },
    ],
    read: [{ service: 'logs', name: 'DescribeLogGroups', params: { logGroupNamePrefix: o.name } }],
  });
}
