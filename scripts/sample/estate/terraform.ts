// What the sample's Terraform declares, with the names AWS gave. Addresses are the state's.
import type { Declared } from '../declared.ts';
import * as iam from '../make/iam.ts';
import * as messaging from '../make/messaging.ts';
import * as storage from '../make/storage.ts';
import * as traffic from '../make/traffic.ts';
import { databaseEstate } from './database.ts';
import { here } from './here.ts';
import { ec2Trust, identityEstate } from './identities.ts';
import { main, networkEstate } from './network.ts';
import { storageEstate } from './storage.ts';
import { workloads } from './workloads.ts';

/** Applied first: network, storage, identities, database. */
export const foundation: readonly Declared[] = [...networkEstate, ...storageEstate, ...identityEstate, ...databaseEstate];

/** In the state, but older than the log: nobody's creation is on record. */
export const older: readonly Declared[] = [
  iam.oidcProvider(here('aws_iam_openid_connect_provider.github'), { host: 'token.actions.githubusercontent.com' }),
  iam.role(here('aws_iam_role.terraform_exec'), { name: 'terraform-exec', trust: '' }),
];

/** In the code and in AWS, but in no state: found by what the code says alone. */
export const unmanaged: readonly Declared[] = [
  storage.bucket(here('aws_s3_bucket.access_logs'), { name: 'acme-prod-access-logs' }),
  messaging.queue(here('aws_sqs_queue.returns'), { name: 'acme-prod-returns' }),
  iam.role(here('aws_iam_role.reporting'), { name: 'acme-prod-reporting', trust: ec2Trust }),
  traffic.securityGroup(here('aws_security_group.batch'), {
    name: 'acme-batch-20260914083011204300000001',
    description: 'Nightly batch jobs',
    vpc: main.id,
  }),
];

/** Everything the state file knows. */
export const inState: readonly Declared[] = [...foundation, ...workloads, ...older];
