// Fetches the pages of a list as they come into sight, a few at a time, the visible ones first.
import type { RowPages, Window } from './rowPages.ts';

export interface RowLoader {
  /** The list shows another stretch: what is no longer wanted is not asked for any more. */
  look(window: Window): void;
  /** Another list: answers still under way belong to the old one. */
  restart(): void;
  /** Asks again for pages that failed. */
  retry(): void;
}

/** At most so many questions at once: scrolling by 100,000 rows must not queue 500 of them. */
const atOnce = 3;
/** A failed page is asked for once more after so long, ms. */
const pardon = 400;

/** Fills `pages` by `fetch`; `onChange` after each page, with the error's message when it failed. */
export function createRowLoader<Row>(
  pages: RowPages<Row>,
  fetch: (offset: number, count: number) => Promise<readonly Row[]>,
  onChange: (problem?: string) => void,
): RowLoader {
  let window: Window | undefined;
  let under = 0;
  let list = 0;

  const next = () => {
    if (!window) return;
    for (const page of pages.wanted(window)) {
      if (under >= atOnce) return;
      void load(page);
    }
  };
  const fetchPage = (page: number) => fetch(page * pages.size, Math.min(pages.size, pages.total - page * pages.size));
  const load = async (page: number) => {
    const mine = list;
    under++;
    pages.ask(page);
    let problem: string | undefined;
    try {
      const rows = await fetchPage(page).catch(async () => {
        // New events may just have put another list in place of this one: a moment later we would know.
        await new Promise((resolve) => setTimeout(resolve, pardon));
        return mine === list ? fetchPage(page) : [];
      });
      if (mine === list) pages.put(page, rows);
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error);
      if (mine === list) pages.fail(page);
    }
    if (mine !== list) return;
    under--;
    onChange(problem);
    next();
  };

  return {
    look(seen) {
      window = seen;
      next();
    },
    restart() {
      list++;
      under = 0;
      window = undefined;
    },
    retry() {
      pages.retry();
      next();
    },
  };
}
