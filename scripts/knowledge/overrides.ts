// What the rules get wrong, reviewed by hand. Sources: CloudTrail's integration pages and the services' own "Logging … with CloudTrail"
// pages for event sources, CloudFormation's and the provider's reference for pairs.

/** Signing name → first label of the event source, where CloudTrail writes another. */
export const SOURCE_OF_SIGNING: Readonly<Record<string, string>> = {
  mq: 'amazonmq',
  mobiletargeting: 'pinpoint',
  networkmonitor: 'networksynthetics',
  'application-signals': 'applicationsignals',
};

/** Services that sign by another's name, but are recorded by their own: the old package's file → what stands for the signing name here. */
export const OWN_SOURCE: Readonly<Record<string, string>> = { 'servicecatalog-appregistry': 'servicecatalog-appregistry' };

/** CloudFormation's service part → signing name, where letters alone do not tell. */
// prettier-ignore
export const SIGNING_OF_GROUP: Readonly<Record<string, string>> = {
  APS: 'aps', AmazonMQ: 'mq', ApiGatewayV2: 'apigateway', ARCRegionSwitch: 'arc-region-switch', AWSExternalAnthropic: 'aws-external-anthropic',
  BCM: 'bcm-data-exports', BackupGateway: 'backup-gateway', Bedrock: 'bedrock', BedrockAgentCore: 'bedrock-agentcore', BedrockMantle: 'bedrock-mantle',
  Cassandra: 'cassandra', CertificateManager: 'acm', Cases: 'cases', CloudHSM: 'cloudhsm', CloudWatch: 'monitoring', Cognito: 'cognito-idp',
  Connect: 'connect', CustomerProfiles: 'profile', DirectoryService: 'ds', DocDB: 'rds', DocDBElastic: 'docdb-elastic', EFS: 'elasticfilesystem',
  EMR: 'elasticmapreduce', EMRContainers: 'emr-containers', EMRServerless: 'emr-serverless', ElasticLoadBalancingV2: 'elasticloadbalancing',
  Elasticsearch: 'es', EventSchemas: 'schemas', Events: 'events', EventsV2: 'events', GreengrassV2: 'greengrass', HealthImaging: 'medical-imaging',
  IVSChat: 'ivschat', InspectorV2: 'inspector2', IoTCoreDeviceAdvisor: 'iotdeviceadvisor', IoTSecureTunneling: 'IoTSecuredTunneling',
  KinesisAnalyticsV2: 'kinesisanalytics', KinesisFirehose: 'firehose', Location: 'geo', MSK: 'kafka', MWAA: 'airflow', Macie: 'macie2',
  MWAAServerless: 'airflow-serverless', MediaPackageV2: 'mediapackagev2', Neptune: 'rds', NimbleStudio: 'nimble', NotificationsContacts: 'notifications-contacts', OpenSearch: 'opensearch',
  OpenSearchServerless: 'aoss', OpenSearchService: 'es', OpsWorksCM: 'opsworks-cm', Pinpoint: 'mobiletargeting', PinpointEmail: 'ses',
  ResourceExplorer2: 'resource-explorer-2', Route53RecoveryControl: 'route53-recovery-control-config', S3ObjectLambda: 's3', S3Express: 's3express',
  SAM: 'lambda', SMSVOICE: 'sms-voice', SSMGuiConnect: 'ssm-guiconnect', SSO: 'sso', Serverless: 'lambda', ServiceCatalogAppRegistry: 'servicecatalog-appregistry',
  ServerlessRepo: 'serverlessrepo', StepFunctions: 'states', SystemsManagerSAP: 'ssm-sap', Timestream: 'timestream', VoiceID: 'voiceid',
  WAF: 'waf', WAFRegional: 'waf-regional', Wisdom: 'wisdom', WorkSpacesThinClient: 'thinclient', WorkSpacesWeb: 'workspaces-web', ASK: '',
};

