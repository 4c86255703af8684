// A reporter for node:test that speaks of what matters: failures, why a test was skipped, and whatever tests print.
// Its last line on the summary is for nodeTest.mjs, which started the tests.

/** Starts that line. */
export const summaryMark = '\u2063summary\u2063';

/**
 * @param {AsyncIterable<import('node:test/reporters').TestEvent>} events
 * @returns {AsyncGenerator<string>}
 */
export default async function* report(events) {
  /** Names of the suites around the current test. @type {string[]} */
  const around = [];
  for await (const { type, data } of events) {
    if (type === 'test:start') around[data.nesting] = data.name;
    else if (type === 'test:stdout' || type === 'test:stderr') yield data.message;
    else if (type === 'test:pass' && typeof data.skip === 'string' && data.skip) yield `- ${data.name}: skipped, ${data.skip}\n`;
    else if (type === 'test:fail' && !isOfSubtests(data.details.error)) {
      const name = [...around.slice(0, data.nesting), data.name].join(' › ');
      yield `✖ ${name} (${data.file ?? ''}:${data.line ?? ''})\n${indent(why(data.details.error))}\n`;
    } else if (type === 'test:summary' && data.file === undefined) {
      const { tests, passed, skipped, todo } = data.counts;
      yield `${summaryMark}${JSON.stringify({ passed, failed: tests - passed - skipped - todo, skipped: skipped + todo })}\n`;
    }
  }
}

/** A suite that failed only because a test in it did. @param {Error} error */
function isOfSubtests(error) {
  return 'failureType' in error && error.failureType === 'subtestsFailed';
}

/** @param {Error} error as node:test wraps it */
function why(error) {
  const cause = error.cause ?? error;
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}

/** @param {string} text */
function indent(text) {
  return text.replace(/^/gm, '    ');
}
