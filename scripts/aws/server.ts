// The one HTTP server in front of all services: who asks, what for, what goes wrong, and the log of calls.
import { randomUUID } from 'node:crypto';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { authenticate, type Gate } from './authenticate.ts';
import type { Call, Incoming, Services } from './call.ts';
import { refusedResource } from './cloudformation.ts';
import { failure } from './codes.ts';
import { Failure } from './failure.ts';
import type { Faults } from './faults.ts';
import { refusalBy, type Fault, type Target } from './faults.ts';
import { askedFor, type Asked } from './operation.ts';
import { Buckets } from './quota.ts';
import { regionsOf } from './regions.ts';
import { refusal, type Reply } from './reply.ts';
import { services as operations, unsigned } from './services.ts';
import { scopeOf } from './signature.ts';
import type { Principal } from './world.ts';
import { deliver } from './wire.ts';

/** One line of the log of calls. */
export interface LoggedCall {
  readonly service: string;
  readonly operation: string;
  /** Empty when the caller is not known. */
  readonly account: string;
  readonly region: string;
  readonly accessKeyId: string | undefined;
  /** By the services' clock, ms since 1970. */
  readonly at: number;
  /** 0 when nothing was answered. */
  readonly status: number;
  /** The refusal's code, or the fault that struck. */
  readonly code: string | undefined;
  readonly bucket: string | undefined;
  readonly key: string | undefined;
}

export interface Front {
  readonly url: string;
  close(): Promise<void>;
}

export async function listen(services: Services, gate: Gate, faults: Faults, calls: LoggedCall[], port: number): Promise<Front> {
  const buckets = new Buckets(services.clock);
  const server = http.createServer((request, response) => {
    void (async () => answer(await received(request), response))().catch(() => response.destroy());
  });
  server.keepAliveTimeout = 60_000;
  // A test that fails before it closes its endpoints must end all the same.
  server.unref();
  server.on('connection', (socket) => socket.unref());
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };

  async function answer(request: Incoming, response: http.ServerResponse): Promise<void> {
    const requestId = randomUUID();
    const authorization = request.headers['authorization'];
    const scope = authorization === undefined ? undefined : scopeOf(authorization);
    let asked: Asked = { service: scope?.service ?? '', operation: '', input: {} };
    let principal: Principal | undefined;
    let struck: readonly Fault[] = [];
    let reply: Reply;
    const region = scope?.region ?? 'us-east-1';
    const target = (): Target => {
      const account = principal?.account ?? '';
      const resource = asked.service === 'cloudformation' ? refusedResource({ ...asked, region, account }) : undefined;
      return { ...asked, region, account, accessKeyId: scope?.keyId, resource };
    };
    try {
      asked = askedFor(request, scope?.service);
      const open = unsigned.has(`${asked.service}.${asked.operation}`);
      if (scope) principal = await who();
      struck = faults.striking(target());
      if (authorization !== undefined && !scope) throw failure(asked.service, 'incompleteSignature');
      if (!scope && !open && asked.service !== 's3') throw failure(asked.service, 'missingAuthentication');
      if (scope && !principal) await authenticate(request, scope, services.world, services.clock, gate); // throws
      for (const fault of struck) {
        if (fault.do === 'delay') await new Promise((resolve) => setTimeout(resolve, fault.ms ?? 1000));
        const refused = refusalBy(fault, target(), services.clock, principal);
        if (refused) throw refused;
      }
      checkRegion();
      checkQuota();
      const handler = operations[asked.service]?.[asked.operation];
      if (!handler) throw failure(asked.service, 'unknownOperation');
      const call: Call = { ...asked, services, region, account: principal?.account ?? '', principal, request, requestId };
      reply = await handler(call);
    } catch (error) {
      const refused = error instanceof Failure ? error : failure(asked.service, 'failure', String(error));
      if (!(error instanceof Failure)) console.error(error);
      reply = refusal(asked.service, refused, requestId, request.path);
    }
    const fault = struck.find((one) => one.do === 'timeout' || one.do === 'reset' || one.do === 'malformed');
    const { operation, service, bucket, key } = asked;
    const silent = fault?.do === 'timeout' || fault?.do === 'reset';
    const logged = { service, operation, account: principal?.account ?? '', region, accessKeyId: scope?.keyId, bucket, key };
    calls.push({ ...logged, at: services.clock.now(), status: silent ? 0 : reply.status, code: fault?.do ?? reply.code });
    deliver(response, request, reply, requestId, services.clock.now(), fault);

    /** Undefined when refused: faults may strike first, and are told the account where it is known. */
    async function who(): Promise<Principal | undefined> {
      return authenticate(request, scope!, services.world, services.clock, gate).catch(() => undefined);
    }

    /** Where a Region is off, its services do not know the account's keys. */
    function checkRegion(): void {
      const account = services.world.accounts.get(principal?.account ?? '');
      if (!account || !scope || isGlobal(asked.service)) return;
      const status = regionsOf(account.partition, account.enabled).get(region);
      if (status === undefined || status === 'DISABLED') throw failure(asked.service, 'unknownKey');
    }

    function checkQuota(): void {
      const { quotas } = services;
      if (!quotas || !principal || asked.service === 's3' || asked.service === 'sts') return;
      const lookup = asked.operation === 'LookupEvents';
      const bucketKey = `${principal.account} ${region} ${asked.service} ${lookup ? 'LookupEvents' : asked.operation}`;
      if (!buckets.take(bucketKey, lookup ? quotas.lookupEvents : quotas.others)) throw failure(asked.service, 'throttled');
    }
  }
}

const isGlobal = (service: string): boolean => service === 'account' || service === 'sso';

async function received(request: http.IncomingMessage): Promise<Incoming> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const [path = '/', query = ''] = splitOnce(request.url ?? '/', '?');
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : (value ?? '')]),
  );
  return {
    method: request.method ?? 'GET',
    path,
    query: new URLSearchParams(query.replaceAll('+', '%2B')),
    headers,
    body: Buffer.concat(chunks),
  };
}

function splitOnce(text: string, mark: string): string[] {
  const at = text.indexOf(mark);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
