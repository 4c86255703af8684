// `s3://bucket/prefix`, as people paste it.

export interface S3Address {
  readonly bucket: string;
  /** Without slashes at its ends; may be empty. */
  readonly prefix: string;
}

/** Reads an address; a string says what is wrong. A bucket's name alone will do. */
export function parseS3Address(text: string): S3Address | string {
  const trimmed = text.trim();
  if (trimmed === '') return 'Write the address of a bucket: s3://my-trail-bucket/prefix';
  const console = /^https?:/i.test(trimmed);
  if (console) return 'This is a web address. Write it as s3://my-trail-bucket/prefix';
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(trimmed)?.[1];
  if (scheme !== undefined && scheme.toLowerCase() !== 's3') return `“${scheme}://” is not S3’s. Write s3://my-trail-bucket/prefix`;
  const path = trimmed.replace(/^s3:\/\//i, '').replace(/^arn:[^:]*:s3:::/, '');
  const [bucket = '', ...rest] = path.split('/');
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket))
    return bucket === '' ? 'The bucket’s name is missing.' : `“${bucket}” is no name of a bucket.`;
  return { bucket, prefix: rest.join('/').replace(/^\/+|\/+$/g, '') };
}

/** The address again. */
export function s3Address({ bucket, prefix }: S3Address): string {
  return prefix === '' ? `s3://${bucket}` : `s3://${bucket}/${prefix}`;
}
