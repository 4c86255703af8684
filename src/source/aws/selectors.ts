// What a trail records: the API's selectors, with all that is optional in them settled.
import type { AdvancedFieldSelector, EventSelector, GetEventSelectorsCommandOutput } from '@aws-sdk/client-cloudtrail';
import type { BasicSelector, FieldSelector, Selectors } from './port.ts';

/** [CT] GetEventSelectors. */
export function selectorsOf(answer: Pick<GetEventSelectorsCommandOutput, 'EventSelectors' | 'AdvancedEventSelectors'>): Selectors {
  return {
    basic: (answer.EventSelectors ?? []).map(basic),
    advanced: (answer.AdvancedEventSelectors ?? []).map(({ Name = '', FieldSelectors = [] }) => ({
      name: Name,
      fields: FieldSelectors.map(fieldSelector),
    })),
  };
}

/** Defaults of [CT] EventSelector: all events, management events included. */
function basic(selector: EventSelector): BasicSelector {
  const readWrite = selector.ReadWriteType;
  return {
    readWrite: readWrite === 'ReadOnly' || readWrite === 'WriteOnly' ? readWrite : 'All',
    management: selector.IncludeManagementEvents ?? true,
    excluded: selector.ExcludeManagementEventSources ?? [],
    data: (selector.DataResources ?? []).map(({ Type = '', Values = [] }) => ({ type: Type, values: Values })),
  };
}

/** [CT] AdvancedFieldSelector: every operator the API has, each that is there. */
function fieldSelector(selector: AdvancedFieldSelector): FieldSelector {
  const { Equals, StartsWith, EndsWith, NotEquals, NotStartsWith, NotEndsWith } = selector;
  const operators = { Equals, StartsWith, EndsWith, NotEquals, NotStartsWith, NotEndsWith };
  return {
    field: selector.Field ?? '',
    conditions: Object.entries(operators).flatMap(([operator, values]) =>
      values === undefined || values.length === 0 ? [] : { operator, values },
    ),
  };
}
