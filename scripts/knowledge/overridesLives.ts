// Operations of types whose names and operations differ, reviewed by hand against the services' API references.

/** Type → how its operations call it. */
// prettier-ignore
export const NOUNS: Readonly<Record<string, string>> = {
  'AWS::EC2::EIP': 'Address', 'AWS::IAM::ManagedPolicy': 'Policy', 'AWS::ElasticLoadBalancingV2::ListenerRule': 'Rule', aws_ami: 'Image', aws_ami_copy: 'Image',
  aws_ami_from_instance: 'Image', 'AWS::AutoScaling::ScheduledAction': 'ScheduledUpdateGroupAction', 'AWS::CloudWatch::Alarm': 'MetricAlarm Alarm AlarmActions',
  'AWS::EC2::PrefixList': 'ManagedPrefixList', 'AWS::Lambda::Url': 'FunctionUrlConfig', 'AWS::Lambda::EventInvokeConfig': 'FunctionEventInvokeConfig',
  'AWS::IAM::OIDCProvider': 'OpenIDConnectProvider', 'AWS::S3::StorageLens': 'StorageLensConfiguration', 'AWS::ApiGateway::BasePathMappingV2': 'BasePathMapping',
  'AWS::ApiGateway::DomainNameV2': 'DomainName', 'AWS::AppSync::FunctionConfiguration': 'Function', 'AWS::Amplify::Domain': 'DomainAssociation',
  'AWS::BedrockAgentCore::BrowserCustom': 'Browser', 'AWS::BedrockAgentCore::CodeInterpreterCustom': 'CodeInterpreter', 'AWS::BedrockAgentCore::Runtime': 'AgentRuntime',
  'AWS::BedrockAgentCore::RuntimeEndpoint': 'AgentRuntimeEndpoint', 'AWS::Bedrock::ApplicationInferenceProfile': 'InferenceProfile', 'AWS::Budgets::BudgetsAction': 'BudgetAction',
  'AWS::EMR::InstanceFleetConfig': 'InstanceFleet', 'AWS::EMR::InstanceGroupConfig': 'InstanceGroups', 'AWS::FMS::ApplicationsList': 'AppsList', 'AWS::LakeFormation::Tag': 'LFTag',
  'AWS::Lightsail::Container': 'ContainerService', 'AWS::Route53Resolver::ResolverQueryLoggingConfig': 'ResolverQueryLogConfig', 'AWS::SSO::Assignment': 'AccountAssignment',
  'AWS::ServiceCatalog::CloudFormationProduct': 'Product', 'AWS::ServiceCatalog::LaunchNotificationConstraint': 'Constraint', 'AWS::ServiceCatalog::LaunchRoleConstraint': 'Constraint',
  'AWS::ServiceCatalog::LaunchTemplateConstraint': 'Constraint', 'AWS::ServiceCatalog::ResourceUpdateConstraint': 'Constraint', 'AWS::ServiceCatalog::StackSetConstraint': 'Constraint',
  'AWS::Timestream::InfluxDBCluster': 'DbCluster', 'AWS::Timestream::InfluxDBInstance': 'DbInstance', 'AWS::WorkSpaces::WorkspaceIpGroup': 'IpGroup',
  'AWS::SecretsManager::RotationSchedule': 'RotateSecret', 'AWS::Route53::QueryLoggingConfig': 'QueryLoggingConfig', 'AWS::ElastiCache::CacheCluster': 'CacheCluster',
  'AWS::MSK::ServerlessCluster': 'Cluster ClusterV2', 'AWS::EMR::Cluster': 'Cluster JobFlow', 'AWS::Glue::Database': 'Database', 'AWS::Glue::Table': 'Table', 'AWS::RDS::DBInstance': 'DBInstance',
};

