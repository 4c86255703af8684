// storage.tf.
import type { Declared } from '../declared.ts';
import * as storage from '../make/storage.ts';
import * as traffic from '../make/traffic.ts';
import { here } from './here.ts';
import { main } from './network.ts';

export const exportsBucket = storage.bucket(here('aws_s3_bucket.customer_exports'), { name: 'acme-prod-customer-exports' });
export const assets = storage.bucket(here('aws_s3_bucket.assets'), { name: 'acme-prod-assets' });
const dataKey = storage.kmsKey(here('aws_kms_key.data'), { description: 'Customer data at rest' });
export const keyArn = dataKey.arn ?? '';

export const storageEstate: readonly Declared[] = [
  dataKey,
  storage.kmsAlias(here('aws_kms_alias.data'), { name: 'alias/acme-prod-data', key: dataKey }),
  exportsBucket,
  storage.bucketVersioning(here('aws_s3_bucket_versioning.customer_exports'), exportsBucket),
  storage.publicAccessBlock(here('aws_s3_bucket_public_access_block.customer_exports'), exportsBucket),
  storage.bucketPolicy(here('aws_s3_bucket_policy.customer_exports'), exportsBucket),
  assets,
  storage.bucketEncryption(here('aws_s3_bucket_server_side_encryption_configuration.assets'), assets, keyArn),
  storage.bucketLifecycle(here('aws_s3_bucket_lifecycle_configuration.assets'), assets, 90),
  storage.bucket(here('aws_s3_bucket.replica', 'eu-west-1'), { name: 'acme-prod-assets-replica' }),
  traffic.flowLog(here('aws_flow_log.main'), { vpc: main.id, destination: assets.arn ?? '' }),
  storage.table(here('aws_dynamodb_table.sessions'), { name: 'acme-prod-sessions' }),
];
