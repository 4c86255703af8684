// The generated knowledge, as it is committed: how much it covers, what it says of well-known types, and whether it agrees with what was
// checked by hand. Nothing here needs the network.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { coverageOf, hasOperations, report } from '../../scripts/knowledge/coverage.ts';
import { eventNamesOf } from '../../src/collect/lookupPlan.ts';
import { KnowledgeBase, generatedType, provideKnowledge } from '../../src/resource/knowledge.ts';
import { lookupForms } from '../../src/resource/lookupForms.ts';
import { typeKnowledge } from '../../src/resource/types.ts';
import { TYPE_ROWS } from '../../src/resource/typesTable.ts';
import { goldenIn } from '../golden.ts';

const assertGolden = goldenIn(import.meta.dirname);

const here = import.meta.dirname;
const text = readFileSync(path.join(here, '../../src/resource/knowledge.generated.txt'), 'utf8');
const base = new KnowledgeBase(text);
let reads = 0;
provideKnowledge(() => {
  reads++;
  return text;
});

void test('types of the table are answered without reading what was generated, and it is read once', () => {
  assert.deepEqual(typeKnowledge('aws_s3_bucket')?.creates, ['CreateBucket']);
  assert.equal(reads, 0);
  assert.equal(typeKnowledge('aws_glue_crawler')?.guessed, false);
  typeKnowledge('AWS::Glue::Trigger');
  typeKnowledge('aws_no_such_type');
  assert.equal(reads, 1);
});

void test('coverage is not below its aims', () => {
  const { inputs, cloudformation, terraform } = coverageOf(text);
  const [cfn = NaN, tf = NaN] = [inputs['cloudformation'], inputs['terraform']];
  assert.ok(cfn >= 1800 && tf >= 1700, 'types of the inputs');
  for (const [what, count, of, aim] of [
    ['CloudFormation types with an identifier', cloudformation.identifier, cfn, 0.98],
    ['CloudFormation types with operations', cloudformation.operations, cfn, 0.9],
    ['Terraform types with a service', terraform.service, tf, 0.98],
    ['Terraform types with a CloudFormation type or operations', terraform.cfnOrOperation, tf, 0.9],
    ['Terraform types with a name in Pulumi', terraform.pulumi, tf, 0.9],
  ] as const)
    assert.ok(count / of >= aim, `${what}: ${count} of ${of}, the aim is ${aim}`);
});

void test('the blocks of published code are of known types', () => {
  const blocks = readFileSync(path.join(here, 'fixtures/blocks.txt'), 'utf8')
    .split('\n')
    .filter((line) => /^aws_/.test(line))
    .map((line): [string, number] => [line.split(' ')[0] ?? '', Number(line.split(' ')[1])]);
  const sum = (some: readonly [string, number][]): number => some.reduce((all, [, count]) => all + count, 0);
  const isKnown = ([type]: [string, number]): boolean => {
    const known = base.get(type.replace(/^aws_default_/, 'aws_'));
    return known !== undefined && (known.cfnType !== undefined || known.parent !== undefined || hasOperations(known));
  };
  assert.ok(sum(blocks) > 150);
  const missing = blocks.filter((block) => !isKnown(block));
  assert.ok(1 - sum(missing) / sum(blocks) >= 0.95, missing.join(' '));
});

void test('it stays small, in the package and in docs/knowledge.md it is what the report says', () => {
  assert.ok(gzipSync(text, { level: 9 }).length <= 250_000);
  assert.ok(readFileSync(path.join(here, '../../docs/knowledge.md'), 'utf8').includes(report(coverageOf(text))), 'npm run knowledge');
});

