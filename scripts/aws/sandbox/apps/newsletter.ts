// newsletter/: a service of the Serverless Framework, stage sandbox.
import { means, people, ssoSession } from '../../../sample/cast.ts';
import { hour, production } from '../../../sample/names.ts';
import { home } from '../names.ts';
import { resourcesOf, workspaceFile, type MakeApp } from './app.ts';
import { deploy } from './deploy.ts';
import { partsOf, stackArn, type Template } from './parts.ts';

const stack = 'newsletter-sandbox';
const agent = 'aws-sdk-nodejs/2.1692.0 linux/v20.19.5 promise';
const capabilities = ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM'];

export const newsletter: MakeApp = (when) => {
  const created = when.ago(17, '11:10:00');
  const template = workspaceFile('newsletter', '.serverless', 'cloudformation-template-update-stack.json');
  const parts = partsOf(stack, JSON.parse(template) as Template);
  const bucket = parts.find(({ logicalId }) => logicalId === 'ServerlessDeploymentBucket')?.physicalId ?? '';
  return {
    stacks: [
      {
        name: stack,
        region: home,
        id: stackArn(stack),
        status: 'UPDATE_COMPLETE',
        created,
        updated: created + 90_000,
        description: 'The AWS CloudFormation template for this Serverless application',
        tags: { STAGE: 'sandbox', team: 'marketing' },
        capabilities,
        outputs: {
          ServerlessDeploymentBucketName: { value: bucket, export: 'sls-newsletter-sandbox-ServerlessDeploymentBucketName' },
        },
        template,
        resources: resourcesOf(parts, created + 90_000),
      },
    ],
    tell: (journal) => {
      const session = ssoSession(people.priya, 'Developer', production, created - hour);
      const by = { stack, session, means: means.sdk(people.priya.ip, agent), capabilities };
      // The framework makes a stack with its bucket first, and the rest of it as an update.
      const first = parts.filter(({ logicalId }) => logicalId.startsWith('ServerlessDeployment'));
      const rest = parts.filter((part) => !first.includes(part));
      deploy(journal, { ...by, at: created, type: 'CREATE', calls: first.map(({ create }) => create) });
      deploy(journal, { ...by, at: created + 90_000, type: 'UPDATE', calls: rest.map(({ create }) => create) });
    },
  };
};
