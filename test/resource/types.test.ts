// What is known of types: held against what the services themselves say, and against slips of the pen in the table.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { typeKnowledge } from '../../src/resource/types.ts';
import { PARENT_RULES } from '../../src/resource/typesRules.ts';
import { CFN_ALIASES, CFN_PARTS, TYPE_ROWS } from '../../src/resource/typesTable.ts';

void test('a bucket is known by both its names', () => {
  const bucket = typeKnowledge('aws_s3_bucket');
  assert.equal(bucket, typeKnowledge('AWS::S3::Bucket'));
  assert.equal(bucket?.eventSource, 's3.amazonaws.com');
  assert.deepEqual(bucket?.nameAttributes, ['bucket']);
  assert.equal(bucket?.nameProperty, 'BucketName');
  assert.deepEqual([bucket?.creates, bucket?.deletes], [['CreateBucket'], ['DeleteBucket']]);
  assert.equal(bucket?.guessed, false);
});

void test('services whose source is not their name', () => {
  const source = (type: string): string | undefined => typeKnowledge(type)?.eventSource;
  for (const [type, expected] of Object.entries({
    aws_cloudwatch_metric_alarm: 'monitoring',
    'AWS::CloudWatch::Alarm': 'monitoring',
    aws_cloudwatch_log_group: 'logs',
    aws_cloudwatch_event_rule: 'events',
    aws_db_instance: 'rds',
    aws_docdb_cluster: 'rds',
    'AWS::Neptune::DBCluster': 'rds',
    aws_lb: 'elasticloadbalancing',
    aws_alb_listener: 'elasticloadbalancing',
    aws_opensearch_domain: 'es',
    aws_efs_access_point: 'elasticfilesystem',
    aws_msk_cluster: 'kafka',
    aws_sfn_activity: 'states',
    aws_vpc_endpoint_service: 'ec2',
    aws_default_security_group: 'ec2',
    'AWS::EMR::Cluster': 'elasticmapreduce',
    'AWS::Serverless::Function': 'lambda',
    aws_wafv2_ip_set: 'wafv2',
    awscc_s3_bucket: 's3',
    aws_glue_crawler: 'glue',
    'AWS::Glue::Crawler': 'glue',
    aws_route53_resolver_rule: 'route53resolver',
    aws_kinesis_firehose_delivery_stream: 'firehose',
  }))
    assert.equal(source(type), `${expected}.amazonaws.com`, type);
});

void test('types without a line are guessed, and say so', () => {
  const crawler = typeKnowledge('aws_glue_crawler');
  assert.equal(crawler?.guessed, true);
  assert.equal(crawler?.nameAttributes[0], 'name');
  assert.deepEqual(typeKnowledge('aws_s3_bucket_request_payment_configuration')?.parent, { tfType: 'aws_s3_bucket', attribute: 'bucket' });
  assert.equal(typeKnowledge('AWS::Glue::Crawler')?.nameProperty, 'CrawlerName');
});

void test('the Cloud Control provider names as CloudFormation does, in snake case', () => {
  assert.deepEqual(typeKnowledge('awscc_rds_db_instance')?.nameAttributes, ['db_instance_identifier']);
  assert.equal(typeKnowledge('awscc_s3_bucket')?.cfnType, 'AWS::S3::Bucket');
  assert.deepEqual(typeKnowledge('awscc_s3_bucket_policy')?.parent, { tfType: 'aws_s3_bucket', attribute: 'bucket' });
});

void test('what is not of AWS is not known', () => {
  for (const type of [
    'random_id',
    'google_storage_bucket',
    'Custom::Thing',
    'Alexa::ASK::Skill',
    '',
    'module',
    '__proto__',
    'constructor',
  ]) {
    assert.equal(typeKnowledge(type), undefined, type);
  }
});

void test('IAM and its like are global, others are not', () => {
  assert.equal(typeKnowledge('aws_iam_role')?.global, true);
  assert.equal(typeKnowledge('aws_cloudfront_distribution')?.global, true);
  assert.equal(typeKnowledge('aws_s3_bucket')?.global, false);
});

void test('every line of the table is well formed', () => {
  const seen = new Set<string>();
  for (const [tfType, cfnType, service, names, property, extras] of TYPE_ROWS) {
    assert.match(tfType, /^aws_[a-z0-9_]+$/);
    assert.match(cfnType, /^$|^AWS::[A-Za-z0-9]+::[A-Za-z0-9]+$/);
    assert.match(service, /^[a-z0-9-]+$/);
    assert.match(names, /^$|^[\w.]+( [\w.]+)*$/);
    assert.match(property, /^$|^[A-Z]\w*$/);
    for (const events of [extras?.made, extras?.gone]) assert.match(events ?? '', /^$|^[A-Z]\w*( [A-Z]\w*)*$/);
    for (const type of [tfType, cfnType]) {
      assert.ok(type === '' || !seen.has(type), `${type} stands twice`);
      seen.add(type);
    }
    assert.doesNotMatch(`${names} ${extras?.state ?? ''}`, /password|secret_string|private_key|user_data/, `${tfType} would keep a secret`);
  }
});

void test('parents and aliases lead to lines of the table', () => {
  const tf = new Set(TYPE_ROWS.map(([type]) => type));
  const cfn = new Set(TYPE_ROWS.map(([, type]) => type));
  for (const [type, , , , , extras] of TYPE_ROWS)
    if (extras?.part) assert.ok(tf.has(extras.part[0]), `${type} is part of ${extras.part[0]}`);
  for (const [start, parent] of PARENT_RULES) assert.ok(tf.has(parent), `${start} is part of ${parent}`);
  for (const [parent] of Object.values(CFN_PARTS)) assert.ok(tf.has(parent), parent);
  for (const target of Object.values(CFN_ALIASES)) assert.ok(cfn.has(target), target);
});
