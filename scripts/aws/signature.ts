// Signature Version 4, checked by signing the same request again with the secret that belongs to the key.
import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Incoming } from './call.ts';
import type { AccessKey } from './world.ts';

/** What the Authorization header says. */
export interface Scope {
  readonly keyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** Undefined when a part is missing. */
export function scopeOf(authorization: string): Scope | undefined {
  const match =
    /^AWS4-HMAC-SHA256\s+Credential=([^/\s,]+)\/(\d{8})\/([^/\s,]+)\/([^/\s,]+)\/aws4_request,\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]+)$/.exec(
      authorization.trim(),
    );
  if (!match) return undefined;
  const [, keyId = '', date = '', region = '', service = '', signed = '', signature = ''] = match;
  return { keyId, date, region, service, signedHeaders: signed.split(';'), signature };
}

type Source = string | ArrayBuffer | ArrayBufferView;

/** Node's own SHA-256 in the shape that the signer wants. */
class Sha256 {
  private hash: Hash | Hmac;
  private readonly secret: Buffer | undefined;

  constructor(secret?: Source) {
    this.secret = secret === undefined ? undefined : bytes(secret);
    this.hash = this.fresh();
  }
  update(data: Source): void {
    this.hash.update(bytes(data));
  }
  async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }
  reset(): void {
    this.hash = this.fresh();
  }
  private fresh(): Hash | Hmac {
    return this.secret ? createHmac('sha256', this.secret) : createHash('sha256');
  }
}

function bytes(data: Source): Buffer {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(data);
}

export async function isSignedBy(key: AccessKey, scope: Scope, request: Incoming, signedAt: number): Promise<boolean> {
  const { signedHeaders } = scope;
  const headers = Object.fromEntries(signedHeaders.map((name) => [name, request.headers[name] ?? '']));
  const payload = request.headers['x-amz-content-sha256'];
  if (payload !== undefined) headers['x-amz-content-sha256'] = payload;
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(request.query.keys())) query[name] = request.query.getAll(name);
  const token = signedHeaders.includes('x-amz-security-token') ? request.headers['x-amz-security-token'] : undefined;
  const signer = new SignatureV4({
    service: scope.service,
    region: scope.region,
    sha256: Sha256,
    applyChecksum: false,
    uriEscapePath: scope.service !== 's3',
    credentials: { accessKeyId: key.id, secretAccessKey: key.secret, ...(token !== undefined ? { sessionToken: token } : {}) },
  });
  const again = await signer.sign(
    { method: request.method, protocol: 'http:', hostname: '', path: request.path, query, headers, body: request.body },
    { signingDate: new Date(signedAt), signableHeaders: new Set(signedHeaders), unsignableHeaders: unsigned(headers, signedHeaders) },
  );
  return again.headers['authorization']?.endsWith(`Signature=${scope.signature}`) ?? false;
}

/** The payload's digest is needed for the canonical request also where it is not among the signed headers. */
function unsigned(headers: Readonly<Record<string, string>>, signed: readonly string[]): Set<string> {
  return new Set(Object.keys(headers).filter((name) => !signed.includes(name)));
}

/** False when the body is not what its digest says. */
export function bodyIsWhole({ headers, body }: Incoming): boolean {
  const said = headers['x-amz-content-sha256'];
  if (said === undefined || !/^[0-9a-f]{64}$/.test(said)) return true; // UNSIGNED-PAYLOAD, STREAMING-…
  return createHash('sha256').update(body).digest('hex') === said;
}
