// Rules for types without a line in the table: which service a type's name belongs to, and what it is a part of.

/** Start of a Terraform type (without `aws_`) → first label of the event source. A start that is missing here names its service itself. */
// prettier-ignore
export const SERVICE_OF_PREFIX: Readonly<Record<string, string>> = {
  acmpca: 'acm-pca', alb: 'elasticloadbalancing', lb: 'elasticloadbalancing', elb: 'elasticloadbalancing', load_balancer: 'elasticloadbalancing',
  ami: 'ec2', api_gateway: 'apigateway', apigatewayv2: 'apigateway', app_cookie_stickiness_policy: 'elasticloadbalancing',
  appautoscaling: 'application-autoscaling', appmesh: 'appmesh', autoscaling: 'autoscaling', autoscaling_plans: 'autoscaling-plans',
  cloudwatch: 'monitoring', cloudwatch_event: 'events', cloudwatch_log: 'logs', cloudwatch_query_definition: 'logs', codestarconnections: 'codestar-connections',
  cognito: 'cognito-idp', cognito_identity: 'cognito-identity', config: 'config', customer_gateway: 'ec2', db: 'rds', rds: 'rds', default: 'ec2',
  dms: 'dms', docdb: 'rds', dx: 'directconnect', ebs: 'ec2', ec2: 'ec2', ecrpublic: 'ecr-public', efs: 'elasticfilesystem', egress_only_internet_gateway: 'ec2',
  eip: 'ec2', elastic_beanstalk: 'elasticbeanstalk', elasticsearch: 'es', opensearch: 'es', opensearchserverless: 'aoss', emr: 'elasticmapreduce',
  flow_log: 'ec2', gamelift: 'gamelift', instance: 'ec2', internet_gateway: 'ec2', key_pair: 'ec2', kinesis_firehose: 'firehose',
  launch_configuration: 'autoscaling', launch_template: 'ec2', main_route_table_association: 'ec2', mq: 'amazonmq', msk: 'kafka', mwaa: 'airflow',
  nat_gateway: 'ec2', neptune: 'rds', network_acl: 'ec2', network_interface: 'ec2', networkfirewall: 'network-firewall', placement_group: 'ec2',
  route: 'ec2', route_table: 'ec2', route53_resolver: 'route53resolver', route53domains: 'route53domains', s3control: 's3', s3: 's3', security_group: 'ec2',
  service_discovery: 'servicediscovery', ses: 'ses', sesv2: 'ses', sfn: 'states', snapshot: 'ec2', spot: 'ec2', ssoadmin: 'sso', subnet: 'ec2',
  volume_attachment: 'ec2', vpc: 'ec2', vpc_ipam: 'ec2', vpn: 'ec2', vpn_gateway: 'ec2', waf: 'waf', wafregional: 'waf-regional', wafv2: 'wafv2',
};

/** CloudFormation's service part → first label of the event source, where lower case alone is not it. */
// prettier-ignore
export const SERVICE_OF_CFN: Readonly<Record<string, string>> = {
  ApiGatewayV2: 'apigateway', ApplicationAutoScaling: 'application-autoscaling', ACMPCA: 'acm-pca', AmazonMQ: 'amazonmq', CertificateManager: 'acm',
  CloudWatch: 'monitoring', CodeStarConnections: 'codestar-connections', Cognito: 'cognito-idp', DirectoryService: 'ds', DocDB: 'rds', EFS: 'elasticfilesystem',
  EMR: 'elasticmapreduce', ElasticLoadBalancingV2: 'elasticloadbalancing', Elasticsearch: 'es', KinesisFirehose: 'firehose', MSK: 'kafka', MWAA: 'airflow',
  Neptune: 'rds', NetworkFirewall: 'network-firewall', OpenSearchServerless: 'aoss', OpenSearchService: 'es', ResourceGroups: 'resource-groups',
  Route53Resolver: 'route53resolver', SSO: 'sso', StepFunctions: 'states', WAFRegional: 'waf-regional', Serverless: 'lambda',
};

