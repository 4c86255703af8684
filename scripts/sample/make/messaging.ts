// Messages and watching: queues, topics, rules, alarms, an HTTP API, a trail.
import type { JsonObject } from '../../../src/event/event.ts';
import { declare, type Declared, type Place } from '../declared.ts';
import { arn } from '../names.ts';
import { lettersOf, uuidOf } from '../random.ts';

export function queue(at: Place, o: { name: string; attributes?: JsonObject }): Declared {
  const self = arn('sqs', at.region, at.account, o.name);
  const url = `https://sqs.${at.region}.amazonaws.com/${at.account}/${o.name}`;
  return declare(at, ['aws_sqs_queue', 'AWS::SQS::Queue'], {
    id: url,
    arn: self,
    name: o.name,
    attributes: { url },
    create: [
      { service: 'sqs', name: 'CreateQueue', params: { queueName: o.name, attributes: o.attributes ?? {} }, response: { queueUrl: url } },
    ],
    read: [{ service: 'sqs', name: 'GetQueueAttributes', params: { queueUrl: url, attributeNames: ['All'] } }],
  });
}

export function topic(at: Place, o: { name: string }): Declared {
  const self = arn('sns', at.region, at.account, o.name);
  return declare(at, ['aws_sns_topic', 'AWS::SNS::Topic'], {
    id: self,
    arn: self,
    name: o.name,
    attributes: { owner: at.account, fifo_topic: false },
    create: [{ service: 'sns', name: 'CreateTopic', params: { name: o.name }, response: { topicArn: self } }],
    read: [{ service: 'sns', name: 'GetTopicAttributes', params: { topicArn: self } }],
  });
}

export function subscription(at: Place, of: Declared, o: { endpoint: string }): Declared {
  const topicArn = of.arn ?? of.id;
  const self = `${topicArn}:${uuidOf(at.address)}`;
  return declare(at, ['aws_sns_topic_subscription', 'AWS::SNS::Subscription'], {
    id: self,
    arn: self,
    attributes: { topic_arn: topicArn, protocol: 'email', endpoint: o.endpoint },
    create: [
      {
        service: 'sns',
        name: 'Subscribe',
        params: { topicArn, protocol: 'email', endpoint: 'HIDDEN_DUE_TO_SECURITY_REASONS', returnSubscriptionArn: true },
        response: { subscriptionArn: self },
      },
    ],
    read: [{ service: 'sns', name: 'GetSubscriptionAttributes', params: { subscriptionArn: self } }],
  });
}

export function rule(at: Place, o: { name: string; schedule: string }): Declared {
  const self = arn('events', at.region, at.account, `rule/${o.name}`);
  return declare(at, ['aws_cloudwatch_event_rule', 'AWS::Events::Rule'], {
    id: o.name,
    arn: self,
    name: o.name,
    attributes: { schedule_expression: o.schedule, event_bus_name: 'default' },
    create: [
      {
        service: 'events',
        name: 'PutRule',
        params: { name: o.name, scheduleExpression: o.schedule, state: 'ENABLED', eventBusName: 'default' },
        response: { ruleArn: self },
      },
    ],
    read: [{ service: 'events', name: 'DescribeRule', params: { name: o.name, eventBusName: 'default' } }],
  });
}

export function target(at: Place, of: Declared, o: { id: string; arn: string }): Declared {
  return declare(at, ['aws_cloudwatch_event_target', 'AWS::Events::Rule'], {
    id: `${of.id}-${o.id}`,
    attributes: { rule: of.id, target_id: o.id, arn: o.arn },
    parent: of.address,
    create: [
      {
        service: 'events',
        name: 'PutTargets',
        params: { rule: of.id, eventBusName: 'default', targets: [{ id: o.id, arn: o.arn }] },
        response: { failedEntryCount: 0, failedEntries: [] },
      },
    ],
    read: [{ service: 'events', name: 'ListTargetsByRule', params: { rule: of.id, eventBusName: 'default' } }],
  });
}

export function alarm(
  at: Place,
  o: { name: string; metric: string; namespace: string; threshold: number; dimensions: readonly JsonObject[]; action: string },
): Declared {
  return declare(at, ['aws_cloudwatch_metric_alarm', 'AWS::CloudWatch::Alarm'], {
    id: o.name,
    arn: arn('cloudwatch', at.region, at.account, `alarm:${o.name}`),
    attributes: { alarm_name: o.name, metric_name: o.metric, namespace: o.namespace, threshold: o.threshold },
    create: [
      {
        service: 'monitoring',
        name: 'PutMetricAlarm',
        params: {
          alarmName: o.name,
          metricName: o.metric,
          namespace: o.namespace,
          threshold: o.threshold,
          period: 300,
          evaluationPeriods: 3,
          comparisonOperator: 'GreaterThanThreshold',
          dimensions: o.dimensions,
          alarmActions: [o.action],
        },
      },
    ],
    read: [{ service: 'monitoring', name: 'DescribeAlarms', params: { alarmNames: [o.name] } }],
  });
}

export function httpApi(at: Place, o: { name: string; target: string }): Declared {
  const id = lettersOf(at.address, 10).toLowerCase();
  return declare(at, ['aws_apigatewayv2_api', 'AWS::ApiGatewayV2::Api'], {
    id,
    arn: `arn:aws:apigateway:${at.region}::/apis/${id}`,
    name: o.name,
    attributes: { protocol_type: 'HTTP' },
    create: [
      {
        service: 'apigateway',
        name: 'CreateApi',
        params: { name: o.name, protocolType: 'HTTP', target: o.target },
        response: { apiId: id, name: o.name, protocolType: 'HTTP', apiEndpoint: `https://${id}.execute-api.${at.region}.amazonaws.com` },
      },
    ],
    read: [{ service: 'apigateway', name: 'GetApi', params: { apiId: id } }],
  });
}

export function trail(at: Place, o: { name: string; bucket: string; key: string }): Declared {
  const self = arn('cloudtrail', at.region, at.account, `trail/${o.name}`);
  const settings = {
    s3BucketName: o.bucket,
    isMultiRegionTrail: true,
    isOrganizationTrail: true,
    includeGlobalServiceEvents: true,
    kmsKeyId: o.key,
  };
  return declare(at, ['aws_cloudtrail', 'AWS::CloudTrail::Trail'], {
    id: o.name,
    arn: self,
    name: o.name,
    attributes: {},
    create: [
      {
        service: 'cloudtrail',
        name: 'CreateTrail',
        params: { name: o.name, ...settings, enableLogFileValidation: true },
        response: { name: o.name, trailARN: self, ...settings, logFileValidationEnabled: true },
      },
      { service: 'cloudtrail', name: 'StartLogging', params: { name: self } },
    ],
    read: [
      { service: 'cloudtrail', name: 'GetTrailStatus', params: { name: self } },
      { service: 'cloudtrail', name: 'GetEventSelectors', params: { trailName: self } },
    ],
  });
}
