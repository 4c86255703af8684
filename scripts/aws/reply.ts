// What goes back over the wire: answers and refusals in the shape of each protocol.
import type { Failure } from './failure.ts';
import { namespaceOf, protocolOf } from './codes.ts';
import { element, xml } from './xml.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
  /** Instead of a body: writes until it is done or the client has gone away. */
  readonly stream?: (write: (chunk: Uint8Array) => void, end: () => void, gone: AbortSignal) => void;
  /** The refusal's code, for the log of calls. */
  readonly code?: string;
}

const jsonType = { 'content-type': 'application/x-amz-json-1.1' };
const restType = { 'content-type': 'application/json' };
const xmlType = { 'content-type': 'text/xml' };
const s3Type = { 'content-type': 'application/xml' };

/** `text` is JSON already. */
export const jsonText = (text: string): Reply => ({ status: 200, headers: jsonType, body: text });
export const json = (value: object): Reply => jsonText(JSON.stringify(value));
export const restJson = (value: object): Reply => ({ status: 200, headers: restType, body: JSON.stringify(value) });
export const xmlText = (text: string): Reply => ({ status: 200, headers: xmlType, body: text });
export const s3Xml = (text: string): Reply => ({ status: 200, headers: s3Type, body: `<?xml version="1.0" encoding="UTF-8"?>\n${text}` });

/** `path` is the resource that S3 names in its error documents. */
export function refusal(service: string, failure: Failure, requestId: string, path: string): Reply {
  const { code, status, message } = failure;
  const protocol = protocolOf[service] ?? 's3';
  const reply = (type: Readonly<Record<string, string>>, body: string): Reply => ({
    status,
    headers: { ...type, ...failure.headers },
    body,
    code,
  });
  switch (protocol) {
    case 'json':
      // Denials say "Message", all others "message"; clients take both.
      return reply({ ...jsonType, 'x-amzn-errortype': code }, JSON.stringify({ __type: code, ...said(code, message), ...failure.fields }));
    case 'restJson':
    case 'portal':
      return reply(
        { ...restType, 'x-amzn-errortype': `${code}:http://internal.amazon.com/coral/com.amazonaws/` },
        JSON.stringify({ ...said(code, message), ...failure.fields }),
      );
    case 'query':
      return reply(
        xmlType,
        xml('ErrorResponse', { xmlns: namespaceOf(service) }, [
          element('Error', [element('Type', status >= 500 ? 'Receiver' : 'Sender'), element('Code', code), element('Message', message)]),
          element('RequestId', requestId),
        ]),
      );
    case 'ec2':
      return reply(
        xmlType,
        `<?xml version="1.0" encoding="UTF-8"?>\n${xml('Response', {}, [
          element('Errors', [element('Error', [element('Code', code), element('Message', message)])]),
          element('RequestID', requestId),
        ])}`,
      );
    case 's3':
      return reply(
        s3Type,
        `<?xml version="1.0" encoding="UTF-8"?>\n${xml('Error', {}, [
          element('Code', code),
          element('Message', message),
          ...Object.entries(failure.fields).map(([name, value]) => element(name, value)),
          element('Resource', path),
          element('RequestId', requestId),
          element('HostId', 'EXAMPLEhostid='),
        ])}`,
      );
  }
}

const said = (code: string, message: string): object =>
  message === '' ? {} : code === 'AccessDeniedException' ? { Message: message } : { message };
