// A character for each test.
import { inspect } from '../../util/inspect.js';
import { shouldColor } from '../../util/terminal.js';

/** Node test/reporters dot since v19.9.0. @param {AsyncIterable} source  of events */
export async function* dot(source) {
  const colored = shouldColor(process.stdout);
  const paint = (text, code) => (colored ? `\u001b[${code}m${text}\u001b[39m` : text);
  const width = Math.max(process.stdout.columns ?? 20, 20);
  const failed = [];
  let count = 0;
  for await (const { type, data } of source) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    yield type === 'test:pass' ? paint('.', 32) : paint('X', 31);
    if (type === 'test:fail') failed.push(data);
    if (++count % width === 0) yield '\n';
  }
  yield '\n';
  if (failed.length === 0) return;
  yield `\n${paint('Failed tests:', 31)}\n\n`;
  for (const { name, details } of failed) {
    const cause = details.error?.cause ?? details.error;
    yield `${paint('\u2716', 31)} ${name} (${details.duration_ms}ms)\n  ${(typeof cause === 'string' ? cause : inspect(cause)).replaceAll('\n', '\n  ')}\n`;
  }
}
