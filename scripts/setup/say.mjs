// One voice for the steps of setting up.

const began = Date.now();

/**
 * A line on what is being done, with the seconds since the program began.
 * @param {string} text
 */
export function say(text) {
  console.log(`[setup ${((Date.now() - began) / 1000).toFixed(1)} s] ${text}`);
}
