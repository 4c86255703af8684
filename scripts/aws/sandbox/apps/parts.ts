// What CloudFormation makes of a template: each resource's name in AWS, and the calls that make it. Names that the template does not give
// are made up as CloudFormation does: stack, logical id, letters.
import type { JsonObject } from '../../../../src/event/event.ts';
import type { Declared, Place } from '../../../sample/declared.ts';
import * as functions from '../../../sample/make/functions.ts';
import * as iam from '../../../sample/make/iam.ts';
import * as messaging from '../../../sample/make/messaging.ts';
import * as storage from '../../../sample/make/storage.ts';
import { arn, production } from '../../../sample/names.ts';
import { lettersOf, uuidOf } from '../../../sample/random.ts';
import type { Step } from '../../../sample/record.ts';
import type { Json } from '../../record.ts';
import { record } from '../../record.ts';
import { home } from '../names.ts';

export interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties?: { readonly [name: string]: Json } }>>;
}

export interface Part {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  readonly create: readonly Step[];
}

/** The account is production's: the twin makes the sandbox's of it. */
export const stackArn = (name: string): string => arn('cloudformation', home, production, `stack/${name}/${uuidOf(`stack ${name}`)}`);

function nestedStack(id: string): Known {
  const params = { stackName: id.split('/')[1] ?? '', capabilities: ['CAPABILITY_IAM', 'CAPABILITY_AUTO_EXPAND'] };
  return { id, create: [{ service: 'cloudformation', name: 'CreateStack', params, response: { stackId: id } }] };
}

type Known = Pick<Declared, 'id' | 'arn' | 'create'>;
type Properties = { readonly [name: string]: Json };