void test('every line is well formed, and parents are types', () => {
  const list = /^$|^[\w.]+( [\w.]+)*$/;
  for (const line of text.split('\n').filter((one) => one !== '' && !one.startsWith('#'))) {
    const [tf = '', cfn = '', service = '', names = '', state = '', , id = '', , made = '', changed = '', gone = ''] = line.split('\t');
    assert.match(tf, /^$|^aws_[a-z0-9_]+$/, line);
    assert.match(cfn, tf === '' ? /^(AWS|Alexa)::\w+::\w+$/ : /^$|^AWS::\w+::\w+$/, line);
    assert.match(service, /^[a-z0-9-]*$/, line);
    for (const words of [names, state]) assert.match(words, list, line);
    assert.match(id, /^(name|arn)?$/, line);
    for (const events of [made, changed, gone]) assert.match(events, /^$|^[A-Z]\w*( [A-Z]\w*)*$/, line);
    assert.doesNotMatch(`${names} ${state}`, /password|secret_string|private_key|user_data/, `${tf} would keep a secret`);
    const { parent } = base.get(tf || cfn) ?? {};
    if (parent) assert.ok(base.get(parent.tfType) ?? typeKnowledge(parent.tfType), `${tf || cfn} is a part of ${parent.tfType}`);
  }
});

/** Where the table says otherwise on purpose. */
const intended: Readonly<Record<string, string>> = {
  'aws_volume_attachment parent': 'it belongs to both; its events are looked for at the volume, which is attached',
  'aws_ecs_cluster id': 'is imported by name, but the id is the ARN',
  'aws_kinesis_stream id': 'is imported by name, but the id is the ARN',
  'aws_ecs_task_definition id': 'is imported by ARN, but the id is the family',
};

void test('the table that was checked by hand and the generated text agree where both speak', (t) => {
  const differences: string[] = [];
  let idsCompared = 0;
  for (const [tfType, cfnType, service, names, , extras] of TYPE_ROWS) {
    const known = generatedType(tfType);
    if (!known) {
      differences.push(`${tfType} is not in the generated text`);
      continue;
    }
    const differs = (what: string, byHand: string, generated: string): void => {
      if (!Object.hasOwn(intended, `${tfType} ${what}`)) differences.push(`${tfType} ${what}: ${byHand} by hand, ${generated} generated`);
    };
    if (cfnType !== '' && known.cfnType !== cfnType) differs('type', cfnType, String(known.cfnType));
    if (known.eventSource !== `${service}.amazonaws.com`) differs('service', service, String(known.eventSource));
    const lost = (wanted: string | undefined, has: readonly string[]): boolean =>
      (wanted ?? '').split(' ').some((one) => one && !has.includes(one));
    if (lost(extras?.made, known.creates)) differs('creates', String(extras?.made), known.creates.join(' '));
    if (lost(extras?.gone, known.deletes)) differs('deletes', String(extras?.gone), known.deletes.join(' '));
    const [first = ''] = names.split(' ');
    if (first !== '' && known.nameAttributes.length > 0 && !known.nameAttributes.includes(first))
      differs('name', first, known.nameAttributes.join(' '));
    if (extras?.part && known.parent && known.parent.tfType !== extras.part[0]) differs('parent', extras.part[0], known.parent.tfType);
    if (extras?.id && known.id) idsCompared++;
    if (extras?.id && known.id && extras.id !== known.id) differs('id', extras.id, known.id);
  }
  t.diagnostic(`${idsCompared} ids`);
  assert.deepEqual(differences, []);
});

void test('the operations of types, in Event history and by their names', () => {
  const names = (iacType: string): string[] => eventNamesOf({ address: 'x', iacType, values: [] });
  assert.deepEqual(names('aws_instance').slice(0, 5), [
    'RunInstances',
    'TerminateInstances',
    'StopInstances',
    'StartInstances',
    'RebootInstances',
  ]);
  assert.deepEqual(names('aws_glue_crawler').slice(0, 3), ['CreateCrawler', 'DeleteCrawler', 'UpdateCrawler']);
  assert.ok(names('aws_instance').length <= 8);
  assert.ok(names('aws_lambda_function').includes('UpdateFunctionCode20150331v2'));
});

