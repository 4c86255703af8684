// Security group rules in words.
import type { JsonObject, JsonValue } from './event.ts';
import { asObject, field, listIn, objectField, textField } from './fields.ts';

/** "tcp 22 from 0.0.0.0/0, udp 53 from sg-0123"; at most three rules. Reads `ipPermissions`, the flat form, and ModifySecurityGroupRules. */
export function securityRules(request: JsonObject, eventName: string): string {
  const nested = objectField(request, 'ModifySecurityGroupRulesRequest');
  if (nested !== undefined) {
    const rules = field(nested, 'SecurityGroupRule');
    const list = Array.isArray(rules) ? listIn(rules) : [rules];
    return joined(list.map((rule) => ruleText(objectField(asObject(rule), 'SecurityGroupRule'), eventName)));
  }
  const permissions = listIn(field(request, 'ipPermissions'));
  if (permissions.length > 0) return joined(permissions.map((rule) => ruleText(asObject(rule), eventName)));
  const flat = textField(request, 'ipProtocol') !== '' || textField(request, 'cidrIp') !== '';
  const byId = listIn(field(request, 'securityGroupRuleIds')).map((id) =>
    typeof id === 'string' ? id : textField(asObject(id), 'securityGroupRuleId'),
  );
  return flat ? ruleText(request, eventName) : joined(byId);
}

function ruleText(rule: JsonObject | undefined, eventName: string): string {
  if (rule === undefined) return '';
  const protocol = textField(rule, 'ipProtocol');
  const from = textField(rule, 'fromPort');
  const to = textField(rule, 'toPort');
  const ports = from === '' || from === '-1' ? '' : to === '' || from === to ? from : `${from}-${to}`;
  const traffic = protocol === '-1' ? 'all traffic' : [protocol, ports].filter((part) => part !== '').join(' ');
  const peers = peersOf(rule);
  return [traffic, peers === '' ? '' : `${/Egress/.test(eventName) ? 'to' : 'from'} ${peers}`].filter((part) => part !== '').join(' ');
}

const peerLists = [
  ['ipRanges', 'cidrIp'],
  ['ipv6Ranges', 'cidrIpv6'],
  ['groups', 'groupId'],
  ['prefixListIds', 'prefixListId'],
] as const;

function peersOf(rule: JsonObject): string {
  const listed = peerLists.flatMap(([list, key]) => listIn(field(rule, list)).map((one) => peer(one, key)));
  const flat = ['cidrIp', 'cidrIpv4', 'cidrIpv6', 'referencedGroupId', 'sourceSecurityGroupName', 'prefixListId'].map((key) =>
    textField(rule, key),
  );
  const peers = [...listed, ...flat].filter((one) => one !== '');
  return peers.length > 3 ? `${peers.slice(0, 3).join(', ')} and ${peers.length - 3} more` : peers.join(', ');
}

function peer(value: JsonValue, key: string): string {
  const one = asObject(value);
  return textField(one, key) || textField(one, 'groupName');
}

function joined(rules: readonly string[]): string {
  const told = rules.filter((rule) => rule !== '');
  return told.length > 3 ? `${told.slice(0, 3).join('; ')} and ${told.length - 3} more` : told.join('; ');
}
