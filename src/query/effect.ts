// The vocabulary of folding: what one event does to one attribute of one resource.
import type { JsonValue } from '../event/event.ts';

export type Effect =
  /** The attribute has this value from now on. */
  | { readonly do: 'set'; readonly path: string; readonly value: JsonValue }
  /** All under the path is replaced: what the event does not set anew is gone. Comes before the event's own `set`s. */
  | { readonly do: 'replace'; readonly path: string }
  /** The attribute, and all under it, is gone. */
  | { readonly do: 'unset'; readonly path: string }
  /** One more member of a set. `id`: another name by which it may be removed (the id of a security group rule). */
  | { readonly do: 'add'; readonly path: string; readonly value: JsonValue; readonly id?: string }
  /** A member leaves a set; named by its value, or by `id` alone. */
  | { readonly do: 'remove'; readonly path: string; readonly value?: JsonValue; readonly id?: string }
  /** A new life begins: nothing that was before counts. */
  | { readonly do: 'begin' }
  /** The record does not say what was set: AWS left the parameters out for their size. Under the root ('': any) nothing earlier holds. */
  | { readonly do: 'forget'; readonly path: string };

/** First segment of a path: `tags` of `tags.Name`. */
export function rootOf(path: string): string {
  return path.split('.', 1)[0] ?? path;
}

/** The attribute sets a list of effects touches, by the first segment of their paths. */
export function rootsOf(effects: readonly Effect[]): Set<string> {
  return new Set(effects.flatMap((effect) => ('path' in effect ? [rootOf(effect.path)] : [])));
}
