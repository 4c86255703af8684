// Writes an answer, whole or spoilt.
import type { ServerResponse } from 'node:http';
import type { Incoming } from './call.ts';
import type { Fault } from './faults.ts';
import type { Reply } from './reply.ts';

export function deliver(
  response: ServerResponse,
  request: Incoming,
  reply: Reply,
  requestId: string,
  now: number,
  fault: Fault | undefined,
): void {
  if (fault?.do === 'timeout') return;
  if (fault?.do === 'reset' && !fault.midBody) {
    response.destroy();
    return;
  }
  const body = typeof reply.body === 'string' ? Buffer.from(reply.body) : reply.body;
  const half = body.subarray(0, Math.floor(body.length / 2));
  // The clock of the services: clients correct their own by it.
  response.writeHead(reply.status, {
    'x-amzn-requestid': requestId,
    'x-amz-request-id': requestId,
    date: new Date(now).toUTCString(),
    ...reply.headers,
    ...(reply.stream ? {} : { 'content-length': reply.headers['content-length'] ?? (fault?.do === 'malformed' ? half : body).length }),
  });
  if (reply.stream) {
    stream(response, reply.stream, fault);
  } else if (request.method === 'HEAD') {
    response.end();
  } else if (fault?.do === 'reset') {
    response.write(half, () => response.destroy());
  } else {
    response.end(fault?.do === 'malformed' ? half : body);
  }
}

function stream(response: ServerResponse, run: NonNullable<Reply['stream']>, fault: Fault | undefined): void {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  run(
    (chunk) => {
      if (fault?.do === 'reset') response.write(chunk.subarray(0, chunk.length / 2), () => response.destroy());
      else response.write(fault?.do === 'malformed' ? chunk.map((byte) => byte ^ 0x55) : chunk);
    },
    () => response.end(),
    gone.signal,
  );
}