/** Type → operations that begin, change and end it, in this order; `-` where the rules' own are right. */
// prettier-ignore
const LIVES: Readonly<Record<string, readonly [made: string, changed?: string, gone?: string]>> = {
  'AWS::Cloud9::EnvironmentEC2': ['CreateEnvironmentEC2', 'UpdateEnvironment', 'DeleteEnvironment'], aws_s3_account_public_access_block: ['PutAccountPublicAccessBlock', '', 'DeleteAccountPublicAccessBlock'],
  aws_ses_email_identity: ['VerifyEmailIdentity', '', 'DeleteIdentity'], aws_ses_domain_identity: ['VerifyDomainIdentity', '', 'DeleteIdentity'],
  'AWS::RDS::DBInstance': ['CreateDBInstance CreateDBInstanceReadReplica RestoreDBInstanceFromDBSnapshot RestoreDBInstanceToPointInTime RestoreDBInstanceFromS3', '-', 'DeleteDBInstance'],
  'AWS::EC2::SecurityGroupIngress': ['AuthorizeSecurityGroupIngress', 'ModifySecurityGroupRules UpdateSecurityGroupRuleDescriptionsIngress', 'RevokeSecurityGroupIngress'],
  'AWS::EC2::SecurityGroupEgress': ['AuthorizeSecurityGroupEgress', 'ModifySecurityGroupRules UpdateSecurityGroupRuleDescriptionsEgress', 'RevokeSecurityGroupEgress'],
  aws_security_group_rule: ['AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress', 'ModifySecurityGroupRules', 'RevokeSecurityGroupIngress RevokeSecurityGroupEgress'],
  'AWS::EC2::VPCGatewayAttachment': ['AttachInternetGateway AttachVpnGateway', '', 'DetachInternetGateway DetachVpnGateway'],
  'AWS::EC2::VPCDHCPOptionsAssociation': ['AssociateDhcpOptions'], 'AWS::EC2::SubnetNetworkAclAssociation': ['ReplaceNetworkAclAssociation'],
  'AWS::EC2::SubnetRouteTableAssociation': ['AssociateRouteTable', 'ReplaceRouteTableAssociation', 'DisassociateRouteTable'],
  'AWS::EC2::VPCCidrBlock': ['AssociateVpcCidrBlock', '', 'DisassociateVpcCidrBlock'], 'AWS::EC2::EIPAssociation': ['AssociateAddress', '', 'DisassociateAddress'],
  'AWS::EC2::ClientVpnAuthorizationRule': ['AuthorizeClientVpnIngress', '', 'RevokeClientVpnIngress'], 'AWS::EC2::IPAMAllocation': ['AllocateIpamPoolCidr', '', 'ReleaseIpamPoolAllocation'],
  'AWS::EC2::ClientVpnTargetNetworkAssociation': ['AssociateClientVpnTargetNetwork', '', 'DisassociateClientVpnTargetNetwork'],
  'AWS::EC2::SpotFleet': ['RequestSpotFleet', 'ModifySpotFleetRequest', 'CancelSpotFleetRequests'], 'AWS::EC2::VPCEndpointServicePermissions': ['ModifyVpcEndpointServicePermissions'],
  'AWS::SNS::TopicPolicy': ['SetTopicAttributes'], 'AWS::SNS::TopicInlinePolicy': ['SetTopicAttributes'], 'AWS::SQS::QueuePolicy': ['SetQueueAttributes'], 'AWS::SQS::QueueInlinePolicy': ['SetQueueAttributes'],
  aws_sqs_queue_redrive_policy: ['SetQueueAttributes'], aws_sqs_queue_redrive_allow_policy: ['SetQueueAttributes'], 'AWS::SNS::Subscription': ['Subscribe', 'SetSubscriptionAttributes', 'Unsubscribe'],
  'AWS::KMS::Key': ['CreateKey', '-', 'ScheduleKeyDeletion'], 'AWS::KMS::ReplicaKey': ['ReplicateKey', '', 'ScheduleKeyDeletion'], 'AWS::Lambda::Version': ['PublishVersion'],
  'AWS::IAM::Policy': ['PutRolePolicy PutUserPolicy PutGroupPolicy', '', 'DeleteRolePolicy DeleteUserPolicy DeleteGroupPolicy'], 'AWS::IAM::UserToGroupAddition': ['AddUserToGroup', '', 'RemoveUserFromGroup'],
  aws_iam_policy_attachment: ['AttachRolePolicy AttachUserPolicy AttachGroupPolicy', '', 'DetachRolePolicy DetachUserPolicy DetachGroupPolicy'],
  aws_iam_user_ssh_key: ['UploadSSHPublicKey', 'UpdateSSHPublicKey', 'DeleteSSHPublicKey'], aws_iam_role_policies_exclusive: ['PutRolePolicy', '', 'DeleteRolePolicy'],
  aws_iam_user_policies_exclusive: ['PutUserPolicy', '', 'DeleteUserPolicy'], aws_iam_group_policies_exclusive: ['PutGroupPolicy', '', 'DeleteGroupPolicy'],
  aws_iam_role_policy_attachments_exclusive: ['AttachRolePolicy', '', 'DetachRolePolicy'], aws_iam_user_policy_attachments_exclusive: ['AttachUserPolicy', '', 'DetachUserPolicy'],
  aws_iam_group_policy_attachments_exclusive: ['AttachGroupPolicy', '', 'DetachGroupPolicy'], 'AWS::AppSync::GraphQLSchema': ['StartSchemaCreation'],
  'AWS::AppStream::ApplicationEntitlementAssociation': ['AssociateApplicationToEntitlement', '', 'DisassociateApplicationFromEntitlement'],
  'AWS::AppStream::StackUserAssociation': ['BatchAssociateUserStack', '', 'BatchDisassociateUserStack'], 'AWS::AppStream::StackFleetAssociation': ['AssociateFleet', '', 'DisassociateFleet'],
  'AWS::AmazonMQ::ConfigurationAssociation': ['UpdateBroker'], 'AWS::ACMPCA::CertificateAuthorityActivation': ['ImportCertificateAuthorityCertificate'], 'AWS::CertificateManager::Account': ['PutAccountConfiguration'],
  'AWS::CloudFormation::ResourceVersion': ['RegisterType', '', 'DeregisterType'], 'AWS::CloudFormation::ModuleVersion': ['RegisterType', '', 'DeregisterType'], 'AWS::CloudFormation::HookVersion': ['RegisterType', '', 'DeregisterType'],
  'AWS::CloudFormation::ResourceDefaultVersion': ['SetTypeDefaultVersion'], 'AWS::CloudFormation::ModuleDefaultVersion': ['SetTypeDefaultVersion'], 'AWS::CloudFormation::HookDefaultVersion': ['SetTypeDefaultVersion'],
  'AWS::CloudFormation::PublicTypeVersion': ['PublishType'], 'AWS::CloudFormation::TypeActivation': ['ActivateType', '', 'DeactivateType'], 'AWS::CloudFormation::HookTypeConfig': ['SetTypeConfiguration'],
  'AWS::CloudFormation::GuardHook': ['ActivateType', 'SetTypeConfiguration', 'DeactivateType'], 'AWS::CloudFormation::LambdaHook': ['ActivateType', 'SetTypeConfiguration', 'DeactivateType'],
  'AWS::Cognito::IdentityPoolRoleAttachment': ['SetIdentityPoolRoles'], 'AWS::Cognito::IdentityPoolPrincipalTag': ['SetPrincipalTagAttributeMap'], 'AWS::Cognito::UserPoolRiskConfigurationAttachment': ['SetRiskConfiguration'],
  'AWS::Cognito::UserPoolUser': ['AdminCreateUser', 'AdminUpdateUserAttributes AdminDisableUser AdminEnableUser AdminSetUserPassword AdminResetUserPassword', 'AdminDeleteUser'],
  'AWS::Cognito::UserPoolUserToGroupAttachment': ['AdminAddUserToGroup', '', 'AdminRemoveUserFromGroup'], 'AWS::Cognito::UserPoolUICustomizationAttachment': ['SetUICustomization'],
  'AWS::ECS::ClusterCapacityProviderAssociations': ['PutClusterCapacityProviders'], 'AWS::EMR::Step': ['AddJobFlowSteps', '', 'CancelSteps'], 'AWS::Events::EventBusPolicy': ['PutPermission', '', 'RemovePermission'],
  'AWS::IoT::Logging': ['SetV2LoggingOptions'], 'AWS::IoT::PolicyPrincipalAttachment': ['AttachPolicy AttachPrincipalPolicy', '', 'DetachPolicy DetachPrincipalPolicy'], 'AWS::IoT::ResourceSpecificLogging': ['SetV2LoggingLevel', '', 'DeleteV2LoggingLevel'],
  'AWS::IoT::ThingPrincipalAttachment': ['AttachThingPrincipal', '', 'DetachThingPrincipal'], 'AWS::LakeFormation::PrincipalPermissions': ['GrantPermissions', '', 'RevokePermissions'],
  'AWS::LakeFormation::TagAssociation': ['AddLFTagsToResource', '', 'RemoveLFTagsFromResource'], 'AWS::MSK::BatchScramSecret': ['BatchAssociateScramSecret', '', 'BatchDisassociateScramSecret'],
  'AWS::Macie::Session': ['EnableMacie', 'UpdateMacieSession', 'DisableMacie'], 'AWS::NetworkManager::TransitGatewayRegistration': ['RegisterTransitGateway', '', 'DeregisterTransitGateway'],
  'AWS::Redshift::EndpointAuthorization': ['AuthorizeEndpointAccess', '', 'RevokeEndpointAccess'], 'AWS::Route53::RecordSet': ['ChangeResourceRecordSets', '', 'ChangeResourceRecordSets'],
  'AWS::Route53::RecordSetGroup': ['ChangeResourceRecordSets', '', 'ChangeResourceRecordSets'], aws_route53_records_exclusive: ['ChangeResourceRecordSets'],
  'AWS::Route53Resolver::ResolverQueryLoggingConfigAssociation': ['AssociateResolverQueryLogConfig', '', 'DisassociateResolverQueryLogConfig'], 'AWS::S3Express::DirectoryBucket': ['CreateBucket', '', 'DeleteBucket'],
  'AWS::S3Express::BucketPolicy': ['PutBucketPolicy', '', 'DeleteBucketPolicy'], 'AWS::S3Outposts::AccessPoint': ['CreateAccessPoint', 'PutAccessPointPolicy', 'DeleteAccessPoint'],
  'AWS::S3Outposts::Bucket': ['CreateBucket', 'PutBucketLifecycleConfiguration PutBucketTagging', 'DeleteBucket'], 'AWS::S3Outposts::BucketPolicy': ['PutBucketPolicy', '', 'DeleteBucketPolicy'],
  'AWS::SES::VdmAttributes': ['PutAccountVdmAttributes'], 'AWS::SecretsManager::RotationSchedule': ['RotateSecret', '', 'CancelRotateSecret'], 'AWS::SSMContacts::Plan': ['UpdateContact'],
  'AWS::SecurityHub::Hub': ['EnableSecurityHub', 'UpdateSecurityHubConfiguration', 'DisableSecurityHub'], 'AWS::SecurityHub::DelegatedAdmin': ['EnableOrganizationAdminAccount', '', 'DisableOrganizationAdminAccount'],
  'AWS::SecurityHub::PolicyAssociation': ['StartConfigurationPolicyAssociation', '', 'StartConfigurationPolicyDisassociation'], 'AWS::SecurityHub::Standard': ['BatchEnableStandards', '', 'BatchDisableStandards'],
  'AWS::ServiceCatalog::PortfolioPrincipalAssociation': ['AssociatePrincipalWithPortfolio', '', 'DisassociatePrincipalFromPortfolio'], 'AWS::ServiceCatalog::AcceptedPortfolioShare': ['AcceptPortfolioShare', '', 'RejectPortfolioShare'],
  'AWS::ServiceCatalog::PortfolioProductAssociation': ['AssociateProductWithPortfolio', '', 'DisassociateProductFromPortfolio'], 'AWS::Shield::DRTAccess': ['AssociateDRTRole AssociateDRTLogBucket', '', 'DisassociateDRTRole DisassociateDRTLogBucket'],
  'AWS::ServiceCatalog::CloudFormationProvisionedProduct': ['ProvisionProduct', 'UpdateProvisionedProduct', 'TerminateProvisionedProduct'], 'AWS::XRay::TransactionSearchConfig': ['UpdateTraceSegmentDestination', 'UpdateIndexingRule'],
  'AWS::EventSchemas::RegistryPolicy': ['PutResourcePolicy', '', 'DeleteResourcePolicy'], 'AWS::CloudWatch::Alarm': ['PutMetricAlarm', 'SetAlarmState EnableAlarmActions DisableAlarmActions', 'DeleteAlarms'],
  'AWS::S3::BucketPolicy': ['PutBucketPolicy', '', 'DeleteBucketPolicy'], aws_s3_object: ['PutObject', '', 'DeleteObject'], aws_s3_bucket_object: ['PutObject', '', 'DeleteObject'], aws_s3_object_copy: ['CopyObject', '', 'DeleteObject'],
  aws_s3_bucket_server_side_encryption_configuration: ['PutBucketEncryption', '', 'DeleteBucketEncryption'], aws_s3_bucket_cors_configuration: ['PutBucketCors', '', 'DeleteBucketCors'],
  aws_s3_bucket_website_configuration: ['PutBucketWebsite', '', 'DeleteBucketWebsite'], aws_s3_bucket_replication_configuration: ['PutBucketReplication', '', 'DeleteBucketReplication'],
  aws_s3_bucket_lifecycle_configuration: ['PutBucketLifecycleConfiguration', '', 'DeleteBucketLifecycle'], aws_s3_bucket_request_payment_configuration: ['PutBucketRequestPayment'],
  aws_s3_bucket_inventory: ['PutBucketInventoryConfiguration', '', 'DeleteBucketInventoryConfiguration'], aws_s3_bucket_metric: ['PutBucketMetricsConfiguration', '', 'DeleteBucketMetricsConfiguration'],
  aws_s3_bucket_public_access_block: ['PutPublicAccessBlock', '', 'DeletePublicAccessBlock'], aws_s3_bucket_object_lock_configuration: ['PutObjectLockConfiguration'],
  aws_autoscaling_attachment: ['AttachLoadBalancerTargetGroups AttachLoadBalancers AttachTrafficSources', '', 'DetachLoadBalancerTargetGroups DetachLoadBalancers DetachTrafficSources'],
  aws_autoscaling_notification: ['PutNotificationConfiguration', '', 'DeleteNotificationConfiguration'], aws_lb_target_group_attachment: ['RegisterTargets', '', 'DeregisterTargets'], aws_alb_target_group_attachment: ['RegisterTargets', '', 'DeregisterTargets'],
  aws_elb_attachment: ['RegisterInstancesWithLoadBalancer', '', 'DeregisterInstancesFromLoadBalancer'], aws_db_instance_role_association: ['AddRoleToDBInstance', '', 'RemoveRoleFromDBInstance'],
  aws_rds_cluster_role_association: ['AddRoleToDBCluster', '', 'RemoveRoleFromDBCluster'], aws_ebs_snapshot_copy: ['CopySnapshot', '', 'DeleteSnapshot'], aws_ebs_snapshot_import: ['ImportSnapshot', '', 'DeleteSnapshot'],
  aws_ebs_default_kms_key: ['ModifyEbsDefaultKmsKeyId', '', 'ResetEbsDefaultKmsKeyId'], aws_ec2_instance_state: ['StartInstances StopInstances'], aws_secretsmanager_secret_version: ['PutSecretValue', 'UpdateSecretVersionStage'],
  aws_ses_domain_dkim: ['VerifyDomainDkim'], aws_ses_domain_mail_from: ['SetIdentityMailFromDomain'], aws_ses_domain_identity_verification: ['VerifyDomainIdentity'], aws_vpc_endpoint_policy: ['ModifyVpcEndpoint'],
  aws_vpc_endpoint_private_dns: ['ModifyVpcEndpoint'], aws_vpc_endpoint_subnet_association: ['ModifyVpcEndpoint'], aws_vpc_endpoint_security_group_association: ['ModifyVpcEndpoint'], aws_vpc_endpoint_route_table_association: ['ModifyVpcEndpoint'],
  aws_vpc_endpoint_connection_accepter: ['AcceptVpcEndpointConnections', '', 'RejectVpcEndpointConnections'], aws_vpc_peering_connection_accepter: ['AcceptVpcPeeringConnection', '', 'DeleteVpcPeeringConnection'],
  aws_network_interface_sg_attachment: ['ModifyNetworkInterfaceAttribute'], aws_main_route_table_association: ['ReplaceRouteTableAssociation'], aws_ec2_tag: ['CreateTags', '', 'DeleteTags'],
  aws_ram_principal_association: ['AssociateResourceShare', '', 'DisassociateResourceShare'], aws_ram_resource_association: ['AssociateResourceShare', '', 'DisassociateResourceShare'], aws_ram_resource_share_accepter: ['AcceptResourceShareInvitation'],
  aws_ram_sharing_with_organization: ['EnableSharingWithAwsOrganization'], aws_api_gateway_method_settings: ['UpdateStage'], aws_api_gateway_rest_api_policy: ['UpdateRestApi'], aws_api_gateway_rest_api_put: ['PutRestApi'],
  aws_dynamodb_table_replica: ['UpdateTable'], aws_dynamodb_global_secondary_index: ['UpdateTable'], aws_dynamodb_table_export: ['ExportTableToPointInTime'], aws_config_configuration_recorder_status: ['StartConfigurationRecorder', '', 'StopConfigurationRecorder'],
  aws_redshift_snapshot_schedule_association: ['ModifyClusterSnapshotSchedule'], aws_snapshot_create_volume_permission: ['ModifySnapshotAttribute'], aws_ami_launch_permission: ['ModifyImageAttribute'],
  aws_macie2_invitation_accepter: ['AcceptInvitation'], aws_detective_invitation_accepter: ['AcceptInvitation'], aws_securityhub_invite_accepter: ['AcceptAdministratorInvitation'], aws_sns_sms_preferences: ['SetSMSAttributes'],
  aws_transfer_ssh_key: ['ImportSshPublicKey', '', 'DeleteSshPublicKey'], aws_ssoadmin_permission_set_inline_policy: ['PutInlinePolicyToPermissionSet', '', 'DeleteInlinePolicyFromPermissionSet'],
  aws_ssoadmin_permissions_boundary_attachment: ['PutPermissionsBoundaryToPermissionSet', '', 'DeletePermissionsBoundaryFromPermissionSet'], aws_inspector2_enabler: ['Enable', '', 'Disable'],
  aws_account_primary_contact: ['PutContactInformation'], aws_account_region: ['EnableRegion', '', 'DisableRegion'], aws_cloudwatch_event_target: ['PutTargets', '', 'RemoveTargets'],
};