/** `nested` are the stacks that resources of the template are, by logical id. */
export function partsOf(stack: string, template: Template, nested: Readonly<Record<string, string>> = {}): Part[] {
  const known = new Map<string, Declared | Known>();
  const the = (logicalId: string): Declared | Known => {
    const before = known.get(logicalId);
    if (before) return before;
    const resource = template.Resources[logicalId];
    if (!resource) throw new Error(`${stack} has no ${logicalId}`);
    const made = make(logicalId, resource.Type, resource.Properties ?? {});
    known.set(logicalId, made);
    return made;
  };
  return Object.entries(template.Resources).map(([logicalId, { Type: type }]) => {
    const { id: physicalId, create } = the(logicalId);
    return { logicalId, type, physicalId, create: type === 'AWS::Lambda::Function' ? create.map((one) => tagged(one, logicalId)) : create };
  });

  /** Lambda takes the tags of the stack with the call that makes a function. */
  function tagged(step: Step, logicalId: string): Step {
    const tags = {
      'aws:cloudformation:stack-name': stack,
      'aws:cloudformation:stack-id': stackArn(stack),
      'aws:cloudformation:logical-id': logicalId,
    };
    return { ...step, params: { ...step.params, tags } };
  }

  function text(value: Json | undefined): string {
    if (typeof value === 'string') return value;
    const { Ref: ref, 'Fn::Join': join, 'Fn::GetAtt': attribute } = record(value);
    if (ref === 'AWS::Region') return home;
    if (typeof ref === 'string') return the(ref).id;
    if (Array.isArray(join) && Array.isArray(join[1])) return join[1].map(text).join(text(join[0]));
    return Array.isArray(attribute) ? the(text(attribute[0])).id : '';
  }

  function make(logicalId: string, type: string, properties: Properties): Declared | Known {
    const at: Place = { address: `${stack}/${logicalId}`, account: production, region: home };
    const generated = `${stack}-${logicalId}-${lettersOf(`${stack} ${logicalId}`, 12)}`;
    const named = (property: string): string => text(properties[property]) || generated;
    const short = lettersOf(at.address, 7).toLowerCase();
    switch (type) {
      case 'AWS::S3::Bucket':
        return storage.bucket(at, { name: named('BucketName').toLowerCase() });
      case 'AWS::S3::BucketPolicy':
        return storage.bucketPolicy(at, declared(properties['Bucket']));
      case 'AWS::DynamoDB::Table':
        return storage.table(at, { name: named('TableName') });
      case 'AWS::SQS::Queue':
        return messaging.queue(at, { name: named('QueueName') });
      case 'AWS::SNS::Topic':
        return messaging.topic(at, { name: named('TopicName') });
      case 'AWS::Logs::LogGroup':
        return functions.logGroup(at, { name: named('LogGroupName'), days: 30 });
      case 'AWS::IAM::Role':
        return iam.role(at, { name: named('RoleName'), trust: JSON.stringify(properties['AssumeRolePolicyDocument']) });
      case 'AWS::IAM::Policy': {
        const [role = ''] = Array.isArray(properties['Roles']) ? properties['Roles'] : [];
        const name = named('PolicyName');
        const made = iam.rolePolicy(at, declared(role), { name, document: JSON.stringify(properties['PolicyDocument']) });
        return { id: `${stack.slice(0, 5)}-${logicalId.slice(0, 4)}-${lettersOf(at.address, 12)}`, create: made.create };
      }
      case 'AWS::Lambda::Function':
        return functions.lambda(at, {
          name: named('FunctionName'),
          role: declared(properties['Role']).arn ?? '',
          memory: Number(properties['MemorySize'] ?? 128),
          code: { s3Bucket: 'acme-prod-assets', s3Key: `${stack}/${logicalId}.zip` },
        });
      case 'AWS::Lambda::Version': {
        const of = declared(properties['FunctionName']);
        const params = { functionName: of.id };
        const version = `${of.arn ?? ''}:1`;
        return {
          id: version,
          create: [
            { service: 'lambda', name: 'PublishVersion20150331', params, response: { ...params, functionArn: version, version: '1' } },
          ],
        };
      }
      case 'AWS::Lambda::Permission':
        return functions.lambdaPermission(at, declared(properties['FunctionName']), {
          statement: generated,
          principal: text(properties['Principal']),
        });
      case 'AWS::Events::Rule': {
        const rule = messaging.rule(at, { name: named('Name'), schedule: text(properties['ScheduleExpression']) });
        const [target] = Array.isArray(properties['Targets']) ? properties['Targets'] : [];
        const to = { id: text(record(target)['Id']), arn: declared(record(target)['Arn']).arn ?? '' };
        return { ...rule, create: [...rule.create, ...messaging.target(at, rule, to).create] };
      }
      case 'AWS::ApiGatewayV2::Api':
        return messaging.httpApi(at, { name: named('Name'), target: '' });
      case 'AWS::ApiGatewayV2::Stage':
        return { id: '$default', create: [ofApi('CreateStage', { stageName: '$default', autoDeploy: true })] };
      case 'AWS::ApiGatewayV2::Integration':
        return { id: short, create: [ofApi('CreateIntegration', { integrationType: 'AWS_PROXY' }, { integrationId: short })] };
      case 'AWS::ApiGatewayV2::Route':
        return { id: short, create: [ofApi('CreateRoute', { routeKey: text(properties['RouteKey']) }, { routeId: short })] };
      case 'AWS::CloudFormation::Stack':
        return nestedStack(nested[logicalId] ?? '');
      case 'AWS::CDK::Metadata':
        return { id: uuidOf(at.address), create: [] };
      default:
        throw new Error(`No call is known that makes ${type}.`);
    }

    function declared(value: Json | undefined): Declared {
      const { Ref: ref, 'Fn::GetAtt': attribute } = record(value);
      return the(typeof ref === 'string' ? ref : text(Array.isArray(attribute) ? attribute[0] : value)) as Declared;
    }

    function ofApi(name: string, params: JsonObject, response: JsonObject = {}): Step {
      const apiId = text(properties['ApiId']);
      return { service: 'apigateway', name, params: { apiId, ...params }, response: { apiId, ...response } };
    }
  }
}