/** Start of a Terraform type → the type it is a part of, and the attribute that says which one. First that fits. */
export const PARENT_RULES: readonly (readonly [start: string, parentTfType: string, attribute: string])[] = [
  ['aws_s3_bucket_', 'aws_s3_bucket', 'bucket'],
  ['aws_lambda_function_', 'aws_lambda_function', 'function_name'],
  ['aws_lambda_provisioned_concurrency_config', 'aws_lambda_function', 'function_name'],
  ['aws_iam_role_policies_exclusive', 'aws_iam_role', 'role_name'],
  ['aws_iam_role_policy_attachments_exclusive', 'aws_iam_role', 'role_name'],
  ['aws_iam_user_', 'aws_iam_user', 'user'],
  ['aws_dynamodb_table_', 'aws_dynamodb_table', 'table_name'],
  ['aws_api_gateway_resource', 'aws_api_gateway_rest_api', 'rest_api_id'],
  ['aws_api_gateway_method', 'aws_api_gateway_rest_api', 'rest_api_id'],
  ['aws_api_gateway_integration', 'aws_api_gateway_rest_api', 'rest_api_id'],
  ['aws_api_gateway_deployment', 'aws_api_gateway_rest_api', 'rest_api_id'],
  ['aws_api_gateway_stage', 'aws_api_gateway_rest_api', 'rest_api_id'],
  ['aws_apigatewayv2_integration', 'aws_apigatewayv2_api', 'api_id'],
  ['aws_apigatewayv2_route', 'aws_apigatewayv2_api', 'api_id'],
  ['aws_apigatewayv2_stage', 'aws_apigatewayv2_api', 'api_id'],
  ['aws_cognito_user_pool_', 'aws_cognito_user_pool', 'user_pool_id'],
  ['aws_cognito_user', 'aws_cognito_user_pool', 'user_pool_id'],
  ['aws_ecs_cluster_capacity_providers', 'aws_ecs_cluster', 'cluster_name'],
  ['aws_kinesis_resource_policy', 'aws_kinesis_stream', 'resource_arn'],
  ['aws_kms_key_policy', 'aws_kms_key', 'key_id'],
  ['aws_kms_grant', 'aws_kms_key', 'key_id'],
  ['aws_lb_target_group_attachment', 'aws_lb_target_group', 'target_group_arn'],
  ['aws_autoscaling_attachment', 'aws_autoscaling_group', 'autoscaling_group_name'],
  ['aws_autoscaling_schedule', 'aws_autoscaling_group', 'autoscaling_group_name'],
  ['aws_autoscaling_lifecycle_hook', 'aws_autoscaling_group', 'autoscaling_group_name'],
  ['aws_main_route_table_association', 'aws_vpc', 'vpc_id'],
  ['aws_network_interface_attachment', 'aws_network_interface', 'network_interface_id'],
  ['aws_network_interface_sg_attachment', 'aws_network_interface', 'network_interface_id'],
  ['aws_network_acl_association', 'aws_network_acl', 'network_acl_id'],
  ['aws_ebs_snapshot_', 'aws_ebs_snapshot', 'snapshot_id'],
  ['aws_ami_launch_permission', 'aws_ami', 'image_id'],
  ['aws_snapshot_create_volume_permission', 'aws_ebs_snapshot', 'snapshot_id'],
  ['aws_vpc_dhcp_options_association', 'aws_vpc', 'vpc_id'],
  ['aws_vpc_ipv4_cidr_block_association', 'aws_vpc', 'vpc_id'],
  ['aws_vpc_endpoint_', 'aws_vpc_endpoint', 'vpc_endpoint_id'],
  ['aws_vpn_gateway_', 'aws_vpn_gateway', 'vpn_gateway_id'],
  ['aws_internet_gateway_attachment', 'aws_internet_gateway', 'internet_gateway_id'],
  ['aws_efs_mount_target', 'aws_efs_file_system', 'file_system_id'],
  ['aws_efs_file_system_policy', 'aws_efs_file_system', 'file_system_id'],
  ['aws_sns_topic_', 'aws_sns_topic', 'arn'],
  ['aws_sqs_queue_', 'aws_sqs_queue', 'queue_url'],
];
