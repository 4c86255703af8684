// Hand-checked facts about the most used AWS types, one line each. Sources: the Terraform AWS provider's documentation of arguments and
// attributes, CloudFormation's resource reference, and the services' API references for event names.

/** Facts that only some types have. Lists are words in one string. */
export interface TypeExtras {
  /** What Terraform's `id` is, when it is one of the others. */
  readonly id?: 'name' | 'arn';
  /** More attributes in Terraform's state that name the resource. */
  readonly state?: string;
  /** Part of another resource: that one's Terraform type, the attribute and the CloudFormation property that point to it. */
  readonly part?: readonly [parentTfType: string, attribute: string, property?: string];
  /** Event names that bring it into being / remove it. For a part: what sets it. */
  readonly made?: string;
  readonly gone?: string;
  /** ARN with `*`, where it holds more than the name: random characters after it. `{name}` stands for the name. */
  readonly arn?: string;
  /** How CloudFormation makes up a name: lower case, or without the stack's name in front. */
  readonly generated?: 'lower' | 'bare' | 'none';
}

export type TypeRow = readonly [
  tfType: string,
  cfnType: string,
  /** First label of the event source: `s3` of `s3.amazonaws.com`. */
  service: string,
  /** Terraform attributes that hold the name, best first; `tags.Name` for what has no other. */
  names: string,
  /** CloudFormation property that holds the name. */
  property: string,
  extras?: TypeExtras,
];

