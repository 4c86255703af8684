// node test/webview/pictures.mjs [name…]: photographs the page's scenes in themes and widths into out/pictures, to be looked at.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { root } from '../../scripts/setup/places.mjs';
import { openBrowser } from './browser.mjs';

const out = path.join(root, 'out', 'pictures');
fs.mkdirSync(out, { recursive: true });
const wide = { width: 1200, height: 800 };
const tall = { width: 1200, height: 1500 };
const middle = { width: 700, height: 800 };
const narrow = { width: 480, height: 800 };

/** @typedef {import('playwright-core').Page} Page */
/** @type {(page: Page, n?: number) => Promise<void>} */
const choose = async (page, n = 2) => {
  await page.locator('.row').nth(n).click();
  await page.locator('.detail .json-line').first().waitFor();
};

/** @type {Readonly<Record<string, { query: string, size?: typeof wide, then?: (page: Page) => Promise<void> }>>} */
const pictures = {
  'story-dark': { query: 'scene=story&theme=dark' },
  'story-light': { query: 'scene=story&theme=light' },
  'story-hc': { query: 'scene=story&theme=hc', then: choose },
  'story-hc-light': { query: 'scene=story&theme=hc-light', then: choose },
  'detail-dark': { query: 'scene=story&theme=dark', then: choose },
  'detail-light': { query: 'scene=story&theme=light', then: choose },
  'change-dark': { query: 'scene=story&theme=dark', size: tall, then: (page) => choose(page, 0) },
  'change-hc': { query: 'scene=story&theme=hc', size: tall, then: (page) => choose(page, 0) },
  'change-light': {
    query: 'scene=story&theme=light',
    size: tall,
    async then(page) {
      await choose(page, 0);
      await page.locator('.record input').fill('ip');
      await page.locator('.json-line.current').hover();
    },
  },
  'detail-middle': { query: 'scene=story&theme=dark', size: middle, then: choose },
  'detail-narrow': { query: 'scene=story&theme=light', size: narrow, then: choose },
  'story-middle': { query: 'scene=story&theme=light', size: middle },
  'story-narrow': { query: 'scene=story&theme=dark', size: narrow },
  'deleted-dark': { query: 'scene=deleted&theme=dark', then: (page) => page.locator('.banner .fold').click() },
  'deleted-narrow': { query: 'scene=deleted&theme=light', size: narrow },
  'large-dark': { query: 'scene=large&theme=dark' },
  'hostile-dark': { query: 'scene=hostile&theme=dark', then: choose },
  'long-light': { query: 'scene=long&theme=light', then: choose },
  'long-narrow': { query: 'scene=long&theme=dark', size: narrow },
  'empty-dark': { query: 'scene=empty&theme=dark' },
  'asking-dark': { query: 'scene=asking&theme=dark' },
  'asking-narrow': { query: 'scene=asking&theme=light', size: narrow },
  'asked-light': { query: 'scene=asked&theme=light' },
  'nothing-light': { query: 'scene=nothing&theme=light' },
  'error-dark': { query: 'scene=story&theme=dark&fail=ready' },
  'rows-error-light': { query: 'scene=story&theme=light&fail=rows' },
  'skeleton-dark': { query: 'scene=story&theme=dark&fail=rows&delay=200', then: (page) => page.waitForTimeout(500) },
  'evidence-light': { query: 'scene=story&theme=light', then: (page) => page.locator('.header .fold').click() },
  'filter-error-dark': {
    query: 'scene=story&theme=dark',
    async then(page) {
      await page.locator('.filter input').fill('colour:red (');
      await page.locator('.filter-error').waitFor();
      await page.locator('.toolbar .help').click();
    },
  },
  'busy-light': { query: 'scene=few&theme=light&busy' },
  'hover-dark': {
    query: 'scene=story&theme=dark',
    async then(page) {
      await page.locator('.chart').hover({ position: { x: 1040, y: 40 } });
    },
  },
  'zoomed-light': {
    query: 'scene=story&theme=light',
    async then(page) {
      await page.mouse.move(300, 130);
      await page.mouse.down();
      await page.mouse.move(800, 130, { steps: 5 });
      await page.mouse.up();
      await page.locator('.zoom .link').waitFor();
      await page.waitForTimeout(300);
    },
  },
};

const wanted = process.argv.slice(2);
const browser = await openBrowser();
try {
  for (const [name, { query, size = wide, then }] of Object.entries(pictures)) {
    if (wanted.length > 0 && !wanted.some((part) => name.includes(part))) continue;
    const page = await browser.open(query, size);
    await page.waitForTimeout(400);
    await then?.(page);
    await page.waitForTimeout(250);
    await page.screenshot({ path: path.join(out, `page-${name}.png`) });
    console.log(name, ...page.complaints);
    await page.context().close();
  }
} finally {
  await browser.close();
}
