// node test/webview/scroll.mjs: scrolls a history of 100,000 events and prints one JSON line: time to the first rows, frames, frames
// without rows, memory. As a module: `measureScroll(page, frame)`, also for the panel in the real editor.
import { fileURLToPath } from 'node:url';
import { openBrowser } from './browser.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Frame} Frame */

/**
 * What was seen. Times in ms, memory in MB.
 * @typedef {object} Scrolling
 * @property {number} events
 * @property {number} firstPaint from the answer of the history to the frame that shows its rows
 * @property {number} frames looked at after they were painted
 * @property {number} blank frames in which some part of the list's viewport had no row at all
 * @property {number} skeleton frames in which at least one row had not come yet
 * @property {number} allSkeleton frames in which no row had come yet
 * @property {{ p50: number, p95: number, max: number }} frameTime
 * @property {number} pictures of the list as the compositor showed it
 * @property {number} blankPictures pictures of the list that are one colour
 * @property {number} heap
 * @property {number} nodes elements in the document
 */

/**
 * Scrolls the list in `frame` (by default the page itself) slowly, fast, by jumps and by wheel, and back.
 * @param {Page} page
 * @param {Frame} frame
 * @returns {Promise<Scrolling>}
 */
export async function measureScroll(page, frame = page.mainFrame()) {
  await frame.locator('.row:not(.skeleton)').first().waitFor();
  await frame.waitForFunction(() => performance.getEntriesByName('traillens.painted').length > 0);
  const firstPaint = await frame.evaluate(() => {
    const at = (/** @type {string} */ name) => performance.getEntriesByName(name)[0]?.startTime ?? NaN;
    return at('traillens.painted') - at('traillens.answered');
  });
  const seen = await frame.evaluate(scrollInPage);
  const { pictures, blankPictures } = await wheelAndLook(page, frame);
  const { heap, nodes } = await memoryOf(page, frame);
  const round = (/** @type {number} */ value) => Math.round(value * 10) / 10;
  const times = seen.times.sort((a, b) => a - b);
  const at = (/** @type {number} */ share) => round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN);
  return {
    events: seen.events,
    firstPaint: round(firstPaint),
    frames: times.length,
    blank: seen.blank,
    skeleton: seen.skeleton,
    allSkeleton: seen.allSkeleton,
    frameTime: { p50: at(0.5), p95: at(0.95), max: at(1) },
    pictures,
    blankPictures,
    heap: round(heap),
    nodes,
  };
}

/** Runs in the page. Each frame is judged after it was painted, by what stood in the document then. */
async function scrollInPage() {
  const scroller = /** @type {HTMLElement} */ (document.querySelector('.scroller'));
  const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const result = { events: 0, blank: 0, skeleton: 0, allSkeleton: 0, times: /** @type {number[]} */ ([]) };
  result.events = Number(document.querySelector('.row')?.getAttribute('aria-setsize'));
  const end = scroller.scrollHeight - scroller.clientHeight;
  /** @type {(to: number, by: number, frames: number) => AsyncGenerator<number>} */
  const steps = async function* (from, by, frames) {
    for (let i = 0; i < frames; i++) yield Math.max(0, Math.min(end, from + i * by));
  };
  const journeys = [
    steps(0, 7, 60), // reading
    steps(0, 66, 120), // the wheel
    steps(2000, 900, 120), // dragging the thumb gently
    steps(end * 0.2, 22_000, 60), // dragging it wildly
    steps(end, -400, 120), // upwards from the end
    steps(end / 2, -66, 60),
    steps(0, 0, 10),
  ];
  let last = performance.now();
  for (const journey of journeys) {
    for await (const to of journey) {
      scroller.scrollTop = to;
      await painted();
      const now = performance.now();
      result.times.push(now - last);
      last = now;
      const box = scroller.getBoundingClientRect();
      let covered = 0;
      let rows = 0;
      let skeletons = 0;
      for (const row of document.querySelectorAll('.row:not([hidden])')) {
        const { top, bottom } = row.getBoundingClientRect();
        const height = Math.min(bottom, box.bottom) - Math.max(top, box.top);
        if (height <= 0) continue;
        covered += height;
        rows++;
        if (row.classList.contains('skeleton')) skeletons++;
      }
      if (covered < box.height - 1) result.blank++;
      if (skeletons > 0) result.skeleton++;
      if (skeletons === rows) result.allSkeleton++;
    }
  }
  return result;
}

