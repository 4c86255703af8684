// The query protocol of AWS, as far as services share it: lists in forms, and answers around results.
import type { Call } from './call.ts';
import { namespaceOf } from './codes.ts';
import { wordOf } from './record.ts';
import { xmlText, type Reply } from './reply.ts';
import { element, xml, type Markup } from './xml.ts';

/** `Name.member.1` and so on. */
export function membersOf(input: Call['input'], name: string): string[] {
  const found: string[] = [];
  for (let at = 1; input[`${name}.member.${at}`] !== undefined; at++) found.push(wordOf(input[`${name}.member.${at}`]));
  return found;
}

export const list = (name: string, members: readonly (string | readonly Markup[])[]): Markup =>
  element(
    name,
    members.map((one) => element('member', one)),
  );

/** Elements for what is there. */
export const fields = (values: Readonly<Record<string, string | undefined>>): Markup[] =>
  Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [element(name, value)]));

export function answer(call: Call, result: readonly Markup[]): Reply {
  return xmlText(
    xml(`${call.operation}Response`, { xmlns: namespaceOf(call.service) }, [
      element(`${call.operation}Result`, result),
      element('ResponseMetadata', [element('RequestId', call.requestId)]),
    ]),
  );
}