// prettier-ignore
export const TYPE_ROWS: readonly TypeRow[] = [
  // Amazon S3
  ['aws_s3_bucket', 'AWS::S3::Bucket', 's3', 'bucket', 'BucketName', { id: 'name', made: 'CreateBucket', gone: 'DeleteBucket', generated: 'lower' }],
  ['aws_s3_bucket_policy', 'AWS::S3::BucketPolicy', 's3', '', '', { part: ['aws_s3_bucket', 'bucket', 'Bucket'], made: 'PutBucketPolicy', gone: 'DeleteBucketPolicy' }],
  ['aws_s3_bucket_versioning', '', 's3', '', '', { part: ['aws_s3_bucket', 'bucket'], made: 'PutBucketVersioning' }],
  ['aws_s3_bucket_acl', '', 's3', '', '', { part: ['aws_s3_bucket', 'bucket'], made: 'PutBucketAcl' }],
  ['aws_s3_bucket_logging', '', 's3', '', '', { part: ['aws_s3_bucket', 'bucket'], made: 'PutBucketLogging' }],
  ['aws_s3_bucket_notification', '', 's3', '', '', { part: ['aws_s3_bucket', 'bucket'], made: 'PutBucketNotification' }],
  ['aws_s3_bucket_public_access_block', '', 's3', '', '', { part: ['aws_s3_bucket', 'bucket'], made: 'PutBucketPublicAccessBlock', gone: 'DeleteBucketPublicAccessBlock' }],
  ['aws_s3_bucket_server_side_encryption_configuration', '', 's3', '', '', { part: ['aws_s3_bucket', 'bucket'], made: 'PutBucketEncryption', gone: 'DeleteBucketEncryption' }],
  ['aws_s3_bucket_lifecycle_configuration', '', 's3', '', '', { part: ['aws_s3_bucket', 'bucket'], made: 'PutBucketLifecycle', gone: 'DeleteBucketLifecycle' }],
  ['aws_s3_bucket_ownership_controls', '', 's3', '', '', { part: ['aws_s3_bucket', 'bucket'], made: 'PutBucketOwnershipControls', gone: 'DeleteBucketOwnershipControls' }],
  ['aws_s3_bucket_cors_configuration', '', 's3', '', '', { part: ['aws_s3_bucket', 'bucket'], made: 'PutBucketCors', gone: 'DeleteBucketCors' }],
  ['aws_s3_bucket_website_configuration', '', 's3', '', '', { part: ['aws_s3_bucket', 'bucket'], made: 'PutBucketWebsite', gone: 'DeleteBucketWebsite' }],
  ['aws_s3_bucket_replication_configuration', '', 's3', '', '', { part: ['aws_s3_bucket', 'bucket'], made: 'PutBucketReplication', gone: 'DeleteBucketReplication' }],
  ['aws_s3_object', '', 's3', '', '', { part: ['aws_s3_bucket', 'bucket'], made: 'PutObject', gone: 'DeleteObject' }],
  ['aws_s3_bucket_object', '', 's3', '', '', { part: ['aws_s3_bucket', 'bucket'], made: 'PutObject', gone: 'DeleteObject' }],

  // IAM
  ['aws_iam_role', 'AWS::IAM::Role', 'iam', 'name', 'RoleName', { id: 'name', made: 'CreateRole', gone: 'DeleteRole' }],
  ['aws_iam_user', 'AWS::IAM::User', 'iam', 'name', 'UserName', { id: 'name', made: 'CreateUser', gone: 'DeleteUser' }],
  ['aws_iam_group', 'AWS::IAM::Group', 'iam', 'name', 'GroupName', { id: 'name', made: 'CreateGroup', gone: 'DeleteGroup' }],
  ['aws_iam_policy', 'AWS::IAM::ManagedPolicy', 'iam', 'name', 'ManagedPolicyName', { id: 'arn', made: 'CreatePolicy', gone: 'DeletePolicy' }],
  ['aws_iam_instance_profile', 'AWS::IAM::InstanceProfile', 'iam', 'name', 'InstanceProfileName', { id: 'name', made: 'CreateInstanceProfile', gone: 'DeleteInstanceProfile' }],
  ['aws_iam_role_policy', 'AWS::IAM::RolePolicy', 'iam', 'name', 'PolicyName', { part: ['aws_iam_role', 'role', 'RoleName'], made: 'PutRolePolicy', gone: 'DeleteRolePolicy', generated: 'none' }],
  ['aws_iam_role_policy_attachment', '', 'iam', '', '', { part: ['aws_iam_role', 'role'], made: 'AttachRolePolicy', gone: 'DetachRolePolicy' }],
  ['aws_iam_user_policy', 'AWS::IAM::UserPolicy', 'iam', 'name', 'PolicyName', { part: ['aws_iam_user', 'user', 'UserName'], made: 'PutUserPolicy', gone: 'DeleteUserPolicy', generated: 'none' }],
  ['aws_iam_user_policy_attachment', '', 'iam', '', '', { part: ['aws_iam_user', 'user'], made: 'AttachUserPolicy', gone: 'DetachUserPolicy' }],
  ['aws_iam_user_login_profile', '', 'iam', '', '', { part: ['aws_iam_user', 'user'], made: 'CreateLoginProfile', gone: 'DeleteLoginProfile' }],
  ['aws_iam_access_key', 'AWS::IAM::AccessKey', 'iam', '', '', { part: ['aws_iam_user', 'user', 'UserName'], state: 'id', made: 'CreateAccessKey', gone: 'DeleteAccessKey' }],
  ['aws_iam_group_policy', 'AWS::IAM::GroupPolicy', 'iam', 'name', 'PolicyName', { part: ['aws_iam_group', 'group', 'GroupName'], made: 'PutGroupPolicy', gone: 'DeleteGroupPolicy', generated: 'none' }],
  ['aws_iam_group_policy_attachment', '', 'iam', '', '', { part: ['aws_iam_group', 'group'], made: 'AttachGroupPolicy', gone: 'DetachGroupPolicy' }],
  ['aws_iam_policy_attachment', '', 'iam', '', '', { part: ['aws_iam_policy', 'policy_arn'], made: 'AttachRolePolicy AttachUserPolicy AttachGroupPolicy', gone: 'DetachRolePolicy DetachUserPolicy DetachGroupPolicy' }],
  ['aws_iam_openid_connect_provider', 'AWS::IAM::OIDCProvider', 'iam', '', '', { id: 'arn', made: 'CreateOpenIDConnectProvider', gone: 'DeleteOpenIDConnectProvider' }],
  ['aws_iam_saml_provider', 'AWS::IAM::SAMLProvider', 'iam', 'name', 'Name', { id: 'arn', made: 'CreateSAMLProvider', gone: 'DeleteSAMLProvider', generated: 'none' }],
  ['aws_iam_service_linked_role', 'AWS::IAM::ServiceLinkedRole', 'iam', '', '', { id: 'arn', state: 'name', made: 'CreateServiceLinkedRole', gone: 'DeleteServiceLinkedRole' }],

  // Amazon EC2 and VPC: service-made ids, names only as tags
  ['aws_instance', 'AWS::EC2::Instance', 'ec2', 'tags.Name', '', { made: 'RunInstances', gone: 'TerminateInstances' }],
  ['aws_launch_template', 'AWS::EC2::LaunchTemplate', 'ec2', 'name', 'LaunchTemplateName', { made: 'CreateLaunchTemplate', gone: 'DeleteLaunchTemplate', generated: 'none' }],
  ['aws_key_pair', 'AWS::EC2::KeyPair', 'ec2', 'key_name', 'KeyName', { id: 'name', state: 'key_pair_id', made: 'CreateKeyPair ImportKeyPair', gone: 'DeleteKeyPair', generated: 'none' }],
  ['aws_ami', '', 'ec2', 'name', '', { made: 'RegisterImage', gone: 'DeregisterImage' }],
  ['aws_ebs_volume', 'AWS::EC2::Volume', 'ec2', 'tags.Name', '', { made: 'CreateVolume', gone: 'DeleteVolume' }],
  ['aws_ebs_snapshot', '', 'ec2', 'tags.Name', '', { made: 'CreateSnapshot', gone: 'DeleteSnapshot' }],
  ['aws_volume_attachment', 'AWS::EC2::VolumeAttachment', 'ec2', '', '', { part: ['aws_ebs_volume', 'volume_id', 'VolumeId'], made: 'AttachVolume', gone: 'DetachVolume' }],
  ['aws_network_interface', 'AWS::EC2::NetworkInterface', 'ec2', 'tags.Name', '', { made: 'CreateNetworkInterface', gone: 'DeleteNetworkInterface' }],
  ['aws_eip', 'AWS::EC2::EIP', 'ec2', 'tags.Name', '', { state: 'allocation_id public_ip', made: 'AllocateAddress', gone: 'ReleaseAddress' }],
  ['aws_eip_association', 'AWS::EC2::EIPAssociation', 'ec2', '', '', { state: 'id', part: ['aws_eip', 'allocation_id', 'AllocationId'], made: 'AssociateAddress', gone: 'DisassociateAddress' }],
  ['aws_security_group', 'AWS::EC2::SecurityGroup', 'ec2', 'name', 'GroupName', { made: 'CreateSecurityGroup', gone: 'DeleteSecurityGroup' }],
  ['aws_security_group_rule', '', 'ec2', '', '', { state: 'security_group_rule_id', part: ['aws_security_group', 'security_group_id'], made: 'AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress', gone: 'RevokeSecurityGroupIngress RevokeSecurityGroupEgress' }],
  ['aws_vpc_security_group_ingress_rule', 'AWS::EC2::SecurityGroupIngress', 'ec2', '', '', { state: 'security_group_rule_id', part: ['aws_security_group', 'security_group_id', 'GroupId'], made: 'AuthorizeSecurityGroupIngress', gone: 'RevokeSecurityGroupIngress' }],
  ['aws_vpc_security_group_egress_rule', 'AWS::EC2::SecurityGroupEgress', 'ec2', '', '', { state: 'security_group_rule_id', part: ['aws_security_group', 'security_group_id', 'GroupId'], made: 'AuthorizeSecurityGroupEgress', gone: 'RevokeSecurityGroupEgress' }],
  ['aws_vpc', 'AWS::EC2::VPC', 'ec2', 'tags.Name', '', { made: 'CreateVpc', gone: 'DeleteVpc' }],
  ['aws_subnet', 'AWS::EC2::Subnet', 'ec2', 'tags.Name', '', { made: 'CreateSubnet', gone: 'DeleteSubnet' }],
  ['aws_internet_gateway', 'AWS::EC2::InternetGateway', 'ec2', 'tags.Name', '', { made: 'CreateInternetGateway', gone: 'DeleteInternetGateway' }],
  ['aws_nat_gateway', 'AWS::EC2::NatGateway', 'ec2', 'tags.Name', '', { made: 'CreateNatGateway', gone: 'DeleteNatGateway' }],
  ['aws_route_table', 'AWS::EC2::RouteTable', 'ec2', 'tags.Name', '', { made: 'CreateRouteTable', gone: 'DeleteRouteTable' }],
  ['aws_route', 'AWS::EC2::Route', 'ec2', '', '', { part: ['aws_route_table', 'route_table_id', 'RouteTableId'], made: 'CreateRoute', gone: 'DeleteRoute' }],
  ['aws_route_table_association', 'AWS::EC2::SubnetRouteTableAssociation', 'ec2', '', '', { state: 'id', part: ['aws_route_table', 'route_table_id', 'RouteTableId'], made: 'AssociateRouteTable', gone: 'DisassociateRouteTable' }],
  ['aws_network_acl', 'AWS::EC2::NetworkAcl', 'ec2', 'tags.Name', '', { made: 'CreateNetworkAcl', gone: 'DeleteNetworkAcl' }],
  ['aws_network_acl_rule', 'AWS::EC2::NetworkAclEntry', 'ec2', '', '', { part: ['aws_network_acl', 'network_acl_id', 'NetworkAclId'], made: 'CreateNetworkAclEntry', gone: 'DeleteNetworkAclEntry' }],
  ['aws_vpc_endpoint', 'AWS::EC2::VPCEndpoint', 'ec2', 'tags.Name', '', { made: 'CreateVpcEndpoint', gone: 'DeleteVpcEndpoints' }],
  ['aws_vpc_peering_connection', 'AWS::EC2::VPCPeeringConnection', 'ec2', 'tags.Name', '', { made: 'CreateVpcPeeringConnection', gone: 'DeleteVpcPeeringConnection' }],
  ['aws_vpc_dhcp_options', 'AWS::EC2::DHCPOptions', 'ec2', 'tags.Name', '', { made: 'CreateDhcpOptions', gone: 'DeleteDhcpOptions' }],
  ['aws_flow_log', 'AWS::EC2::FlowLog', 'ec2', 'tags.Name', '', { made: 'CreateFlowLogs', gone: 'DeleteFlowLogs' }],
  ['aws_ec2_transit_gateway', 'AWS::EC2::TransitGateway', 'ec2', 'tags.Name', '', { made: 'CreateTransitGateway', gone: 'DeleteTransitGateway' }],
  ['aws_vpn_gateway', 'AWS::EC2::VPNGateway', 'ec2', 'tags.Name', '', { made: 'CreateVpnGateway', gone: 'DeleteVpnGateway' }],
  ['aws_customer_gateway', 'AWS::EC2::CustomerGateway', 'ec2', 'tags.Name', '', { made: 'CreateCustomerGateway', gone: 'DeleteCustomerGateway' }],
  ['aws_egress_only_internet_gateway', 'AWS::EC2::EgressOnlyInternetGateway', 'ec2', 'tags.Name', '', { made: 'CreateEgressOnlyInternetGateway', gone: 'DeleteEgressOnlyInternetGateway' }],

  // Load balancing and scaling
  ['aws_lb', 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'elasticloadbalancing', 'name', 'Name', { id: 'arn', made: 'CreateLoadBalancer', gone: 'DeleteLoadBalancer', generated: 'none' }],
  ['aws_lb_target_group', 'AWS::ElasticLoadBalancingV2::TargetGroup', 'elasticloadbalancing', 'name', 'Name', { id: 'arn', made: 'CreateTargetGroup', gone: 'DeleteTargetGroup', generated: 'none' }],
  ['aws_lb_listener', 'AWS::ElasticLoadBalancingV2::Listener', 'elasticloadbalancing', '', '', { id: 'arn', made: 'CreateListener', gone: 'DeleteListener', part: ['aws_lb', 'load_balancer_arn', 'LoadBalancerArn'] }],
  ['aws_lb_listener_rule', 'AWS::ElasticLoadBalancingV2::ListenerRule', 'elasticloadbalancing', '', '', { id: 'arn', made: 'CreateRule', gone: 'DeleteRule', part: ['aws_lb_listener', 'listener_arn', 'ListenerArn'] }],
  ['aws_elb', 'AWS::ElasticLoadBalancing::LoadBalancer', 'elasticloadbalancing', 'name', 'LoadBalancerName', { id: 'name', made: 'CreateLoadBalancer', gone: 'DeleteLoadBalancer', generated: 'none' }],
  ['aws_autoscaling_group', 'AWS::AutoScaling::AutoScalingGroup', 'autoscaling', 'name', 'AutoScalingGroupName', { id: 'name', made: 'CreateAutoScalingGroup', gone: 'DeleteAutoScalingGroup' }],
  ['aws_launch_configuration', 'AWS::AutoScaling::LaunchConfiguration', 'autoscaling', 'name', 'LaunchConfigurationName', { id: 'name', made: 'CreateLaunchConfiguration', gone: 'DeleteLaunchConfiguration' }],
  ['aws_autoscaling_policy', 'AWS::AutoScaling::ScalingPolicy', 'autoscaling', 'name', '', { part: ['aws_autoscaling_group', 'autoscaling_group_name', 'AutoScalingGroupName'], made: 'PutScalingPolicy', gone: 'DeletePolicy' }],

  // Compute
  ['aws_lambda_function', 'AWS::Lambda::Function', 'lambda', 'function_name', 'FunctionName', { id: 'name', made: 'CreateFunction20150331', gone: 'DeleteFunction20150331' }],
  ['aws_lambda_alias', 'AWS::Lambda::Alias', 'lambda', '', '', { part: ['aws_lambda_function', 'function_name', 'FunctionName'] }],
  ['aws_lambda_permission', 'AWS::Lambda::Permission', 'lambda', '', '', { part: ['aws_lambda_function', 'function_name', 'FunctionName'], made: 'AddPermission20150331v2', gone: 'RemovePermission20150331v2' }],
  ['aws_lambda_event_source_mapping', 'AWS::Lambda::EventSourceMapping', 'lambda', '', '', { state: 'uuid', part: ['aws_lambda_function', 'function_name', 'FunctionName'], made: 'CreateEventSourceMapping20150331', gone: 'DeleteEventSourceMapping20150331' }],
  ['aws_lambda_layer_version', 'AWS::Lambda::LayerVersion', 'lambda', 'layer_name', 'LayerName', { id: 'arn', state: 'layer_arn', generated: 'none' }],
  ['aws_ecs_cluster', 'AWS::ECS::Cluster', 'ecs', 'name', 'ClusterName', { id: 'arn', made: 'CreateCluster', gone: 'DeleteCluster' }],
  ['aws_ecs_service', 'AWS::ECS::Service', 'ecs', 'name', 'ServiceName', { id: 'arn', made: 'CreateService', gone: 'DeleteService' }],
  ['aws_ecs_task_definition', 'AWS::ECS::TaskDefinition', 'ecs', 'family', 'Family', { id: 'name', state: 'arn_without_revision', made: 'RegisterTaskDefinition', gone: 'DeregisterTaskDefinition', generated: 'none' }],
  ['aws_ecr_repository', 'AWS::ECR::Repository', 'ecr', 'name', 'RepositoryName', { id: 'name', made: 'CreateRepository', gone: 'DeleteRepository', generated: 'lower' }],
  ['aws_ecr_lifecycle_policy', '', 'ecr', '', '', { part: ['aws_ecr_repository', 'repository'], made: 'PutLifecyclePolicy', gone: 'DeleteLifecyclePolicy' }],
  ['aws_ecr_repository_policy', '', 'ecr', '', '', { part: ['aws_ecr_repository', 'repository'], made: 'SetRepositoryPolicy', gone: 'DeleteRepositoryPolicy' }],
  ['aws_eks_cluster', 'AWS::EKS::Cluster', 'eks', 'name', 'Name', { id: 'name', made: 'CreateCluster', gone: 'DeleteCluster', generated: 'bare' }],
  ['aws_eks_node_group', 'AWS::EKS::Nodegroup', 'eks', 'node_group_name', 'NodegroupName', { made: 'CreateNodegroup', gone: 'DeleteNodegroup', generated: 'none' }],
  ['aws_eks_addon', 'AWS::EKS::Addon', 'eks', '', '', { part: ['aws_eks_cluster', 'cluster_name', 'ClusterName'], made: 'CreateAddon', gone: 'DeleteAddon' }],
  ['aws_batch_job_definition', 'AWS::Batch::JobDefinition', 'batch', 'name', 'JobDefinitionName', { id: 'arn', made: 'RegisterJobDefinition', gone: 'DeregisterJobDefinition', generated: 'none' }],
  ['aws_sfn_state_machine', 'AWS::StepFunctions::StateMachine', 'states', 'name', 'StateMachineName', { id: 'arn', made: 'CreateStateMachine', gone: 'DeleteStateMachine', generated: 'bare' }],

  // Data
  ['aws_dynamodb_table', 'AWS::DynamoDB::Table', 'dynamodb', 'name', 'TableName', { id: 'name', state: 'stream_arn', made: 'CreateTable', gone: 'DeleteTable' }],
  ['aws_db_instance', 'AWS::RDS::DBInstance', 'rds', 'identifier', 'DBInstanceIdentifier', { state: 'resource_id', made: 'CreateDBInstance', gone: 'DeleteDBInstance', generated: 'lower' }],
  ['aws_rds_cluster', 'AWS::RDS::DBCluster', 'rds', 'cluster_identifier', 'DBClusterIdentifier', { id: 'name', state: 'cluster_resource_id', made: 'CreateDBCluster', gone: 'DeleteDBCluster', generated: 'lower' }],
  ['aws_rds_cluster_instance', '', 'rds', 'identifier', '', { id: 'name', state: 'dbi_resource_id', made: 'CreateDBInstance', gone: 'DeleteDBInstance' }],
  ['aws_db_snapshot', '', 'rds', 'db_snapshot_identifier', '', { id: 'name', state: 'db_snapshot_arn', made: 'CreateDBSnapshot', gone: 'DeleteDBSnapshot' }],
  ['aws_db_subnet_group', 'AWS::RDS::DBSubnetGroup', 'rds', 'name', 'DBSubnetGroupName', { id: 'name', made: 'CreateDBSubnetGroup', gone: 'DeleteDBSubnetGroup', generated: 'lower' }],
  ['aws_db_parameter_group', 'AWS::RDS::DBParameterGroup', 'rds', 'name', 'DBParameterGroupName', { id: 'name', made: 'CreateDBParameterGroup', gone: 'DeleteDBParameterGroup', generated: 'lower' }],
  ['aws_elasticache_cluster', 'AWS::ElastiCache::CacheCluster', 'elasticache', 'cluster_id', 'ClusterName', { id: 'name', made: 'CreateCacheCluster', gone: 'DeleteCacheCluster', generated: 'none' }],
  ['aws_elasticache_replication_group', 'AWS::ElastiCache::ReplicationGroup', 'elasticache', 'replication_group_id', 'ReplicationGroupId', { id: 'name', made: 'CreateReplicationGroup', gone: 'DeleteReplicationGroup', generated: 'none' }],
  ['aws_elasticache_subnet_group', 'AWS::ElastiCache::SubnetGroup', 'elasticache', 'name', 'CacheSubnetGroupName', { id: 'name', made: 'CreateCacheSubnetGroup', gone: 'DeleteCacheSubnetGroup', generated: 'lower' }],
  ['aws_redshift_cluster', 'AWS::Redshift::Cluster', 'redshift', 'cluster_identifier', 'ClusterIdentifier', { id: 'name', made: 'CreateCluster', gone: 'DeleteCluster', generated: 'lower' }],
  ['aws_redshift_subnet_group', 'AWS::Redshift::ClusterSubnetGroup', 'redshift', 'name', '', { id: 'name', made: 'CreateClusterSubnetGroup', gone: 'DeleteClusterSubnetGroup' }],
  ['aws_opensearch_domain', 'AWS::OpenSearchService::Domain', 'es', 'domain_name', 'DomainName', { id: 'arn', made: 'CreateDomain', gone: 'DeleteDomain', generated: 'none' }],
  ['aws_efs_file_system', 'AWS::EFS::FileSystem', 'elasticfilesystem', 'creation_token tags.Name', '', { made: 'CreateFileSystem', gone: 'DeleteFileSystem' }],
  ['aws_kinesis_stream', 'AWS::Kinesis::Stream', 'kinesis', 'name', 'Name', { id: 'arn', made: 'CreateStream', gone: 'DeleteStream' }],
  ['aws_kinesis_firehose_delivery_stream', 'AWS::KinesisFirehose::DeliveryStream', 'firehose', 'name', 'DeliveryStreamName', { id: 'arn', made: 'CreateDeliveryStream', gone: 'DeleteDeliveryStream' }],
  ['aws_glue_catalog_database', 'AWS::Glue::Database', 'glue', 'name', '', { made: 'CreateDatabase', gone: 'DeleteDatabase' }],
  ['aws_glue_job', 'AWS::Glue::Job', 'glue', 'name', 'Name', { id: 'name', made: 'CreateJob', gone: 'DeleteJob', generated: 'bare' }],
  ['aws_athena_workgroup', 'AWS::Athena::WorkGroup', 'athena', 'name', 'Name', { id: 'name', made: 'CreateWorkGroup', gone: 'DeleteWorkGroup', generated: 'none' }],

  // Messages and events
  ['aws_sns_topic', 'AWS::SNS::Topic', 'sns', 'name', 'TopicName', { id: 'arn', made: 'CreateTopic', gone: 'DeleteTopic' }],
  ['aws_sns_topic_subscription', 'AWS::SNS::Subscription', 'sns', '', '', { id: 'arn', part: ['aws_sns_topic', 'topic_arn', 'TopicArn'], made: 'Subscribe', gone: 'Unsubscribe' }],
  ['aws_sns_topic_policy', '', 'sns', '', '', { part: ['aws_sns_topic', 'arn'], made: 'SetTopicAttributes' }],
  ['aws_sqs_queue', 'AWS::SQS::Queue', 'sqs', 'name', 'QueueName', { state: 'url', made: 'CreateQueue', gone: 'DeleteQueue' }],
  ['aws_sqs_queue_policy', '', 'sqs', '', '', { part: ['aws_sqs_queue', 'queue_url'], made: 'SetQueueAttributes' }],
  ['aws_cloudwatch_event_rule', 'AWS::Events::Rule', 'events', 'name', 'Name', { id: 'name', made: 'PutRule', gone: 'DeleteRule' }],
  ['aws_cloudwatch_event_target', '', 'events', '', '', { part: ['aws_cloudwatch_event_rule', 'rule'], made: 'PutTargets', gone: 'RemoveTargets' }],
  ['aws_cloudwatch_event_bus', 'AWS::Events::EventBus', 'events', 'name', 'Name', { id: 'name', made: 'CreateEventBus', gone: 'DeleteEventBus', generated: 'none' }],
  ['aws_scheduler_schedule', 'AWS::Scheduler::Schedule', 'scheduler', 'name', 'Name', { made: 'CreateSchedule', gone: 'DeleteSchedule', generated: 'none' }],
  ['aws_api_gateway_rest_api', 'AWS::ApiGateway::RestApi', 'apigateway', 'name', 'Name', { made: 'CreateRestApi', gone: 'DeleteRestApi', generated: 'none' }],
  ['aws_apigatewayv2_api', 'AWS::ApiGatewayV2::Api', 'apigateway', 'name', 'Name', { made: 'CreateApi', gone: 'DeleteApi', generated: 'none' }],

  // Watching
  ['aws_cloudwatch_log_group', 'AWS::Logs::LogGroup', 'logs', 'name', 'LogGroupName', { id: 'name', made: 'CreateLogGroup', gone: 'DeleteLogGroup' }],
  ['aws_cloudwatch_log_subscription_filter', 'AWS::Logs::SubscriptionFilter', 'logs', '', '', { part: ['aws_cloudwatch_log_group', 'log_group_name', 'LogGroupName'], made: 'PutSubscriptionFilter', gone: 'DeleteSubscriptionFilter' }],
  ['aws_cloudwatch_log_metric_filter', 'AWS::Logs::MetricFilter', 'logs', '', '', { part: ['aws_cloudwatch_log_group', 'log_group_name', 'LogGroupName'], made: 'PutMetricFilter', gone: 'DeleteMetricFilter' }],
  ['aws_cloudwatch_metric_alarm', 'AWS::CloudWatch::Alarm', 'monitoring', 'alarm_name', 'AlarmName', { id: 'name', made: 'PutMetricAlarm', gone: 'DeleteAlarms' }],
  ['aws_cloudwatch_dashboard', 'AWS::CloudWatch::Dashboard', 'monitoring', 'dashboard_name', 'DashboardName', { id: 'name', state: 'dashboard_arn', made: 'PutDashboard', gone: 'DeleteDashboards', generated: 'none' }],
  ['aws_cloudtrail', 'AWS::CloudTrail::Trail', 'cloudtrail', 'name', 'TrailName', { made: 'CreateTrail', gone: 'DeleteTrail' }],
  ['aws_config_config_rule', 'AWS::Config::ConfigRule', 'config', 'name', 'ConfigRuleName', { id: 'name', made: 'PutConfigRule', gone: 'DeleteConfigRule' }],
  ['aws_guardduty_detector', 'AWS::GuardDuty::Detector', 'guardduty', '', '', { made: 'CreateDetector', gone: 'DeleteDetector' }],

  // Keys, secrets, people
  ['aws_kms_key', 'AWS::KMS::Key', 'kms', '', '', { state: 'key_id', made: 'CreateKey', gone: 'ScheduleKeyDeletion' }],
  ['aws_kms_alias', 'AWS::KMS::Alias', 'kms', 'name', 'AliasName', { id: 'name', made: 'CreateAlias', gone: 'DeleteAlias', generated: 'none' }],
  ['aws_secretsmanager_secret', 'AWS::SecretsManager::Secret', 'secretsmanager', 'name', 'Name', { id: 'arn', made: 'CreateSecret', gone: 'DeleteSecret', generated: 'bare', arn: 'arn:*:secretsmanager:*:*:secret:{name}-*' }],
  ['aws_secretsmanager_secret_version', '', 'secretsmanager', '', '', { part: ['aws_secretsmanager_secret', 'secret_id'], made: 'PutSecretValue' }],
  ['aws_secretsmanager_secret_policy', 'AWS::SecretsManager::ResourcePolicy', 'secretsmanager', '', '', { part: ['aws_secretsmanager_secret', 'secret_arn', 'SecretId'], made: 'PutResourcePolicy', gone: 'DeleteResourcePolicy' }],
  ['aws_secretsmanager_secret_rotation', 'AWS::SecretsManager::RotationSchedule', 'secretsmanager', '', '', { part: ['aws_secretsmanager_secret', 'secret_id', 'SecretId'], made: 'RotateSecret', gone: 'CancelRotateSecret' }],
  ['aws_ssm_parameter', 'AWS::SSM::Parameter', 'ssm', 'name', 'Name', { id: 'name', made: 'PutParameter', gone: 'DeleteParameter', generated: 'none' }],
  ['aws_ssm_document', 'AWS::SSM::Document', 'ssm', 'name', 'Name', { id: 'name', made: 'CreateDocument', gone: 'DeleteDocument' }],
  ['aws_acm_certificate', 'AWS::CertificateManager::Certificate', 'acm', 'domain_name', 'DomainName', { id: 'arn', made: 'RequestCertificate ImportCertificate', gone: 'DeleteCertificate', generated: 'none' }],
  ['aws_cognito_user_pool', 'AWS::Cognito::UserPool', 'cognito-idp', 'name', 'UserPoolName', { made: 'CreateUserPool', gone: 'DeleteUserPool', generated: 'none' }],
  ['aws_cognito_user_pool_client', 'AWS::Cognito::UserPoolClient', 'cognito-idp', 'name', 'ClientName', { made: 'CreateUserPoolClient', gone: 'DeleteUserPoolClient', generated: 'none' }],
  ['aws_wafv2_web_acl', 'AWS::WAFv2::WebACL', 'wafv2', 'name', 'Name', { made: 'CreateWebACL', gone: 'DeleteWebACL', generated: 'none' }],

  // Names and edges
  ['aws_route53_zone', 'AWS::Route53::HostedZone', 'route53', 'name', 'Name', { state: 'zone_id', made: 'CreateHostedZone', gone: 'DeleteHostedZone', generated: 'none' }],
  ['aws_route53_record', 'AWS::Route53::RecordSet', 'route53', '', '', { part: ['aws_route53_zone', 'zone_id', 'HostedZoneId'], made: 'ChangeResourceRecordSets', gone: 'ChangeResourceRecordSets' }],
  ['aws_cloudfront_distribution', 'AWS::CloudFront::Distribution', 'cloudfront', '', '', { state: 'domain_name' }],
  ['aws_cloudfront_origin_access_control', 'AWS::CloudFront::OriginAccessControl', 'cloudfront', 'name', '', {}],

  // Building
  ['aws_codebuild_project', 'AWS::CodeBuild::Project', 'codebuild', 'name', 'Name', { id: 'arn', made: 'CreateProject', gone: 'DeleteProject', generated: 'bare' }],
  ['aws_codepipeline', 'AWS::CodePipeline::Pipeline', 'codepipeline', 'name', 'Name', { id: 'name', made: 'CreatePipeline', gone: 'DeletePipeline' }],
  ['aws_cloudformation_stack', 'AWS::CloudFormation::Stack', 'cloudformation', 'name', '', { id: 'arn', made: 'CreateStack', gone: 'DeleteStack' }],
];

