// The page in a browser, with an invented extension behind it: what the eyes, the mouse and the keys of a user meet.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser } from './browser.mjs';
import { measureScroll } from './scroll.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @type {Awaited<ReturnType<typeof openBrowser>>} */
let browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

/** Opens a scene, gives it to `look`, and demands that the page complained of nothing. @param {string} query @param {(page: Page) => Promise<void>} look */
async function scene(query, look) {
  const page = await browser.open(query);
  try {
    await look(page);
    assert.deepEqual(page.complaints, []);
  } finally {
    await page.context().close();
  }
}

/** Calls the page has made. @param {Page} page @param {string} name */
const calls = (page, name) =>
  page.evaluate((name) => globalThis.fake.calls.filter(({ call }) => call === name).map(({ params }) => params), name);
/** @param {Page} page */
const focused = (page) => page.evaluate(() => document.activeElement?.className ?? '');
/** @param {Page} page @param {number} n */
const row = (page, n) => page.locator(`.row[data-index="${n}"]`);
/** @param {Page} page */
const ready = (page) => page.locator('.row:not(.skeleton)').first().waitFor();
/** @param {Page} page @param {string} text */
const counts = (page, text) => page.locator('.counts-text', { hasText: text }).waitFor();

test('the newest events stand on top, with who, what, from where and by what means', () =>
  scene('scene=story', async (page) => {
    await ready(page);
    await counts(page, '68 changes');
    const first = row(page, 0);
    assert.match(
      await first.innerText(),
      /Today\s+12:40:00\s+CreateTags\s+Environment = prod\s+ci-deployer\/GitHubActions-9041\s+Terraform 1\.9\.5/,
    );
    assert.match(
      (await first.locator('.time').getAttribute('title')) ?? '',
      /^Sun 22 Nov 2026 12:40:00 .*\nSun 22 Nov 2026 11:40:00 UTC\n20 min ago$/,
    );
    assert.match((await first.locator('.match').getAttribute('title')) ?? '', /^Exact match: .*groupId is sg-/);
    assert.match(await page.locator('.coverage .coverage-text').innerText(), /^Asked for sg-/);
    assert.match(await row(page, 6).innerText(), /Yesterday/);
  }));

test('the list is worked by keys alone, and the event is one key away and back', () =>
  scene('scene=story', async (page) => {
    await ready(page);
    await page.locator('.scroller').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.locator('.row.selected[data-index="1"]').waitFor();
    const active = await page.locator('.scroller').getAttribute('aria-activedescendant');
    assert.equal(await page.locator(`#${active}`).getAttribute('aria-posinset'), '2');
    await page.keyboard.press('Enter');
    await page.locator('.detail .json-line').first().waitFor();
    await page.keyboard.press('Enter');
    assert.match(await focused(page), /detail/);
    await page.keyboard.press('c');
    await page.waitForFunction(() => globalThis.fake.calls.some(({ call }) => call === 'copy'));
    await page.keyboard.press('Escape');
    assert.match(await focused(page), /scroller/);
    assert.match(JSON.stringify(await calls(page, 'copy')), /0f1e2d3c-4b5a-4978-8695-000000000002/);
    await page.keyboard.press('End');
    await page.locator('.row.selected[data-index="306"]').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.detail').waitFor({ state: 'hidden' });
    await page.keyboard.press('/');
    await page.keyboard.type('bob');
    await counts(page, 'changes');
    await page.waitForFunction(() =>
      [...document.querySelectorAll('.row:not([hidden]) .actor')].every((cell) => cell.textContent === 'bob'),
    );
  }));

test('a filter that cannot be read says why beneath itself, and the rows stay', () =>
  scene('scene=story', async (page) => {
    await ready(page);
    await page.locator('.filter input').fill('colour:red (');
    await page.locator('.filter-error', { hasText: 'Unknown field' }).waitFor();
    await counts(page, '68 changes');
    await page.getByRole('button', { name: 'Clear filter' }).click();
    await page.locator('.filter-error').waitFor({ state: 'hidden' });
  }));

test('typing asks once, after a pause; the toggles ask at once', () =>
  scene('scene=story', async (page) => {
    await ready(page);
    await page.locator('.filter input').pressSequentially('alice', { delay: 20 });
    await page.waitForFunction(() => globalThis.fake.calls.some(({ call }) => call === 'ask'));
    assert.deepEqual(
      (await calls(page, 'ask')).map(({ filter }) => filter),
      ['alice'],
    );
    await page.getByText('Changes only').click();
    await page.waitForFunction(() => globalThis.fake.calls.some(({ call, params }) => call === 'ask' && params.changesOnly));
    await page.locator('.count.read').waitFor({ state: 'hidden' });
  }));

