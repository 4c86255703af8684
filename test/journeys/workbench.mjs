// The editor as a person sees it: a page object over VS Code's workbench in a real browser. Every step waits for what it needs.
// All knowledge of the workbench's DOM is in here.
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { launchBrowser, newPage } from '../../scripts/host/browser.mjs';
import { startServer } from '../../scripts/host/server.mjs';
import { stillSettings, themes } from '../../scripts/host/settings.mjs';
import { root } from '../../scripts/setup/places.mjs';
import { copySample, ensureSample } from '../../scripts/setup/sample.mjs';
import { localAws } from './localAws.mjs';

export { themes };

/** @typedef {import('playwright-core').Locator} Locator */
/** @typedef {import('playwright-core').FrameLocator} FrameLocator */

/** Milliseconds that one step may take; a slow machine can have more. */
const stepMs = Number(process.env.TRAILLENS_STEP_MS ?? 30_000);

/**
 * @typedef {object} OpenOptions
 * @property {Readonly<Record<string, unknown>>} [settings] user settings on top of the quiet ones
 * @property {(workspace: string) => Readonly<Record<string, unknown>>} [machineSettings] settings that count for this machine alone
 * @property {readonly object[]} [keybindings] a key binding with `args` runs a command with arguments
 * @property {string} [theme] one of `themes`
 * @property {boolean} [logs] false: the workspace's settings name no log folders, as for somebody who just installed
 * @property {boolean} [aws] local AWS endpoints with the sample's sandbox run beside the editor, see `Workbench.aws`; otherwise there is no AWS
 * @property {readonly (string | object)[]} [connections] what the workspace's settings name; by default none
 * @property {Readonly<Record<string, string>>} [env] for the extension host
 * @property {boolean} [askTrust] true: the workspace is not trusted until the dialog is answered; `open` then does not wait for TrailLens
 * @property {(workspace: string) => void} [prepare] changes the copied workspace before the editor opens it
 */

/** One editor with TrailLens on a copy of the sample workspace, with data of its own. */
export class Workbench {
  /** @type {(() => Promise<void>)[]} */
  #closers = [];

  /**
   * @param {import('playwright-core').Page} page
   * @param {string} folder temporary; holds `workspace` and `logs`
   * @param {import('../../scripts/aws/index.ts').Aws} [aws]
   */
  constructor(page, folder, aws) {
    this.page = page;
    /** The copied sample's logs. */
    this.logs = path.join(folder, 'logs');
    /** The endpoints, where there are any: a step may let things happen and go wrong there. */
    this.aws = aws;
    /** The folder that is open. */
    this.workspace = path.join(folder, 'workspace');
  }

