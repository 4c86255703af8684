// Fetches the event for the detail pane: the newest wish wins, and a pane that shows something is not blanked for a blink.
import type { EventDetail } from '../protocol/backend.ts';
import type { Detail } from './state.ts';

export interface DetailFeed {
  /** Wants this event; the same one twice costs nothing. */
  show(ref: number): void;
  retry(): void;
  stop(): void;
}

/** Holding an arrow key down must not ask for every event on the way, ms. */
const settle = 40;
/** After so long "Loading" is said, ms. */
const patience = 250;

/** Gives `put` what is to be shown. */
export function createDetailFeed(fetch: (ref: number) => Promise<EventDetail | undefined>, put: (detail: Detail) => void): DetailFeed {
  let wanted: number | undefined;
  let start: ReturnType<typeof setTimeout> | undefined;
  let slow: ReturnType<typeof setTimeout> | undefined;

  const load = async (ref: number) => {
    let detail: Detail;
    try {
      const found = await fetch(ref);
      detail = found ? { is: 'shown', detail: found } : { is: 'gone' };
    } catch (error) {
      detail = { is: 'failed', message: error instanceof Error ? error.message : String(error) };
    }
    if (wanted !== ref) return;
    clearTimeout(slow);
    put(detail);
  };
  const begin = (ref: number) => {
    wanted = ref;
    clearTimeout(start);
    clearTimeout(slow);
    start = setTimeout(() => void load(ref), settle);
    slow = setTimeout(() => wanted === ref && put({ is: 'loading' }), patience);
  };
  return {
    show: (ref) => ref !== wanted && begin(ref),
    retry: () => wanted !== undefined && begin(wanted),
    stop() {
      wanted = undefined;
      clearTimeout(start);
      clearTimeout(slow);
    },
  };
}