test('a stretch of the chart is zoomed to by mouse or keys, and left again', () =>
  scene('scene=story', async (page) => {
    await ready(page);
    const box = await page.locator('.chart').boundingBox();
    assert.ok(box);
    await page.locator('.chart canvas').waitFor();
    await page.mouse.move(box.x + 300, box.y + 40);
    await page.mouse.down();
    await page.mouse.move(box.x + 600, box.y + 40, { steps: 4 });
    await page.mouse.up();
    await page.getByRole('button', { name: 'Reset zoom' }).click();
    await counts(page, '68 changes');
    await page.locator('.chart').focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Shift+ArrowLeft');
    await page.locator('.readout', { hasText: '22 Nov' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Reset zoom' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Reset zoom' }).waitFor({ state: 'hidden' });
    const spans = (await calls(page, 'ask')).map(({ since, until }) => since !== undefined && until > since);
    assert.deepEqual(spans, [true, false, true, false]);
  }));

test('an event tells what it changed, where to go on, and its record', () =>
  scene('scene=story', async (page) => {
    await ready(page);
    await row(page, 0).click();
    await page.locator('.changes', { hasText: 'ipPermissions' }).waitFor();
    await page.getByRole('button', { name: 'Compare with Previous Change' }).click();
    await page.getByRole('button', { name: 'Open in Editor' }).click();
    await page.locator('.offer', { hasText: 'Access key' }).click();
    await page.locator('.offer', { hasText: 'vpc-0123456789abcdef0' }).click();
    await page.waitForFunction(() => globalThis.fake.calls.filter(({ call }) => call === 'pivot').length === 2);
    assert.deepEqual(
      (await calls(page, 'pivot')).map(({ pivot, value }) => [pivot, value]),
      [
        ['accessKey', undefined],
        ['resource', 'vpc-0123456789abcdef0'],
      ],
    );
    assert.equal((await calls(page, 'compareWithPrevious')).length, 1);
    assert.equal((await calls(page, 'openInEditor')).length, 1);
  }));

test('the record is searched, folded and copied from', () =>
  scene('scene=story', async (page) => {
    await ready(page);
    await row(page, 0).click();
    await page.locator('.record input').fill('cidrip');
    await page.locator('.tally', { hasText: '1 of 1' }).waitFor();
    const line = page.locator('.json-line.current');
    assert.match(await line.innerText(), /"cidrIp": "0\.0\.0\.0\/0"/);
    await line.hover();
    await line.locator('[data-act="value"]').click();
    await line.locator('[data-act="path"]').click();
    await page.waitForFunction(() => globalThis.fake.calls.filter(({ call }) => call === 'copy').length === 2);
    assert.deepEqual(
      (await calls(page, 'copy')).map(({ text }) => text),
      ['0.0.0.0/0', 'requestParameters.ipPermissions.items[0].ipRanges.items[0].cidrIp'],
    );
    const open = await page.locator('.json-line').count();
    await page.getByRole('button', { name: 'Collapse all' }).click();
    assert.ok((await page.locator('.json-line').count()) < open / 2);
    await page.locator('.json').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await page.locator('.json-line', { hasText: '"principalId"' }).waitFor();
  }));

test('a deleted resource says first who deleted it, and what it was', () =>
  scene('scene=deleted', async (page) => {
    await ready(page);
    const banner = page.locator('.banner');
    assert.match(
      await banner.innerText(),
      /Deleted 20 min ago, Sun 22 Nov 2026 12:40:00 .*, by Admin\/alice \(behind it: alice@example\.com\) by means of console/,
    );
    await banner.getByRole('button', { name: /Last known state/ }).click();
    await banner.locator('td', { hasText: 'tags.Environment' }).waitFor();
    await banner.getByRole('button', { name: 'DeleteSecurityGroup' }).click();
    await page.locator('.detail h2', { hasText: 'DeleteSecurityGroup' }).waitFor();
    await page.locator('.row.selected .codicon-trash').waitFor();
  }));

test('nothing found is never all that is said', () =>
  scene('scene=empty', async (page) => {
    await page.locator('.empty', { hasText: 'None of the 214,332 events of 1 source' }).waitFor();
    await page.getByRole('button', { name: 'Add Log Folder…' }).click();
    await page.getByRole('button', { name: 'Show Possible Matches (14)' }).click();
    await page.waitForFunction(() => globalThis.fake.calls.some(({ call, params }) => call === 'ask' && params.possible));
    await page.waitForFunction(() => globalThis.fake.calls.some(({ call }) => call === 'run'));
    assert.deepEqual(await calls(page, 'run'), [{ command: 'addLogFolder' }]);
  }));

