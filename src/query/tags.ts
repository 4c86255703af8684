// Tags as attributes `tags.<key>`, from any of the shapes in which AWS's services write them.
import { isObject, listOf, member, textMember } from './parameters.ts';
import type { Effect } from './effect.ts';
import type { JsonObject, JsonValue } from '../event/event.ts';

/** Parameters that hold tags. */
const holder = /^(tags?|tagset|taglist|tagging|tagspecifications?(set)?|tagkeys|tagstoadd|tagstoremove)$/i;

export const isTagParameter = (key: string): boolean => holder.test(key);

/** Effects that set the tags found in the parameters. */
export function tagEffects(request: JsonObject): Effect[] {
  return Object.entries(request)
    .filter(([key]) => isTagParameter(key))
    .flatMap(([, value]) => tagsIn(value))
    .map(([key, value]): Effect => ({ do: 'set', path: `tags.${key}`, value }));
}

/** Effects that remove the tags named by key. */
export function untagEffects(request: JsonObject): Effect[] {
  const keys = listOf(member(request, 'tagKeys', 'tagKeyList', 'tagSet', 'tags')).flatMap((one) =>
    typeof one === 'string' ? [one] : isObject(one) ? [textMember(one, 'key', 'tagKey')] : [],
  );
  return keys.filter((key) => key !== '').map((key): Effect => ({ do: 'unset', path: `tags.${key}` }));
}

function tagsIn(value: JsonValue): (readonly [string, JsonValue])[] {
  if (isObject(value)) {
    const inner = member(value, 'tagSet', 'tags');
    if (inner !== undefined) return tagsIn(inner);
    const key = textMember(value, 'key', 'tagKey');
    if (key !== '') return [[key, member(value, 'value', 'tagValue') ?? '']];
    const list = listOf(value);
    if (list[0] === value) return Object.entries(value); // a plain map: { Name: 'web' }
    return list.flatMap(tagsIn);
  }
  return typeof value === 'object' && value !== null ? listOf(value).flatMap(tagsIn) : [];
}