  /**
   * Opens the editor; with TRAILLENS_VSIX set, the packaged extension is installed, otherwise the project's folder is.
   * @param {OpenOptions} options
   */
  static async open({
    settings = {},
    machineSettings,
    keybindings = [],
    theme = themes.dark,
    logs = true,
    aws = false,
    connections = [],
    env = {},
    askTrust = false,
    prepare,
  } = {}) {
    ensureSample();
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'tl-journey-'));
    const sample = path.join(folder, 'sample');
    const workspace = copySample(sample);
    setWorkspace(workspace, { ...(logs ? {} : { 'traillens.logFolders': undefined }), 'traillens.connections': connections });
    prepare?.(workspace);
    const vsix = process.env.TRAILLENS_VSIX;
    const remove = () => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    process.once('exit', remove); // also when the run is broken off
    /** @type {(() => Promise<void>)[]} */
    const closers = [async () => remove()];
    try {
      const home = path.join(folder, 'home');
      const local = aws ? await localAws(home, path.join(sample, 'logs')) : undefined;
      if (local) closers.unshift(() => local.aws.close());
      const server = await startServer({
        settings: { ...stillSettings, ...(askTrust ? askingSettings : {}), 'workbench.colorTheme': theme, ...settings },
        machineSettings: machineSettings?.(workspace) ?? {},
        keybindings,
        env: { ...noAws, ...local?.env, ...env },
        trust: !askTrust,
        ...(vsix ? { vsix } : {}),
      });
      closers.unshift(() => server.stop());
      const browser = await launchBrowser();
      closers.unshift(() => browser.close());
      const page = await newPage(browser);
      page.setDefaultTimeout(stepMs);
      const workbench = new Workbench(page, sample, local?.aws);
      workbench.#closers = closers;
      await page.goto(server.address(workspace, [['skipWelcome', 'true'], ['skipReleaseNotes', 'true']])); // prettier-ignore
      await workbench.#drawn();
      if (!askTrust) await workbench.activityIcon().waitFor();
      await workbench.themeApplied(theme);
      return workbench;
    } catch (fault) {
      for (const close of closers) await close().catch(() => {});
      throw fault;
    }
  }

  /** Resolves when the page shows the workbench. */
  async #drawn() {
    await this.page.locator('.monaco-workbench .part.statusbar .statusbar-item').first().waitFor();
  }

  /** Reloads the window as a user does: another extension host comes, and what was open is open again. */
  async reload() {
    const loaded = this.page.waitForEvent('load');
    await this.command('Developer: Reload Window', { staysOpen: true });
    await loaded;
    await this.#drawn();
    await this.activityIcon().waitFor();
  }

  /** Ends browser and server and removes what they wrote. */
  async close() {
    for (const close of this.#closers.splice(0)) await close().catch(() => {});
  }

  /** Runs a step; when it fails, leaves a picture of the moment in out/pictures/failed/. @template T @param {string} name @param {() => Promise<T>} step */
  async attempt(name, step) {
    try {
      return await step();
    } catch (fault) {
      const file = path.join(root, 'out', 'pictures', 'failed', `${name.replace(/\W+/g, '-')}.png`);
      await this.page.screenshot({ path: file }).catch(() => {});
      if (fault instanceof Error) fault.message += `\nPicture: ${file}`;
      throw fault;
    }
  }

  // Side bar

  /** The icon of a container in the activity bar. */
  activityIcon(title = 'TrailLens') {
    return this.page.locator(`.part.activitybar .action-item a.action-label[aria-label^="${title}"]`);
  }

  /** Shows a container in the side bar. */
  async showContainer(title = 'TrailLens') {
    const shown = this.page.locator('.part.sidebar .composite.title').filter({ hasText: new RegExp(title, 'i') });
    if (!(await shown.isVisible())) await this.activityIcon(title).click({ force: true }); // a badge may lie over it
    await shown.waitFor();
  }

  /** A view (pane) of the shown container, by its title. @param {string} title */
  view(title) {
    return this.page.locator('.part.sidebar .pane').filter({ has: this.page.locator(`.pane-header[aria-label^="${title}"]`) });
  }

  /** Unfolds a view that is folded. @param {string} title */
  async unfoldView(title) {
    const header = this.view(title).locator('.pane-header');
    await header.waitFor({ state: 'attached' }); // the only view of a container has no visible header
    if ((await header.getAttribute('aria-expanded')) === 'false') await header.click();
    return this.view(title);
  }

  /** A button in a view's title bar; it is drawn only while the pointer is over the view. @param {string} view @param {string} label */
  async clickViewAction(view, label) {
    const pane = this.view(view);
    await pane.locator('.pane-header').hover();
    await pane.locator(`.pane-header .action-label[aria-label^="${label}"]`).first().click();
  }

  /** A button of a view's welcome text. @param {string | RegExp} label */
  welcomeButton(label) {
    return this.page.locator('.part.sidebar .welcome-view-content').getByRole('button', { name: label });
  }

  /**
   * An item of any tree in the side bar. The name is the row's label followed by its description, blanks as one; a RegExp is often better.
   * @param {string | RegExp} name
   * @param {{ expanded?: boolean, selected?: boolean }} state
   */
  treeItem(name, state = {}) {
    return this.page.locator('.part.sidebar .pane-body').getByRole('treeitem', { name, exact: typeof name === 'string', ...state });
  }

  /** @param {string | RegExp} name */
  async expand(name) {
    const item = this.treeItem(name).first();
    await item.waitFor();
    if ((await item.getAttribute('aria-expanded')) === 'false') await item.locator('.monaco-tl-twistie').click();
    await this.treeItem(name, { expanded: true }).first().waitFor();
  }

  /** Right-click on a tree item, then the entry of the menu. @param {string | RegExp} name @param {string} entry */
  async treeMenu(name, entry) {
    await this.treeItem(name).first().click({ button: 'right' });
    await (await this.#menuEntry(entry)).click();
  }

  // Explorer

  /** A row of the Explorer, which is brought to the front. @param {string} name file or folder */
  async explorerItem(name) {
    await this.showContainer('Explorer');
    const item = this.page.locator('.explorer-folders-view').getByRole('treeitem', { name, exact: true }).first();
    await item.waitFor();
    return item;
  }

  /** Right-click on a file or folder in the Explorer, then the entry of the menu. @param {string} name @param {string} entry */
  async explorerMenu(name, entry) {
    await (await this.explorerItem(name)).click({ button: 'right' });
    await (await this.#menuEntry(entry)).click();
  }

  // Commands and pickers

  /** Runs a command from the palette by its whole title (`Category: Title`). @param {string} title @param {{ staysOpen?: boolean }} options staysOpen: it asks with a picker */
  async command(title, { staysOpen = false } = {}) {
    await this.page.keyboard.press('F1');
    const row = this.quickPickRow(title);
    await this.quickInput().fill(`>${title}`);
    await row.waitFor();
    await row.click();
    if (!staysOpen) await this.#quickWidget().waitFor({ state: 'hidden' });
  }

  /** Does something with pickers; when it does not come about, closes them and does it again, some times. @param {() => Promise<void>} take */
  async again(take) {
    for (let tries = 1; ; tries++) {
      try {
        return await take();
      } catch (fault) {
        if (tries === 5) throw fault;
        await this.page.keyboard.press('Escape');
        await this.page.waitForTimeout(500);
      }
    }
  }

  /** The text box of the open picker or input box. */
  quickInput() {
    return this.#quickWidget().locator('input[type="text"], input:not([type])').first();
  }

  /** A row of the open picker, by how its label begins. @param {string} label */
  quickPickRow(label) {
    return this.#quickWidget().locator(`.quick-input-list .monaco-list-row[aria-label^="${label}"]`).first();
  }

  /** Chooses a row of the picker that is open or about to open. @param {string} label how it begins */
  async pick(label) {
    await this.quickPickRow(label).click();
  }

  /** Ticks a row of the picker of many that is open or about to open. @param {string} label whole */
  async tick(label) {
    await this.#quickWidget()
      .locator(`.quick-input-list .monaco-list-row[aria-label^="${label},"], .quick-input-list .monaco-list-row[aria-label="${label}"]`)
      .first()
      .click();
  }

  /** Accepts what is ticked. */
  async accept() {
    await this.#quickWidget().getByRole('button', { name: 'OK' }).click();
  }

  /** Words that the open picker or input box says. @param {RegExp} text */
  quickPickText(text) {
    return this.#quickWidget().filter({ hasText: text });
  }

  /** Answers the input box that is open or about to open. @param {string} text */
  async answer(text) {
    await this.quickInput().fill(text);
    await this.page.keyboard.press('Enter');
    // What was typed may still be looked at; opening another picker now would throw it away.
    await this.#quickWidget().waitFor({ state: 'hidden' });
  }

  #quickWidget() {
    return this.page.locator('.quick-input-widget');
  }

  // Editor

  /** Opens a file of the workspace by a part of its path that no other file has. @param {string} file */
  async openFile(file) {
    const name = path.basename(file);
    const folder = path.dirname(file);
    // A file that was just written may not be found at the first try, and a busy editor may miss a key.
    await this.again(async () => {
      await this.page.keyboard.press('Control+P');
      await this.quickInput().fill(file, { timeout: 5000 });
      // What was open lately is offered at once, whatever its folder.
      const row = this.quickPickRow(name).and(this.page.locator(folder === '.' ? '*' : `[aria-label*="${folder}"]`));
      await row.click({ timeout: 5000 });
    });
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.page.locator('.editor-group-container.active .view-lines .view-line').first().waitFor();
  }

  /** A drawn line of the active editor that contains a text. Lines out of sight are not drawn: see `goToLine`. @param {string} text */
  line(text) {
    const pattern = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s'); // the editor's blanks are no-break ones
    return this.page
      .locator('.editor-group-container.active .view-lines .view-line')
      .filter({ hasText: new RegExp(pattern) })
      .first();
  }

  /** Puts the cursor on a line (from 1) of the active editor and scrolls it into sight. @param {number} line */
  async goToLine(line) {
    await this.page.keyboard.press('Control+G');
    await this.quickInput().fill(`:${line}`);
    await this.page.keyboard.press('Enter');
    await this.#quickWidget().waitFor({ state: 'hidden' });
  }

  /** Puts the cursor on a drawn line. @param {string} text */
  async clickLine(text) {
    await this.line(text).locator('span span').first().click();
  }

  /** Right-click on a drawn line; gives the entry of the menu, to look at or click. @param {string} text of the line @param {string} entry */
  async contextMenu(text, entry) {
    await this.line(text).locator('span span').first().click({ button: 'right' });
    return this.#menuEntry(entry);
  }

  /** The context menu where the cursor is, with what is selected; gives the entry. @param {string} entry */
  async keyboardMenu(entry) {
    await this.page.keyboard.press('Shift+F10');
    return this.#menuEntry(entry);
  }

  /** Rests the mouse on a word of a drawn line; gives what is shown of it, with the mouse on that. @param {string} line @param {string} word @param {string | RegExp} text in what is shown */
  async hover(line, word, text) {
    const shown = this.page.locator('.monaco-hover:visible').filter({ hasText: text });
    // A lens that is drawn meanwhile moves the line away from under the mouse.
    await this.again(async () => {
      await this.page.mouse.move(1, 1);
      await this.line(line).locator('span span').filter({ hasText: word }).first().hover();
      await shown.hover({ timeout: 5000 });
    });
    return shown;
  }

  /** A CodeLens of the active editor. @param {string | RegExp} text */
  codeLens(text) {
    return this.page.locator('.editor-group-container.active .codelens-decoration a').filter({ hasText: text });
  }

  /** A CodeLens of any editor in sight: of code beside the panel that has the focus. @param {RegExp} text */
  lensBeside(text) {
    return this.page.locator('.codelens-decoration a').filter({ hasText: text });
  }

  /** A tab, by the name it shows. @param {string | RegExp} name */
  tab(name) {
    return this.page.locator('.tabs-container .tab').filter({ hasText: name });
  }

  /** The text of the active editor's drawn lines, top to bottom. */
  async visibleText() {
    const lines = await this.page
      .locator('.editor-group-container.active .view-lines .view-line')
      .evaluateAll((nodes) => nodes.map((node) => ({ top: node.getBoundingClientRect().top, text: node.textContent ?? '' })));
    return lines
      .sort((a, b) => a.top - b.top)
      .map((line) => line.text.replaceAll('\u00a0', ' '))
      .join('\n');
  }

  /**
   * An entry of the menu that is about to open. It is in a shadow root, which Playwright looks into.
   * @param {string} entry
   */
  async #menuEntry(entry) {
    const item = this.page.locator('.context-view .monaco-menu .action-item').filter({ hasText: entry }).first();
    await item.waitFor();
    // For 100 ms a menu takes no click, so that the release of the right button chooses nothing; the page's own clock tells.
    await this.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
    return item;
  }

  // Page, notifications, look

  /** The document of a webview that is shown: the only one, or the nth. @param {number} index @returns {FrameLocator} */
  webview(index = 0) {
    return this.page.frameLocator('iframe.webview.ready').nth(index).frameLocator('#active-frame');
  }

  /** A notification. @param {string | RegExp} text */
  toast(text) {
    return this.page.locator('.notification-toast .notification-list-item').filter({ hasText: text });
  }

  /** Presses a button of a notification. @param {string | RegExp} text @param {string} button */
  async toastButton(text, button) {
    await this.toast(text).getByRole('button', { name: button }).click();
  }

  /** An item of the status bar. @param {string | RegExp} text */
  statusBarItem(text) {
    return this.page.locator('.part.statusbar .statusbar-item').filter({ hasText: text });
  }

  async clearToasts() {
    await this.command('Notifications: Clear All Notifications');
  }

  /** The button of a dialog within the window. @param {string | RegExp} name */
  dialogButton(name) {
    return this.page.locator('.monaco-dialog-box').getByRole('button', { name });
  }

  /** Answers the question whether the authors of this workspace are trusted. */
  async trustWorkspace() {
    await this.dialogButton(/Yes, I trust/).click();
    await this.page.locator('.monaco-dialog-box').waitFor({ state: 'hidden' });
    await this.activityIcon().waitFor();
  }

  /** Changes the colour theme as a user does. @param {string} theme one of `themes` */
  async pickTheme(theme) {
    const { label } = look(theme);
    await this.command('Preferences: Color Theme', { staysOpen: true });
    await this.page.locator('.quick-input-widget input[placeholder^="Select Color Theme"]').waitFor();
    await this.quickInput().fill(label);
    await this.#quickWidget().locator(`.monaco-list-row.focused[aria-label^="${label}"]`).waitFor();
    await this.page.keyboard.press('Enter');
    await this.#quickWidget().waitFor({ state: 'hidden' });
    await this.themeApplied(theme);
  }

  /** Waits until the workbench is drawn in a theme. @param {string} theme */
  async themeApplied(theme) {
    await this.page.locator(`.monaco-workbench[class*="themes-${look(theme).file}-json"]`).waitFor();
  }

  /**
   * A picture of the window at 1400 × 900: in docs/pictures/ when TRAILLENS_PICTURES is 1, else in out/pictures/.
   * @param {string} name without extension
   * @param {{ mouseStays?: boolean }} options mouseStays: what the mouse rests on is to be seen
   * @returns the file
   */
  async picture(name, { mouseStays = false } = {}) {
    const folder = process.env.TRAILLENS_PICTURES === '1' ? path.join(root, 'docs', 'pictures') : path.join(root, 'out', 'pictures');
    const file = path.join(folder, `${name}.png`);
    if (!mouseStays) await this.page.mouse.move(700, 890); // over the status bar, where nothing reacts
    await this.page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
    return file;
  }
}

