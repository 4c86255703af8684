// cloudformation/audit.json in the sandbox: older than the log, and not as the template says, because its last update was rolled back.
import { means, people, ssoSession } from '../../../sample/cast.ts';
import * as iam from '../../../sample/make/iam.ts';
import * as storage from '../../../sample/make/storage.ts';
import { hour, production } from '../../../sample/names.ts';
import { bucketName, home, sandbox, trailKey, trailName } from '../names.ts';
import { twinOf } from '../twin.ts';
import { workspaceFile, type MakeApp } from './app.ts';
import { deploy } from './deploy.ts';
import { stackArn } from './parts.ts';

const stack = 'audit';
const capabilities = ['CAPABILITY_NAMED_IAM'];
const reader = 'org-audit-reader';
const topic = 'org-audit-findings';

export const audit: MakeApp = (when) => {
  const created = when.ago(400, '09:00:00');
  const updated = when.ago(20, '10:15:00');
  const why = `User: arn:aws:iam::${sandbox}:role/deployer is not authorized to perform: SNS:CreateTopic on resource: arn:aws:sns:${home}:${sandbox}:${topic} because no identity-based policy allows the SNS:CreateTopic action`;
  const gone = { status: 'DELETE_COMPLETE', updated };
  const twin = twinOf(0);
  return {
    ofSandbox: true,
    stacks: [
      {
        name: stack,
        region: home,
        id: twin(stackArn(stack)),
        status: 'UPDATE_ROLLBACK_COMPLETE',
        created,
        updated,
        description: 'Audit trail of the organisation (stack audit)',
        parameters: { TrailName: trailName },
        capabilities,
        template: twin(workspaceFile('cloudformation', 'audit.json')),
        resources: [
          { logicalId: 'AuditKey', type: 'AWS::KMS::Key', physicalId: trailKey, updated: created },
          { logicalId: 'AuditBucket', type: 'AWS::S3::Bucket', physicalId: bucketName, updated: created },
          { logicalId: 'AuditBucketPolicy', type: 'AWS::S3::BucketPolicy', physicalId: bucketName, status: 'UPDATE_COMPLETE' },
          { logicalId: 'AuditTrail', type: 'AWS::CloudTrail::Trail', physicalId: trailName, status: 'UPDATE_COMPLETE' },
          { ...gone, logicalId: 'AuditReader', type: 'AWS::IAM::Role', physicalId: reader },
          { ...gone, logicalId: 'AuditTopic', type: 'AWS::SNS::Topic', statusReason: why },
        ],
      },
      {
        name: 'load-test',
        region: home,
        id: twin(stackArn('load-test')),
        status: 'DELETE_COMPLETE',
        created: when.ago(52, '09:00:00'),
        deleted: when.ago(50, '18:00:00'),
        template: '{"Resources":{"Queue":{"Type":"AWS::SQS::Queue"}}}',
        resources: [{ logicalId: 'Queue', type: 'AWS::SQS::Queue', physicalId: `https://sqs.${home}.amazonaws.com/${sandbox}/load-test` }],
      },
    ],
    tell: (journal) => {
      const session = ssoSession(people.marta, 'SecurityAdmin', production, updated - hour);
      const place = { address: 'audit/AuditReader', account: production, region: home };
      const role = iam.role(place, { name: reader, trust: iam.trust({ AWS: `arn:aws:iam::${production}:root` }) });
      const { create: policy } = storage.bucketPolicy(place, storage.bucket(place, { name: bucketName }));
      const refused = { code: 'AuthorizationError', message: why };
      deploy(journal, {
        stack,
        session,
        means: means.cli(people.marta.ip, 'cloudformation.deploy'),
        at: updated - 3 * 60_000,
        type: 'UPDATE',
        capabilities,
        calls: [
          policy,
          [
            {
              service: 'cloudtrail',
              name: 'UpdateTrail',
              params: { name: trailName, s3BucketName: bucketName, enableLogFileValidation: true },
            },
          ],
          role.create,
          [{ service: 'sns', name: 'CreateTopic', params: { name: topic }, error: refused }],
          // And back again.
          [{ service: 'iam', name: 'DeleteRole', params: { roleName: reader } }],
          policy,
        ],
      });
    },
  };
};
