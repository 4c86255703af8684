// Storage: buckets and their parts, keys, tables.
import type { JsonObject } from '../../../src/event/event.ts';
import { declare, type Declared, type Place } from '../declared.ts';
import { arn } from '../names.ts';
import { uuidOf } from '../random.ts';
import type { Step } from '../record.ts';

const xmlns = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** PutBucketVersioning: `Enabled` or `Suspended`. */
export function putVersioning(bucket: string, status: string): Step {
  return {
    service: 's3',
    name: 'PutBucketVersioning',
    bucket,
    params: { versioning: '', VersioningConfiguration: { xmlns, Status: status } },
  };
}

/** The policy that refuses plain HTTP. */
export function tlsOnly(bucket: string): JsonObject {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'TlsOnly',
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [`arn:aws:s3:::${bucket}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ],
  };
}

export function bucket(at: Place, o: { name: string }): Declared {
  const self = `arn:aws:s3:::${o.name}`;
  return declare(at, ['aws_s3_bucket', 'AWS::S3::Bucket'], {
    id: o.name,
    arn: self,
    attributes: { bucket: o.name, bucket_domain_name: `${o.name}.s3.amazonaws.com`, region: at.region },
    create: [
      {
        service: 's3',
        name: 'CreateBucket',
        bucket: o.name,
        ...(at.region === 'us-east-1' ? {} : { params: { CreateBucketConfiguration: { xmlns, LocationConstraint: at.region } } }),
      },
    ],
    read: [
      { service: 's3', name: 'HeadBucket', bucket: o.name },
      { service: 's3', name: 'GetBucketAcl', bucket: o.name, params: { acl: '' } },
      { service: 's3', name: 'GetBucketTagging', bucket: o.name, params: { tagging: '' } },
    ],
  });
}

/** A part of a bucket; its id in the state is the bucket's name. */
function part(at: Place, of: Declared, types: readonly [string, string], put: Step, get: Step, attributes: JsonObject): Declared {
  return declare(at, types, { id: of.id, attributes: { bucket: of.id, ...attributes }, parent: of.address, create: [put], read: [get] });
}

export function bucketVersioning(at: Place, of: Declared): Declared {
  const get: Step = { service: 's3', name: 'GetBucketVersioning', bucket: of.id, params: { versioning: '' } };
  return part(at, of, ['aws_s3_bucket_versioning', 'AWS::S3::Bucket'], putVersioning(of.id, 'Enabled'), get, {});
}

export function bucketPolicy(at: Place, of: Declared): Declared {
  const put: Step = { service: 's3', name: 'PutBucketPolicy', bucket: of.id, params: { bucketPolicy: tlsOnly(of.id), policy: '' } };
  const get: Step = { service: 's3', name: 'GetBucketPolicy', bucket: of.id, params: { policy: '' } };
  return part(at, of, ['aws_s3_bucket_policy', 'AWS::S3::BucketPolicy'], put, get, { policy: JSON.stringify(tlsOnly(of.id)) });
}

export function publicAccessBlock(at: Place, of: Declared): Declared {
  const block = { xmlns, RestrictPublicBuckets: true, BlockPublicPolicy: true, BlockPublicAcls: true, IgnorePublicAcls: true };
  const params = { publicAccessBlock: '', PublicAccessBlockConfiguration: block };
  const put: Step = { service: 's3', name: 'PutBucketPublicAccessBlock', bucket: of.id, params };
  const get: Step = { service: 's3', name: 'GetBucketPublicAccessBlock', bucket: of.id, params: { publicAccessBlock: '' } };
  return part(at, of, ['aws_s3_bucket_public_access_block', 'AWS::S3::Bucket'], put, get, {});
}

export function bucketEncryption(at: Place, of: Declared, key: string): Declared {
  const rule = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key } };
  const params = { encryption: '', ServerSideEncryptionConfiguration: { xmlns, Rule: rule } };
  const put: Step = { service: 's3', name: 'PutBucketEncryption', bucket: of.id, params };
  const get: Step = { service: 's3', name: 'GetBucketEncryption', bucket: of.id, params: { encryption: '' } };
  return part(at, of, ['aws_s3_bucket_server_side_encryption_configuration', 'AWS::S3::Bucket'], put, get, {});
}

export function bucketLifecycle(at: Place, of: Declared, days: number): Declared {
  const get: Step = { service: 's3', name: 'GetBucketLifecycle', bucket: of.id, params: { lifecycle: '' } };
  return part(at, of, ['aws_s3_bucket_lifecycle_configuration', 'AWS::S3::Bucket'], putLifecycle(of.id, days), get, {});
}

/** PutBucketLifecycle: thumbnails go after `days`. */
export function putLifecycle(bucket: string, days: number): Step {
  const rule = { ID: 'thumbnails', Status: 'Enabled', Filter: { Prefix: 'thumbnails/' }, Expiration: { Days: days } };
  return { service: 's3', name: 'PutBucketLifecycle', bucket, params: { lifecycle: '', LifecycleConfiguration: { xmlns, Rule: rule } } };
}

/** `resources` of a KMS record. */
export function keyResources(account: string, keyArn: string): readonly JsonObject[] {
  return [{ accountId: account, type: 'AWS::KMS::Key', ARN: keyArn }];
}

export function kmsKey(at: Place, o: { description: string }): Declared {
  const id = uuidOf(`kms ${at.address}`);
  const self = arn('kms', at.region, at.account, `key/${id}`);
  const metadata = {
    aWSAccountId: at.account,
    keyId: id,
    arn: self,
    enabled: true,
    description: o.description,
    keyUsage: 'ENCRYPT_DECRYPT',
    keyState: 'Enabled',
    multiRegion: false,
  };
  return declare(at, ['aws_kms_key', 'AWS::KMS::Key'], {
    id,
    arn: self,
    attributes: { key_id: id, description: o.description, enable_key_rotation: true, deletion_window_in_days: 30 },
    create: [
      {
        service: 'kms',
        name: 'CreateKey',
        params: { description: o.description, keyUsage: 'ENCRYPT_DECRYPT', origin: 'AWS_KMS', bypassPolicyLockoutSafetyCheck: false },
        response: { keyMetadata: metadata },
        resources: keyResources(at.account, self),
      },
      { service: 'kms', name: 'EnableKeyRotation', params: { keyId: id }, resources: keyResources(at.account, self) },
    ],
    read: [
      { service: 'kms', name: 'DescribeKey', params: { keyId: id }, resources: keyResources(at.account, self) },
      { service: 'kms', name: 'GetKeyPolicy', params: { keyId: id, policyName: 'default' }, resources: keyResources(at.account, self) },
    ],
  });
}

export function kmsAlias(at: Place, o: { name: string; key: Declared }): Declared {
  const self = arn('kms', at.region, at.account, o.name);
  return declare(at, ['aws_kms_alias', 'AWS::KMS::Alias'], {
    id: o.name,
    arn: self,
    name: o.name,
    attributes: { target_key_id: o.key.id, target_key_arn: o.key.arn ?? '' },
    create: [
      {
        service: 'kms',
        name: 'CreateAlias',
        params: { aliasName: o.name, targetKeyId: o.key.id },
        resources: [...keyResources(at.account, o.key.arn ?? ''), { accountId: at.account, ARN: self }],
      },
    ],
    read: [],
  });
}

export function table(at: Place, o: { name: string }): Declared {
  const self = arn('dynamodb', at.region, at.account, `table/${o.name}`);
  const resources = [{ accountId: at.account, type: 'AWS::DynamoDB::Table', ARN: self }];
  return declare(at, ['aws_dynamodb_table', 'AWS::DynamoDB::Table'], {
    id: o.name,
    arn: self,
    name: o.name,
    attributes: { billing_mode: 'PAY_PER_REQUEST', hash_key: 'id' },
    create: [
      {
        service: 'dynamodb',
        name: 'CreateTable',
        params: {
          tableName: o.name,
          billingMode: 'PAY_PER_REQUEST',
          attributeDefinitions: [{ attributeName: 'id', attributeType: 'S' }],
          keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
        },
        response: { tableDescription: { tableName: o.name, tableArn: self, tableId: uuidOf(self), tableStatus: 'CREATING', itemCount: 0 } },
        resources,
      },
    ],
    read: [
      { service: 'dynamodb', name: 'DescribeTable', params: { tableName: o.name }, resources },
      { service: 'dynamodb', name: 'DescribeTimeToLive', params: { tableName: o.name }, resources },
    ],
  });
}
