// The CloudFormation type that a class of CDK mainly makes, by its name: what is known before anything is synthesised.
import type { TypeKnowledge } from '../../resource/types.ts';
import { cfnTypeNamed } from '../../resource/typeNames.ts';
import { typeKnowledge } from '../../resource/types.ts';
import type { Argument } from '../program/program.ts';

/** Classes whose names do not say it. */
const BY_CLASS: Readonly<Record<string, string>> = {
  'aws_lambda_nodejs.NodejsFunction': 'AWS::Lambda::Function',
  'aws_lambda_python.PythonFunction': 'AWS::Lambda::Function',
  'aws_lambda.DockerImageFunction': 'AWS::Lambda::Function',
  'aws_lambda.SingletonFunction': 'AWS::Lambda::Function',
  'aws_dynamodb.TableV2': 'AWS::DynamoDB::GlobalTable',
  'aws_rds.DatabaseInstance': 'AWS::RDS::DBInstance',
  'aws_rds.DatabaseCluster': 'AWS::RDS::DBCluster',
  'aws_elasticloadbalancingv2.ApplicationLoadBalancer': 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'aws_elasticloadbalancingv2.NetworkLoadBalancer': 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'aws_ecs.FargateService': 'AWS::ECS::Service',
  'aws_ecs.Ec2Service': 'AWS::ECS::Service',
  'aws_ecs.FargateTaskDefinition': 'AWS::ECS::TaskDefinition',
  'aws_ec2.Vpc': 'AWS::EC2::VPC',
  'aws_iam.ManagedPolicy': 'AWS::IAM::ManagedPolicy',
};

/** `aws-cdk-lib.aws_s3.Bucket` → AWS::S3::Bucket; undefined for the program's own classes and where the name does not tell. */
export function cfnTypeOfClass(callee: string): string | undefined {
  const [, group = '', name = ''] = /^aws-cdk-lib\.(aws_\w+)\.(\w+)$/.exec(callee) ?? [];
  return BY_CLASS[`${group}.${name}`] ?? cfnTypeNamed(group.replace(/^aws_/, ''), name.replace(/^Cfn(?=[A-Z])/, ''));
}

/** The argument that gives a resource of CDK its name: `bucketName`, in Python `bucket_name`. */
export function nameArgument(
  callee: string,
  knowledge: TypeKnowledge,
  properties: ReadonlyMap<string, Argument>,
): readonly [string, Argument] | undefined {
  const noun = knowledge.cfnType?.split('::')[2];
  const names = [knowledge.nameProperty, noun && `${noun}Name`, callee.endsWith('DatabaseInstance') ? 'InstanceIdentifier' : undefined];
  const wanted = new Set(names.flatMap((name) => (name ? [name.toLowerCase()] : [])));
  return [...properties].find(([key]) => wanted.has(key.replaceAll('_', '').toLowerCase()));
}

/** What is known of the type a class of CDK makes. */
export function knowledgeOfClass(callee: string): TypeKnowledge | undefined {
  const type = cfnTypeOfClass(callee);
  return type === undefined ? undefined : typeKnowledge(type);
}