/** Type → operations that a person would look for first when it changed, though by their nouns they are about its parts. */
// prettier-ignore
export const ALSO: Readonly<Record<string, string>> = {
  'AWS::CloudTrail::Trail': 'StopLogging StartLogging', 'AWS::KMS::Key': 'PutKeyPolicy ImportKeyMaterial DeleteImportedKeyMaterial',
  'AWS::Kinesis::Stream': 'UpdateShardCount UpdateStreamMode IncreaseStreamRetentionPeriod DecreaseStreamRetentionPeriod SplitShard MergeShards',
  'AWS::EC2::SecurityGroup': 'AuthorizeSecurityGroupIngress RevokeSecurityGroupIngress AuthorizeSecurityGroupEgress RevokeSecurityGroupEgress',
  'AWS::EC2::RouteTable': 'CreateRoute ReplaceRoute DeleteRoute AssociateRouteTable DisassociateRouteTable', 'AWS::EC2::NetworkAcl': 'CreateNetworkAclEntry ReplaceNetworkAclEntry DeleteNetworkAclEntry',
  'AWS::IAM::Role': 'UpdateAssumeRolePolicy AttachRolePolicy DetachRolePolicy PutRolePolicy DeleteRolePolicy', 'AWS::IAM::User': 'AttachUserPolicy CreateAccessKey CreateLoginProfile PutUserPolicy UpdateAccessKey',
  'AWS::S3::Bucket': 'PutBucketPolicy DeleteBucketPolicy PutBucketPublicAccessBlock PutBucketAcl PutBucketEncryption PutBucketVersioning',
};

/** What is said here of a type's operations; lists that are not said are left to the rules. */
export function livesByHand(type: string): { made?: string[]; changed?: string[]; gone?: string[] } | undefined {
  const row = Object.hasOwn(LIVES, type) ? LIVES[type] : undefined;
  if (row === undefined) return undefined;
  const [made, changed = '', gone = ''] = row;
  const list = (text: string): string[] => (text === '' ? [] : text.split(' '));
  return { made: list(made), ...(changed === '-' ? {} : { changed: list(changed) }), gone: list(gone) };
}