const askingSettings = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'always',
  'security.workspace.trust.untrustedFiles': 'open',
};

/** What each theme is called in the picker, and the part of the workbench's class name that tells it. */
const looks = {
  [themes.dark]: { label: 'Dark Modern', file: 'dark_modern' },
  [themes.light]: { label: 'Light Modern', file: 'light_modern' },
  [themes.highContrast]: { label: 'Dark High Contrast', file: 'hc_black' },
  [themes.highContrastLight]: { label: 'Light High Contrast', file: 'hc_light' },
};

/** @param {string} theme */
function look(theme) {
  const known = looks[theme];
  if (!known) throw new Error(`${theme} is not one of the themes for tests`);
  return known;
}

/** For editors without AWS: no profile of whoever runs the tests. */
const noAws = { AWS_CONFIG_FILE: os.devNull, AWS_SHARED_CREDENTIALS_FILE: os.devNull, AWS_EC2_METADATA_DISABLED: 'true' };

/**
 * @param {string} workspace
 * @param {Readonly<Record<string, unknown>>} change undefined: without it
 */
function setWorkspace(workspace, change) {
  const file = path.join(workspace, '.vscode', 'settings.json');
  if (!fs.existsSync(file)) return;
  fs.writeFileSync(file, JSON.stringify({ ...JSON.parse(fs.readFileSync(file, 'utf8')), ...change }, null, 2));
}