void test('an ARN is made from the name where it follows from that alone', () => {
  const place = { partition: 'aws', account: '111122223333', region: 'eu-west-1' };
  const via = { how: 'literal', text: 'name in main.tf' } as const;
  const forms = lookupForms(
    { address: 'aws_glue_crawler.x', iacType: 'aws_glue_crawler', values: [{ value: 'nightly', kind: 'name', via }] },
    place,
  );
  assert.deepEqual(forms.map(({ value }) => value).sort(), ['arn:aws:glue:eu-west-1:111122223333:crawler/nightly', 'nightly']);
});

void test('Cloud Control types are known by their CloudFormation type', () => {
  const crawler = typeKnowledge('awscc_glue_crawler');
  assert.equal(crawler?.cfnType, 'AWS::Glue::Crawler');
  assert.deepEqual(crawler?.nameAttributes, ['name']);
  assert.deepEqual(typeKnowledge('awscc_elasticloadbalancingv2_load_balancer')?.creates, ['CreateLoadBalancer']);
  assert.equal(typeKnowledge('awscc_networkfirewall_firewall')?.cfnType, 'AWS::NetworkFirewall::Firewall');
});

const golden =
  `aws_accessanalyzer_analyzer aws_acmpca_certificate_authority aws_appautoscaling_target aws_apprunner_service aws_appsync_graphql_api
  aws_athena_named_query aws_backup_plan aws_batch_compute_environment aws_cloudfront_function aws_cloudwatch_event_target aws_codeartifact_repository
  aws_cognito_identity_pool aws_cognito_user_group aws_config_configuration_recorder aws_datasync_task aws_db_proxy aws_dms_replication_instance
  aws_docdb_cluster aws_dx_connection aws_ec2_managed_prefix_list aws_ec2_transit_gateway_route aws_ecr_replication_configuration aws_eks_fargate_profile
  aws_elastic_beanstalk_environment aws_emr_cluster aws_fsx_lustre_file_system aws_glue_crawler aws_globalaccelerator_accelerator aws_iam_group_membership
  aws_imagebuilder_image_pipeline aws_instance aws_kms_key aws_lakeformation_permissions aws_lambda_function aws_lambda_function_url aws_lb_target_group_attachment
  aws_mq_broker aws_msk_cluster aws_mwaa_environment aws_neptune_cluster aws_networkfirewall_firewall aws_organizations_account aws_quicksight_dashboard
  aws_ram_resource_share aws_redshiftserverless_workgroup aws_route53_resolver_rule aws_s3_access_point aws_s3_bucket_public_access_block aws_sagemaker_endpoint
  aws_security_group_rule aws_securityhub_account aws_servicecatalog_product aws_sesv2_email_identity aws_ssm_maintenance_window aws_ssoadmin_permission_set
  aws_transfer_server aws_vpc_endpoint_policy aws_vpclattice_service aws_wafv2_ip_set aws_workspaces_workspace AWS::ApiGateway::Stage AWS::Bedrock::Agent
  AWS::CloudFormation::StackSet AWS::EC2::VPCGatewayAttachment AWS::IAM::Policy AWS::OpsWorks::Stack AWS::SecretsManager::SecretTargetAttachment`.split(
    /\s+/,
  );

void test('well-known types are as they were reviewed', () => {
  assert.ok(golden.length >= 40);
  const lines = golden.map((type) => {
    const known = base.get(type);
    if (!known) return `${type}\n  nothing`;
    const { parent } = known;
    return [
      type,
      `  ${[known.cfnType ?? known.tfType ?? '', known.eventSource ?? 'no service', known.pulumiToken ?? ''].filter(Boolean).join(', ')}`,
      `  named by ${[known.nameAttributes.join(' ') || '-', known.nameProperty ?? '-', known.identifiers.join(' ') || '-', known.arnTemplate ?? '-'].join(' | ')}`,
      ...(parent ? [`  part of ${[parent.tfType, parent.attribute, parent.property].filter(Boolean).join(' ')}`] : []),
      `  + ${known.creates.join(' ')}`,
      `  ~ ${known.updates.join(' ')}`,
      `  - ${known.deletes.join(' ')}`,
    ]
      .map((line) => line.trimEnd())
      .join('\n');
  });
  assertGolden('knowledge', lines.join('\n'));
});
