// Which key does what in the list. Pure.

/** A key as the browser tells it. */
export interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

export type ListCommand = { readonly go: number } | 'open' | 'close' | 'copy' | undefined;

/** What a key means in a list of `total` rows with row `at` selected, of which `page` fit the screen. */
export function listCommand(key: Key, at: number | undefined, total: number, page: number): ListCommand {
  if (key.ctrlKey || key.metaKey || key.altKey || total === 0) return undefined;
  const go = (to: number) => ({ go: Math.max(0, Math.min(total - 1, to)) });
  const step = Math.max(1, page - 1);
  switch (key.key) {
    case 'ArrowDown':
      return go(at === undefined ? 0 : at + 1);
    case 'ArrowUp':
      return go(at === undefined ? 0 : at - 1);
    case 'PageDown':
      return go((at ?? 0) + step);
    case 'PageUp':
      return go((at ?? 0) - step);
    case 'Home':
      return go(0);
    case 'End':
      return go(total - 1);
    case 'Enter':
    case 'ArrowRight':
    case ' ':
      return at === undefined ? go(0) : 'open';
    case 'Escape':
    case 'ArrowLeft':
      return 'close';
    case 'c':
      return at === undefined ? undefined : 'copy';
    default:
      return undefined;
  }
}

/** The key that leads to the filter: `/`, or Ctrl/Cmd+F. */
export function isFindKey(key: Key): boolean {
  return (
    ((key.ctrlKey || key.metaKey) && !key.altKey && !key.shiftKey && key.key.toLowerCase() === 'f') ||
    (key.key === '/' && !key.ctrlKey && !key.metaKey && !key.altKey)
  );
}