test('a failure says what went wrong and can be tried again', () =>
  scene('scene=story&fail=ready', async (page) => {
    await page.locator('.empty', { hasText: 'locked by another window' }).waitFor();
    await page.getByRole('button', { name: 'Try Again' }).click();
    await page.waitForFunction(() => globalThis.fake.calls.filter(({ call }) => call === 'ready').length === 2);
  }));

test('hostile text stays text', () =>
  scene('scene=hostile', async (page) => {
    await ready(page);
    await row(page, 1).click();
    await page.locator('.json-line', { hasText: '__proto__' }).waitFor();
    const made = await page.evaluate(
      () => document.querySelectorAll('body img, body script:not([nonce]), body iframe, body a[href], body [onerror]').length,
    );
    assert.equal(made, 0);
    const text = await page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .flatMap((e) => [
          e.getAttribute('title') ?? '',
          e.getAttribute('aria-label') ?? '',
          ...[...e.childNodes].flatMap((n) => (n.nodeType === 3 ? [n.data] : [])),
        ])
        .join(' '),
    );
    assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/);
    assert.ok((await page.locator('.row[data-index="0"] .unseen').count()) > 0);
    await page.locator('.json .number', { hasText: '12345678901234567890.10' }).waitFor();
  }));

test('a panel that was hidden comes back as it was', () =>
  scene('scene=large', async (page) => {
    await ready(page);
    await page.locator('.scroller').evaluate((scroller) => (scroller.scrollTop = 22 * 5000));
    await row(page, 5003).click();
    await page.locator('.detail .json-line').first().waitFor();
    const before = await row(page, 5003).innerText();
    await page.waitForTimeout(400);
    await page.reload();
    await page.locator('.detail .json-line').first().waitFor();
    await page.locator('.row.selected[data-index="5003"]').waitFor();
    assert.equal(await row(page, 5003).innerText(), before);
    assert.equal(await page.locator('.scroller').evaluate((scroller) => Math.round(scroller.scrollTop / 22)), 5000);
  }));

test('new events come in above what one is reading, and do not move it', () =>
  scene('scene=story', async (page) => {
    await ready(page);
    await page.locator('.scroller').evaluate((scroller) => (scroller.scrollTop = 22 * 100 + 7));
    await row(page, 105).click();
    await page.locator('.detail .json-line').first().waitFor();
    const place = await row(page, 105).boundingBox();
    const text = await row(page, 105).innerText();
    await page.evaluate(() => globalThis.fake.grow(3));
    await page.locator('.row.selected[data-index="108"]').waitFor();
    assert.equal(await row(page, 108).innerText(), text);
    assert.deepEqual(await row(page, 108).boundingBox(), place);
    await page.locator('.scroller').focus();
    await page.keyboard.press('Home');
    await row(page, 0).getByText('CameIn3').waitFor();
  }));

test('an event asked for from outside is selected wherever it stands', () =>
  scene('scene=large', async (page) => {
    await ready(page);
    const state = await page.evaluate(() => globalThis.fake.state());
    await page.evaluate((state) => globalThis.fake.push({ type: 'state', state: { ...state, select: 71_235 } }), state);
    await page.locator('.row.selected[data-index="71234"]').waitFor();
    await page.locator('.detail .json-line').first().waitFor();
  }));

test('times are shown in the zone of choice', () =>
  scene('scene=story&zone=Asia/Kolkata', async (page) => {
    await ready(page);
    assert.equal(await row(page, 0).locator('.time').innerText(), '17:10:00');
    await page.getByRole('radio', { name: 'UTC' }).click();
    assert.equal(await row(page, 0).locator('.time').innerText(), '11:40:00');
    assert.deepEqual(await calls(page, 'setTimeZone'), [{ timeZone: 'utc' }]);
  }));

test('100,000 events scroll without a frame that has no rows', () =>
  scene('scene=large&delay=2', async (page) => {
    const seen = await measureScroll(page);
    assert.equal(seen.events, 100_000);
    assert.equal(seen.blank, 0);
    assert.equal(seen.blankPictures, 0);
    assert.ok(seen.frames > 400);
    assert.ok(seen.heap < 300, `${seen.heap} MB`);
    assert.ok(seen.nodes < 3000, `${seen.nodes} elements`);
  }));
