// A journey: one editor, and the steps a person takes in it, in their order.
import { after, before, test } from 'node:test';
import { Workbench } from './workbench.mjs';

/**
 * Opens an editor before the steps of this file and closes it after them.
 * @param {import('./workbench.mjs').OpenOptions} options
 * @param {(workbench: Workbench) => Promise<void>} begin before the first step
 * @returns {(name: string, take: (workbench: Workbench) => Promise<void>) => void} adds a step; one that fails leaves a picture
 */
export function journey(options = {}, begin = async () => {}) {
  /** @type {Workbench} */
  let workbench;
  before(async () => {
    workbench = await Workbench.open(options);
    await begin(workbench);
  });
  after(() => workbench?.close());
  return (name, take) => {
    test(name, { timeout: 180_000 }, () => workbench.attempt(name, () => take(workbench)));
  };
}
