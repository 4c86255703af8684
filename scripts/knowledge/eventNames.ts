// Operations as CloudTrail writes them in `eventName`.

/**
 * S3 writes older names for some operations. S3 user guide, "Amazon S3 bucket-level actions tracked by CloudTrail logging".
 */
// prettier-ignore
const S3_NAMES: Readonly<Record<string, string>> = {
  PutBucketLifecycleConfiguration: 'PutBucketLifecycle', PutBucketNotificationConfiguration: 'PutBucketNotification',
  PutBucketAccelerateConfiguration: 'PutAccelerateConfiguration', PutObjectLockConfiguration: 'PutBucketObjectLockConfiguration',
  PutPublicAccessBlock: 'PutBucketPublicAccessBlock', DeletePublicAccessBlock: 'DeleteBucketPublicAccessBlock',
};

/** Lambda's second versions. Lambda developer guide, "Logging AWS Lambda API calls using AWS CloudTrail". */
const SECOND = new Set(['AddPermission', 'RemovePermission', 'UpdateFunctionCode', 'UpdateFunctionConfiguration', 'GetFunction']);

/** `uri`: path of the operation's request, in which Lambda's APIs carry their date. */
export function eventNameOf(signing: string, name: string, uri: string): string {
  if (signing === 's3') return S3_NAMES[name] ?? name;
  // Of CloudFront's operations only those on functions were seen with the date that the API's model gives all of them.
  if (signing === 'cloudfront') {
    const bare = name.replace(/\d{4}_\d{2}_\d{2}$/, '');
    return bare.endsWith('Function') ? `${bare}2020_05_31` : bare;
  }
  // Operations of later APIs are written without a date.
  const [, year = '', month = '', day = ''] = /^\/(\d{4})-(\d{2})-(\d{2})\//.exec(uri) ?? [];
  if (signing !== 'lambda' || year === '' || Number(year) > 2018) return name;
  return `${name}${year}${month}${day}${SECOND.has(name) ? 'v2' : ''}`;
}
