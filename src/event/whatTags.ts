// Tags in words, in every shape services write them.
import type { JsonObject, JsonValue } from './event.ts';
import { asObject, asText, field, isList, listIn, textField } from './fields.ts';

const keys = ['tagSet', 'tags', 'tagList', 'tagsToAdd', 'tagging', 'tagKeys', 'tagKeyList', 'TagKeys', 'resourceTagList'] as const;

/** "Name=web, team=payments": the first three tags set, or the keys of those removed. */
export function tagsIn(request: JsonObject): string {
  for (const key of keys) {
    const tags = tagTexts(field(request, key));
    if (tags.length > 0) return tags.slice(0, 3).join(', ') + (tags.length > 3 ? ` and ${tags.length - 3} more` : '');
  }
  return '';
}

/** `[{key, value}]`, `{items: […]}`, S3's `{TagSet: {Tag: […]}}`, a map, or a list of keys. */
function tagTexts(value: JsonValue | undefined): string[] {
  const object = asObject(value);
  const inner = field(object, 'TagSet') ?? field(object, 'Tag');
  if (inner !== undefined) return tagTexts(inner);
  if (object !== undefined && textField(object, 'key') !== '') return [tagText(object)];
  const list = listIn(value);
  if (list.length > 0) return list.map((one) => (typeof one === 'string' ? one : tagText(asObject(one)))).filter((text) => text !== '');
  if (object === undefined || isList(value)) return [];
  return Object.entries(object).flatMap(([key, one]) => (typeof one === 'object' ? [] : [`${key}=${asText(one)}`]));
}

function tagText(tag: JsonObject | undefined): string {
  const key = textField(tag, 'key') || textField(tag, 'tagKey');
  const value = field(tag, 'value') ?? field(tag, 'tagValue');
  return value === undefined || key === '' ? key : `${key}=${asText(value)}`;
}
