// The headless browser that shows the editor to tests.
import { chromium as playwright } from 'playwright-core';
import { chromium } from '../setup/chromium.mjs';

/** Reaches nothing but this machine. */
export async function launchBrowser() {
  const { executablePath, env, args } = chromium();
  const still = ['--force-color-profile=srgb', '--font-render-hinting=none'];
  const closed = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1';
  return playwright.launch({
    executablePath,
    env: { ...definedEnv(), ...env },
    args: ['--no-sandbox', '--disable-dev-shm-usage', closed, ...still, ...args],
  });
}

/**
 * A page of a fixed size: pictures of different days can be laid over each other.
 * @param {import('playwright-core').Browser} browser
 * @param {{ width?: number, height?: number }} size CSS pixels
 */
export async function newPage(browser, { width = 1400, height = 900 } = {}) {
  const permissions = ['clipboard-read', 'clipboard-write'];
  const context = await browser.newContext({ viewport: { width, height }, reducedMotion: 'reduce', permissions });
  return context.newPage();
}

/** @returns {Record<string, string>} */
function definedEnv() {
  return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
