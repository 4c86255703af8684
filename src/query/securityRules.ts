// Rules of security groups as members of a set, one per protocol, port range and peer, in the words of the console.
import { asText } from '../event/fields.ts';
import { isObject, listOf, member, textMember } from './parameters.ts';
import type { Effect } from './effect.ts';
import type { JsonObject, JsonValue } from '../event/event.ts';

/** Effects of Authorize/RevokeSecurityGroupIngress/Egress. */
export function ruleEffects(
  direction: 'ingress' | 'egress',
  isAdded: boolean,
  request: JsonObject,
  response: JsonObject | undefined,
): Effect[] {
  const ids = isAdded ? idsByRule(response, direction) : new Map<string, string>();
  const named = rulesOf(request, direction).map((rule): Effect => {
    const id = ids.get(rule);
    if (!isAdded) return { do: 'remove', path: direction, value: rule };
    return { do: 'add', path: direction, value: rule, ...(id === undefined ? {} : { id }) };
  });
  if (isAdded) return named;
  const removedIds = listOf(member(request, 'securityGroupRuleIds')).map((one) =>
    isObject(one) ? textMember(one, 'securityGroupRuleId') : asText(one),
  );
  return [...named, ...removedIds.filter((id) => id !== '').map((id): Effect => ({ do: 'remove', path: direction, id }))];
}

/** "tcp 22 from 0.0.0.0/0", one per peer. */
export function rulesOf(request: JsonObject, direction: 'ingress' | 'egress'): string[] {
  const permissions = listOf(member(request, 'ipPermissions')).filter(isObject);
  // The old form names a single rule beside the group.
  const all = member(request, 'ipProtocol', 'cidrIp') === undefined ? permissions : [...permissions, request];
  return all.flatMap((permission) => peersOf(permission).map((peer) => ruleText(permission, peer, direction)));
}

function peersOf(permission: JsonObject): string[] {
  const named = (list: JsonValue | undefined, ...keys: string[]): string[] =>
    listOf(list).map((one) => (isObject(one) ? textMember(one, ...keys) : asText(one)));
  return [
    textMember(permission, 'cidrIp'),
    textMember(permission, 'sourceSecurityGroupName'),
    ...named(member(permission, 'ipRanges'), 'cidrIp'),
    ...named(member(permission, 'ipv6Ranges'), 'cidrIpv6'),
    ...named(member(permission, 'groups', 'userIdGroupPairs'), 'groupId', 'groupName'),
    ...named(member(permission, 'prefixListIds'), 'prefixListId'),
  ].filter((peer) => peer !== '');
}

function ruleText(rule: JsonObject, peer: string, direction: 'ingress' | 'egress'): string {
  const protocol = textMember(rule, 'ipProtocol');
  const from = textMember(rule, 'fromPort');
  const to = textMember(rule, 'toPort');
  const traffic = protocol === '-1' ? 'all traffic' : protocol || 'tcp';
  const ports = protocol === '-1' || from === '' || from === '-1' ? '' : from === to || to === '' ? ` ${from}` : ` ${from}-${to}`;
  return `${traffic}${ports} ${direction === 'ingress' ? 'from' : 'to'} ${peer}`;
}

/** The ids AWS gave to the new rules, by the rule's text. */
function idsByRule(response: JsonObject | undefined, direction: 'ingress' | 'egress'): Map<string, string> {
  const ids = new Map<string, string>();
  for (const rule of listOf(response === undefined ? undefined : member(response, 'securityGroupRuleSet'))) {
    if (!isObject(rule)) continue;
    const referenced = member(rule, 'referencedGroupInfo');
    const peer =
      textMember(rule, 'cidrIpv4', 'cidrIpv6', 'prefixListId') || (isObject(referenced) ? textMember(referenced, 'groupId') : '');
    ids.set(ruleText(rule, peer, direction), textMember(rule, 'securityGroupRuleId'));
  }
  return ids;
}