/**
 * Turns the wheel and takes the pictures that the browser's compositor really showed; it may scroll before the page's code has run.
 * @param {Page} page
 * @param {Frame} frame
 */
async function wheelAndLook(page, frame) {
  const box = await frame.locator('.scroller').boundingBox();
  const session = await page.context().newCDPSession(page);
  /** @type {string[]} */
  const taken = [];
  session.on('Page.screencastFrame', ({ data, sessionId }) => {
    taken.push(data);
    session.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined);
  });
  await session.send('Page.enable');
  await page.mouse.move((box?.x ?? 0) + 100, (box?.y ?? 0) + 100);
  await session.send('Page.startScreencast', { format: 'jpeg', quality: 80, everyNthFrame: 1 });
  // Nothing is sent before the first change; and then not at once.
  for (let i = 0; i < 50 && taken.length === 0; i++) {
    await page.mouse.wheel(0, i % 2 === 0 ? 44 : -44);
    await page.waitForTimeout(100);
  }
  for (let i = 0; i < 40; i++) {
    await page.mouse.wheel(0, i < 20 ? 900 : -1500);
    await frame.evaluate(() => new Promise((resolve) => void requestAnimationFrame(resolve)));
  }
  for (let before = -1; before !== taken.length;) {
    before = taken.length;
    await page.waitForTimeout(400);
  }
  await session.send('Page.stopScreencast');
  await session.detach();
  // Pictures are read in an empty page: the panel's own policy loads no images.
  const reader = await page.context().newPage();
  let blankPictures = 0;
  for (const data of taken) if (await reader.evaluate(isBlank, { data, box })) blankPictures++;
  await reader.close();
  return { pictures: taken.length, blankPictures };
}

/**
 * Runs in an empty page: whether the given part of a picture has hardly any contrast in some band of six rows.
 * @param {{ data: string, box: { x: number, y: number, width: number, height: number } | null }} picture
 */
async function isBlank({ data, box }) {
  const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  if (!context || !box) return true;
  context.drawImage(image, 0, 0);
  for (let top = box.y; top + 132 <= box.y + box.height; top += 132) {
    const { data: pixels } = context.getImageData(box.x, top, box.width - 20, 132);
    let least = 255;
    let most = 0;
    for (let i = 1; i < pixels.length; i += 4) {
      least = Math.min(least, pixels[i] ?? 0);
      most = Math.max(most, pixels[i] ?? 0);
    }
    if (most - least < 60) return true;
  }
  return false;
}

/**
 * The heap after a collection, MB, and the number of elements.
 * @param {Page} page
 * @param {Frame} frame
 */
async function memoryOf(page, frame) {
  // A frame of another process has a session of its own; one of the same process has not.
  const session = await page
    .context()
    .newCDPSession(frame)
    .catch(() => page.context().newCDPSession(page));
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  const {
    usedSize,
    embedderHeapUsedSize = 0,
    backingStorageSize = 0,
  } = /** @type {Record<string, number>} */ (await session.send('Runtime.getHeapUsage'));
  await session.detach();
  const nodes = await frame.evaluate(() => document.querySelectorAll('*').length);
  return { heap: ((usedSize ?? 0) + embedderHeapUsedSize + backingStorageSize) / 2 ** 20, nodes };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const browser = await openBrowser();
  try {
    const page = await browser.open('scene=large&theme=dark&delay=2');
    console.log(JSON.stringify(await measureScroll(page)));
  } finally {
    await browser.close();
  }
}
