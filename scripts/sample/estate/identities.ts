// iam.tf, as far as it was applied first.
import type { Declared } from '../declared.ts';
import * as iam from '../make/iam.ts';
import { production, shared } from '../names.ts';
import { here } from './here.ts';
import { exportsBucket } from './storage.ts';

export const ec2Trust = iam.trust({ Service: 'ec2.amazonaws.com' });
const app = iam.role(here('aws_iam_role.app'), { name: 'acme-prod-app', trust: ec2Trust });
const exportsRead = iam.policy(here('aws_iam_policy.exports_read'), {
  name: 'acme-prod-exports-read',
  document: iam.allow(['s3:GetObject', 's3:ListBucket'], [exportsBucket.arn ?? '', `${exportsBucket.arn ?? ''}/*`]),
});
/** The trust that `aws_iam_role.partner` should have. */
export const partnerTrust = iam.trust({ AWS: `arn:aws:iam::${shared}:root` });

export const identityEstate: readonly Declared[] = [
  app,
  exportsRead,
  iam.rolePolicy(here('aws_iam_role_policy.app_queues'), app, {
    name: 'queues',
    document: iam.allow(
      ['sqs:ReceiveMessage', 'sqs:DeleteMessage'],
      ['invoices', 'shipments'].map((key) => `arn:aws:sqs:eu-central-1:${production}:acme-prod-${key}`),
    ),
  }),
  iam.instanceProfile(here('aws_iam_instance_profile.app'), app, { name: 'acme-prod-app-profile' }),
  iam.attachment(here('aws_iam_role_policy_attachment.app_exports'), app, exportsRead),
  iam.role(here('aws_iam_role.partner'), { name: 'acme-prod-partner', trust: partnerTrust }),
  iam.user(here('aws_iam_user.metrics'), { name: 'acme-prod-metrics' }),
];