/** CloudFormation types that have no line of their own, or another name for one that has. */
export const CFN_ALIASES: Readonly<Record<string, string>> = {
  'AWS::Serverless::Function': 'AWS::Lambda::Function',
  'AWS::Serverless::SimpleTable': 'AWS::DynamoDB::Table',
  'AWS::Serverless::Api': 'AWS::ApiGateway::RestApi',
  'AWS::Serverless::HttpApi': 'AWS::ApiGatewayV2::Api',
  'AWS::Serverless::StateMachine': 'AWS::StepFunctions::StateMachine',
  'AWS::Serverless::LayerVersion': 'AWS::Lambda::LayerVersion',
  'AWS::DynamoDB::GlobalTable': 'AWS::DynamoDB::Table',
};

/** Parts that only CloudFormation knows as types: the parent's type and the property (or its first item) that points to it. */
export const CFN_PARTS: Readonly<Record<string, readonly [parentTfType: string, property: string]>> = {
  'AWS::IAM::Policy': ['aws_iam_role', 'Roles'],
  'AWS::SNS::TopicPolicy': ['aws_sns_topic', 'Topics'],
  'AWS::SQS::QueuePolicy': ['aws_sqs_queue', 'Queues'],
  'AWS::EC2::VPCGatewayAttachment': ['aws_vpc', 'VpcId'],
  'AWS::Lambda::Url': ['aws_lambda_function', 'TargetFunctionArn'],
  'AWS::Lambda::Version': ['aws_lambda_function', 'FunctionName'],
};
