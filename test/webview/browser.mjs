// Opens the development page in a headless browser, for tests and pictures of it.
import { launchBrowser } from '../../scripts/host/browser.mjs';
import { servePage } from '../../scripts/page.mjs';

/** @typedef {import('playwright-core').Page & { complaints: string[] }} Page a page with all that it complained of */

/**
 * Serves the page and opens a browser on it. `open` takes the address's query: `scene=large&theme=light`.
 * @returns {Promise<{ open(query: string, size?: { width: number, height: number }): Promise<Page>, close(): Promise<void> }>}
 */
export async function openBrowser() {
  const server = await servePage();
  const browser = await launchBrowser();
  return {
    async open(query, size = { width: 1200, height: 800 }) {
      const context = await browser.newContext({ viewport: size, reducedMotion: 'reduce' });
      /** @type {string[]} */
      const complaints = [];
      const page = Object.assign(await context.newPage(), { complaints });
      page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
      page.on('console', (message) => void (['error', 'warning'].includes(message.type()) && complaints.push(message.text())));
      await page.goto(`${server.address}?${query}`);
      return page;
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}
