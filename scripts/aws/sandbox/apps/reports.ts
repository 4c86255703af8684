// reports/: a CDK app, and the stack that `cdk bootstrap` left behind.
import { means, people, ssoSession } from '../../../sample/cast.ts';
import { day, hour, production } from '../../../sample/names.ts';
import { home } from '../names.ts';
import { resourcesOf, workspaceFile, type MakeApp } from './app.ts';
import { deploy } from './deploy.ts';
import { partsOf, stackArn, type Template } from './parts.ts';

const stack = 'Reports';
const capabilities = ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'];
const bootstrap = `cdk-hnb659fds-cfn-exec-role-${production}-${home}`;

export const reports: MakeApp = (when) => {
  const created = when.ago(11, '16:25:00');
  const template = workspaceFile('reports', 'cdk.out', 'Reports.template.json');
  const parts = partsOf(stack, JSON.parse(template) as Template);
  return {
    stacks: [
      {
        name: stack,
        region: home,
        id: stackArn(stack),
        created,
        tags: { team: 'insights' },
        capabilities,
        parameters: { BootstrapVersion: '/cdk-bootstrap/hnb659fds/version' },
        roleArn: `arn:aws:iam::${production}:role/${bootstrap}`,
        template,
        driftStatus: 'IN_SYNC',
        driftChecked: when.ago(1, '02:05:00'),
        resources: resourcesOf(parts, created),
      },
      {
        name: 'CDKToolkit',
        region: home,
        id: stackArn('CDKToolkit'),
        created: created - 300 * day,
        description: 'This stack includes resources needed to deploy AWS CDK apps into this environment',
        outputs: { BootstrapVersion: '28', BucketName: `cdk-hnb659fds-assets-${production}-${home}` },
        protected: true,
        resources: [
          { logicalId: 'StagingBucket', type: 'AWS::S3::Bucket', physicalId: `cdk-hnb659fds-assets-${production}-${home}` },
          { logicalId: 'CloudFormationExecutionRole', type: 'AWS::IAM::Role', physicalId: bootstrap },
          { logicalId: 'CdkBootstrapVersion', type: 'AWS::SSM::Parameter', physicalId: '/cdk-bootstrap/hnb659fds/version' },
        ],
      },
    ],
    tell: (journal) => {
      const session = ssoSession(people.dana, 'AdministratorAccess', production, created - hour);
      const calls = parts.map(({ create }) => create);
      deploy(journal, { stack, session, means: means.cdk(people.dana.ip), capabilities, at: created, type: 'CREATE', calls });
    },
  };
};