/** Start of a Terraform type → signing name, beside those in `typesRules.ts` and those that letters tell. */
// prettier-ignore
export const SIGNING_OF_PREFIX: Readonly<Record<string, string>> = {
  ec2_instance_connect: 'ec2', pinpoint_email: 'mobiletargeting', servicecatalogappregistry: 'servicecatalog-appregistry', bedrockagent: 'bedrock', bedrockagentcore: 'bedrock-agentcore', bedrockmodel: 'bedrock', chimesdkmediapipelines: 'chime', chimesdkvoice: 'chime', cloudhsm_v2: 'cloudhsm',
  costoptimizationhub: 'cost-optimization-hub', customerprofiles: 'profile', devicefarm: 'devicefarm', fis: 'fis', inspector: 'inspector',
  inspector2: 'inspector2', keyspaces: 'cassandra', kinesis_analytics: 'kinesisanalytics', kinesis_video: 'kinesisvideo', lex: 'lex', lexv2models: 'lex',
  location: 'geo', macie2: 'macie2', media_convert: 'mediaconvert', media_package: 'mediapackage', media_packagev2: 'mediapackagev2',
  media_store: 'mediastore', mskconnect: 'kafkaconnect', networkmonitor: 'networkmonitor', pinpoint: 'mobiletargeting', pinpointsmsvoicev2: 'sms-voice',
  prometheus: 'aps', qldb: 'qldb', route53recoverycontrolconfig: 'route53-recovery-control-config', s3outposts: 's3-outposts', s3tables: 's3tables',
  s3_object: 's3', serverlessapplicationrepository: 'serverlessrepo', timestreamwrite: 'timestream', timestreamquery: 'timestream',
  timestreaminfluxdb: 'timestream-influxdb', wafregional: 'waf-regional', mq: 'mq', msk: 'kafka', oam: 'oam', opensearch: 'es', rbin: 'rbin',
  vpclattice: 'vpc-lattice', iot: 'iot', appautoscaling: 'application-autoscaling', api_gateway: 'apigateway', verifiedaccess: 'ec2', nat: 'ec2',
  proxy_protocol_policy: 'elasticloadbalancing', lb_cookie_stickiness_policy: 'elasticloadbalancing', lb_ssl_negotiation_policy: 'elasticloadbalancing',
  service_discovery: 'servicediscovery', directory_service: 'ds', codegurureviewer: 'codeguru-reviewer', notifications: 'notifications',
  notificationscontacts: 'notifications-contacts', observabilityadmin: 'observabilityadmin', odb: 'odb', invoicing: 'invoicing', carrier_gateway: 'ec2',
  lambdacore: 'lambda', lambdamicrovms: 'lambda',
  cloudfrontkeyvaluestore: 'cloudfront-keyvaluestore',
};

/** Parts of a service that Terraform tells apart by the start of the type, and CloudFormation by the service part. First that fits. */
export const GROUP_OF_PREFIX: readonly (readonly [start: string, group: string])[] = [
  ['aws_docdb_', 'DocDB'],
  ['aws_docdbelastic_', 'DocDBElastic'],
  ['aws_neptune_', 'Neptune'],
  ['aws_rds_', 'RDS'],
  ['aws_db_', 'RDS'],
  ['aws_elb', 'ElasticLoadBalancing'],
  ['aws_lb', 'ElasticLoadBalancingV2'],
  ['aws_api_gateway_', 'ApiGateway'],
  ['aws_apigatewayv2_', 'ApiGatewayV2'],
  ['aws_opensearch_', 'OpenSearchService'],
  ['aws_elasticsearch_', 'Elasticsearch'],
  ['aws_kinesis_analytics_', 'KinesisAnalytics'],
  ['aws_kinesisanalyticsv2_', 'KinesisAnalyticsV2'],
  ['aws_ses', 'SES'],
  ['aws_servicecatalogappregistry_', 'ServiceCatalogAppRegistry'],
  ['aws_servicecatalog_', 'ServiceCatalog'],
  ['aws_lexv2models_', 'Lex'],
  ['aws_lex_', '-'],
];
