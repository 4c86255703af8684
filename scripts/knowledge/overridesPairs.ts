// Terraform types whose CloudFormation type does not follow from their names, reviewed by hand against both references; '' where names
// lead astray. Several Terraform types may make the same thing.

// prettier-ignore
const BY_SERVICE: Readonly<Record<string, string>> = {
  Amplify: 'domain_association=Domain',
  AppStream: 'fleet_stack_association=StackFleetAssociation user_stack_association=StackUserAssociation', AppSync: 'function=FunctionConfiguration',
  ApplicationAutoScaling: 'aws_appautoscaling_policy=ScalingPolicy aws_appautoscaling_target=ScalableTarget',
  AppRunner: 'auto_scaling_configuration_version=AutoScalingConfiguration', AutoScaling: 'policy=ScalingPolicy schedule=ScheduledAction',
  Backup: 'logically_air_gapped_vault=LogicallyAirGappedBackupVault', Bedrock: 'inference_profile=ApplicationInferenceProfile',
  BedrockAgentCore: 'agent_runtime=Runtime agent_runtime_endpoint=RuntimeEndpoint browser=BrowserCustom code_interpreter=CodeInterpreterCustom',
  Budgets: 'budget_action=BudgetsAction', Chatbot: 'teams_channel_configuration=MicrosoftTeamsChannelConfiguration', CloudFront: 'multitenant_distribution=Distribution',
  CloudTrail: 'aws_cloudtrail=Trail', CloudWatch: 'contributor_insight_rule=InsightRule metric_alarm=Alarm',
  CodeDeploy: 'app=Application', CodePipeline: 'aws_codepipeline=Pipeline',
  Cognito: 'identity_pool=IdentityPool identity_pool_roles_attachment=IdentityPoolRoleAttachment identity_pool_provider_principal_tag=IdentityPoolPrincipalTag identity_provider=UserPoolIdentityProvider resource_server=UserPoolResourceServer risk_configuration=UserPoolRiskConfigurationAttachment user=UserPoolUser user_group=UserPoolGroup user_in_group=UserPoolUserToGroupAttachment user_pool_ui_customization=UserPoolUICustomizationAttachment managed_user_pool_client=UserPoolClient',
  Config: 'aggregate_authorization=AggregationAuthorization organization_custom_policy_rule=OrganizationConfigRule organization_custom_rule=OrganizationConfigRule organization_managed_rule=OrganizationConfigRule',
  Connect: 'bot_association=IntegrationAssociation lambda_function_association=IntegrationAssociation', ControlTower: 'baseline=EnabledBaseline control=EnabledControl',
  DataSync: 'location_fsx_lustre_file_system=LocationFSxLustre location_fsx_ontap_file_system=LocationFSxONTAP location_fsx_openzfs_file_system=LocationFSxOpenZFS location_fsx_windows_file_system=LocationFSxWindows',
  DirectConnect: 'aws_dx_gateway=DirectConnectGateway aws_dx_gateway_association=DirectConnectGatewayAssociation', DMS: 's3_endpoint=Endpoint',
  DocDB: 'cluster_instance=DBInstance', Neptune: 'cluster_instance=DBInstance',
  RDS: 'cluster_instance=DBInstance aws_db_snapshot=DBSnapshot aws_db_snapshot_copy=DBSnapshot',
  EC2: 'client_vpn_network_association=ClientVpnTargetNetworkAssociation managed_prefix_list=PrefixList aws_internet_gateway_attachment=VPCGatewayAttachment aws_vpn_gateway_attachment=VPCGatewayAttachment aws_network_acl_association=SubnetNetworkAclAssociation aws_network_acl_rule=NetworkAclEntry aws_route_table_association=SubnetRouteTableAssociation aws_vpc_security_group_ingress_rule=SecurityGroupIngress aws_vpc_security_group_egress_rule=SecurityGroupEgress aws_spot_fleet_request=SpotFleet aws_vpc_endpoint_service_allowed_principal=VPCEndpointServicePermissions aws_vpc_ipam_pool_cidr_allocation=IPAMAllocation aws_vpc_ipv4_cidr_block_association=VPCCidrBlock aws_vpc_ipv6_cidr_block_association=VPCCidrBlock aws_ebs_volume_copy=Volume',
  ECR: 'aws_ecrpublic_repository=PublicRepository', ECS: 'cluster_capacity_providers=ClusterCapacityProviderAssociations', ElastiCache: 'cluster=CacheCluster',
  ElasticLoadBalancing: 'aws_elb=LoadBalancer', ElasticLoadBalancingV2: 'aws_lb=LoadBalancer aws_alb=LoadBalancer aws_alb_listener=Listener aws_alb_listener_rule=ListenerRule aws_alb_target_group=TargetGroup aws_alb_listener_certificate=ListenerCertificate',
  EMR: 'instance_fleet=InstanceFleetConfig instance_group=InstanceGroupConfig',
  Events: 'aws_cloudwatch_event_bus=EventBus aws_cloudwatch_event_permission=EventBusPolicy',
  FSx: 'lustre_file_system=FileSystem ontap_file_system=FileSystem openzfs_file_system=FileSystem windows_file_system=FileSystem ontap_storage_virtual_machine=StorageVirtualMachine ontap_volume=Volume openzfs_volume=Volume openzfs_snapshot=Snapshot',
  Glue: 'catalog_database=Database catalog_table=Table catalog_table_optimizer=TableOptimizer', GuardDuty: 'invite_accepter=Master',
  IAM: 'policy=ManagedPolicy openid_connect_provider=OIDCProvider group_membership=UserToGroupAddition user_group_membership=UserToGroupAddition',
  IoT: 'policy_attachment=PolicyPrincipalAttachment logging_options=Logging', KMS: 'external_key=Key replica_external_key=ReplicaKey',
  LakeFormation: 'lf_tag=Tag resource_lf_tag=TagAssociation resource_lf_tags=TagAssociation',
  Lambda: 'function_event_invoke_config=EventInvokeConfig function_url=Url aws_lambdamicrovms_image=MicrovmImage',
  Lightsail: 'lb=LoadBalancer container_service=Container lb_certificate=LoadBalancerTlsCertificate', Macie: 'aws_macie2_account=Session',
  MSK: 'scram_secret_association=BatchScramSecret',
  NetworkManager: 'dx_gateway_attachment=DirectConnectGatewayAttachment prefix_list_association=CoreNetworkPrefixListAssociation',
  ObservabilityAdmin: 'centralization_rule_for_organization=OrganizationCentralizationRule telemetry_rule_for_organization=OrganizationTelemetryRule',
  ODB: 'network_peering_connection=OdbPeeringConnection', PaymentCryptography: 'key_alias=Alias', Pinpoint: 'email_channel=EmailChannel email_template=EmailTemplate',
  APS: 'aws_prometheus_rule_group_namespace=RuleGroupsNamespace',
  Redshift: 'parameter_group=ClusterParameterGroup subnet_group=ClusterSubnetGroup cluster_snapshot=Snapshot',
  Route53: 'zone=HostedZone record=RecordSet hosted_zone_dnssec=DNSSEC query_log=QueryLoggingConfig',
  Route53Resolver: 'aws_route53_resolver_query_log_config=ResolverQueryLoggingConfig aws_route53_resolver_query_log_config_association=ResolverQueryLoggingConfigAssociation',
  Route53Profiles: 'association=ProfileAssociation resource_association=ProfileResourceAssociation',
  S3: 'aws_s3control_storage_lens_configuration=StorageLens', S3Express: 'aws_s3_directory_bucket=DirectoryBucket',
  S3ObjectLambda: 'aws_s3control_object_lambda_access_point=AccessPoint aws_s3control_object_lambda_access_point_policy=AccessPointPolicy',
  S3Outposts: 'aws_s3control_bucket=Bucket aws_s3control_bucket_policy=BucketPolicy',
  SageMaker: 'endpoint_configuration=EndpointConfig notebook_instance_lifecycle_configuration=NotebookInstanceLifecycleConfig',
  SecretsManager: 'secret_policy=ResourcePolicy secret_rotation=RotationSchedule',
  SecurityHub: 'account=Hub account_v2=HubV2 configuration_policy_association=PolicyAssociation standards_subscription=Standard organization_admin_account=DelegatedAdmin',
  ServiceCatalog: 'product=CloudFormationProduct provisioned_product=CloudFormationProvisionedProduct principal_portfolio_association=PortfolioPrincipalAssociation product_portfolio_association=PortfolioProductAssociation tag_option_resource_association=TagOptionAssociation',
  SES: 'event_destination=ConfigurationSetEventDestination aws_sesv2_configuration_set_event_destination=ConfigurationSetEventDestination aws_sesv2_account_vdm_attributes=VdmAttributes domain_identity=EmailIdentity',
  Shield: 'drt_access_log_bucket_association=DRTAccess drt_access_role_arn_association=DRTAccess', Signer: 'signing_profile_permission=ProfilePermission',
  SNS: 'topic_subscription=Subscription', SSO: 'aws_ssoadmin_account_assignment=Assignment aws_ssoadmin_instance_access_control_attributes=InstanceAccessControlAttributeConfiguration',
  StepFunctions: 'aws_sfn_alias=StateMachineAlias', Timestream: 'aws_timestreaminfluxdb_db_cluster=InfluxDBCluster aws_timestreaminfluxdb_db_instance=InfluxDBInstance',
  VpcLattice: 'listener_rule=Rule', WAFv2: 'web_acl_logging_configuration=LoggingConfiguration', WorkSpaces: 'ip_group=WorkspaceIpGroup',
};

/** Terraform type → CloudFormation type. A key with `aws_` in front is the whole type, any other follows the service part in lower case. */
export const PAIRS: ReadonlyMap<string, string> = new Map(
  Object.entries(BY_SERVICE).flatMap(([group, pairs]) =>
    pairs.split(' ').flatMap((pair): [string, string][] => {
      const [from = '', to = ''] = pair.split('=');
      if (from === '') return [];
      const type = from.startsWith('aws_') ? from : `aws_${group.toLowerCase()}_${from}`;
      return [[type, to === '' ? '' : `AWS::${group}::${to}`]];
    }),
  ),
);
