import assert from 'node:assert/strict';
import { test } from 'node:test';
import { originOf } from '../../src/event/origin.ts';
import type { OriginFields } from '../../src/event/origin.ts';

const none: OriginFields = {
  userAgent: '',
  sourceIPAddress: '203.0.113.7',
  eventType: 'AwsApiCall',
  eventSource: 'ec2.amazonaws.com',
  sessionCredentialFromConsole: false,
  invokedBy: '',
  identityType: 'IAMUser',
  issuerArn: '',
  inScopeOf: '',
};
const shown = (fields: Partial<OriginFields>): string => {
  const { kind, name } = originOf({ ...none, ...fields });
  return `${kind}: ${name}`;
};
const TERRAFORM =
  'APN/1.0 HashiCorp/1.0 Terraform/1.9.5 (+https://www.terraform.io) terraform-provider-aws/5.60.0 (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.30.3 os/linux';

test('each means is told by its own signs, in their order', () => {
  const cases: readonly [Partial<OriginFields>, string][] = [
    [{ invokedBy: 'cloudformation.amazonaws.com', userAgent: 'Mozilla/5.0' }, 'cloudformation: CloudFormation'],
    [{ sourceIPAddress: 'cloudformation.amazonaws.com' }, 'cloudformation: CloudFormation'],
    [{ userAgent: 'cloudformation.amazonaws.com' }, 'cloudformation: CloudFormation'],
    [{ userAgent: 'aws-sdk-js/3.600.0 ua/2.1 os/linux lang/js aws-cdk/2.150.0' }, 'cdk: CDK 2.150.0'],
    [{ invokedBy: 'autoscaling.amazonaws.com' }, 'service: autoscaling'],
    [{ identityType: 'AWSService' }, 'service: AWS service'],
    [{ eventType: 'AwsServiceEvent', eventSource: 'kms.amazonaws.com' }, 'service: kms'],
    [
      { issuerArn: 'arn:aws:iam::111122223333:role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS', userAgent: 'aws-sdk-go/1' },
      'service: ecs',
    ],
    [{ userAgent: 'aws-cli/2.13.5 exec-env/CloudShell', sessionCredentialFromConsole: true }, 'cloudshell: CloudShell'],
    [{ sessionCredentialFromConsole: true, userAgent: 'AWS Internal' }, 'console: console'],
    [{ sessionCredentialFromConsole: true, userAgent: TERRAFORM }, 'console: console'],
    [{ eventType: 'AwsConsoleSignin' }, 'console: console'],
    [{ eventType: 'AwsConsoleAction' }, 'console: console'],
    [{ userAgent: 'AWS Internal', invokedBy: 'AWS Internal', sourceIPAddress: 'AWS Internal' }, 'console: console'],
    [{ invokedBy: 'signin.amazonaws.com', userAgent: 'signin.amazonaws.com' }, 'console: console'],
    [{ userAgent: 'console.ec2.amazonaws.com' }, 'console: console'],
    [{ userAgent: '[S3Console/0.4, aws-internal/3 aws-sdk-java/1.12.488]' }, 'console: console'],
    [{ userAgent: 'RDS Console, aws-internal/3 aws-sdk-java/1.11.975' }, 'console: console'],
    [{ userAgent: 'Mozilla/5.0 (X11; Linux x86_64)' }, 'console: console'],
    [{ userAgent: `${TERRAFORM} crossplane-provider-upjet-aws/1.2.0` }, 'crossplane: Crossplane 1.2.0'],
    [{ userAgent: 'APN/1.0 Pulumi/1.0 Pulumi-Aws/6.45.0 (+https://www.pulumi.com) aws-sdk-go-v2/1.27.0' }, 'pulumi: Pulumi 6.45.0'],
    [{ userAgent: 'APN/1.0 Pulumi/1.0 PulumiAwsNative/1.12' }, 'pulumi: Pulumi 1.12'],
    [{ userAgent: TERRAFORM }, 'terraform: Terraform 1.9.5'],
    [{ userAgent: `[${TERRAFORM}]` }, 'terraform: Terraform 1.9.5'],
    [{ userAgent: 'aws-sdk-go/1.29.7 (go1.13.7) APN/1.0 HashiCorp/1.0 Terraform/0.12.24' }, 'terraform: Terraform 0.12.24'],
    [{ userAgent: 'APN/1.0 OpenTofu-S3-Backend/1.0 OpenTofu/1.10.1' }, 'terraform: OpenTofu 1.10.1'],
    [{ userAgent: 'aws-cli/2.32.10 md/command#ec2.run-instances' }, 'cli: AWS CLI 2.32.10'],
    [{ userAgent: '[Boto3/1.26.165 Python/3.10.6 Botocore/1.29.165]' }, 'sdk: boto3 1.26.165'],
    [{ userAgent: 'aws-sdk-java/2.20.0 Linux/5' }, 'sdk: AWS SDK for Java 2.20.0'],
    [{ userAgent: 'aws-sdk-go-v2/1.30.0 exec-env/AWS_Lambda_go1.x' }, 'sdk: AWS SDK for Go v2 1.30.0'],
    [{ userAgent: 'aws-internal/3 aws-sdk-java/1.11.590', sourceIPAddress: 'AWS Internal' }, 'service: AWS service'],
    [{ userAgent: 'backup-run_0b7c9f0e-1111-4222-8333-444455556666' }, 'unknown: backup-run'],
    [{ userAgent: '' }, 'unknown: unknown'],
    [{ userAgent: '...' }, 'unknown: unknown'],
  ];
  for (const [fields, expected] of cases) assert.equal(shown(fields), expected, JSON.stringify(fields));
});

test('the evidence says which field tells it, and the command or place', () => {
  const evidence = (fields: Partial<OriginFields>): string => originOf({ ...none, ...fields }).evidence;
  assert.equal(evidence({ userAgent: TERRAFORM }), 'userAgent contains Terraform/1.9.5');
  assert.match(evidence({ userAgent: 'aws-cli/2.32.10 md/command#ec2.run-instances' }), /command ec2\.run-instances$/);
  assert.match(evidence({ userAgent: 'aws-sdk-go-v2/1.30.0 exec-env/AWS_Lambda_go1.x' }), /running in AWS_Lambda_go1\.x$/);
  assert.equal(evidence({ sessionCredentialFromConsole: true }), 'sessionCredentialFromConsole is true');
});
