// util.inspect: how any value is shown to people.
import { load } from '../builtins.js';
import { defaults, Session } from './inspect/options.js';
import { colors, styles } from './inspect/style.js';
import { custom, show } from './inspect/value.js';
import { arraysIterate, withIteration } from './iteration.js';

/**
 * A value as text for people to read.
 * @param {unknown} value
 * @param {object | boolean} [options]  see `defaults` in inspect/options.js; in the old form showHidden
 * @param {number | null} [depth]  old form
 * @param {boolean} [useColors]  old form
 * @returns {string}  Node util.inspect since v0.3.0
 */
export function inspect(value, options, depth, useColors) {
  const session = new Session();
  if (typeof options === 'boolean') session.showHidden = options;
  else if (options !== null && options !== undefined) session.choose(options);
  if (arguments.length > 2) {
    if (depth !== undefined) session.depth = depth;
    if (useColors !== undefined) session.colors = useColors;
  }
  session.settle();
  return arraysIterate() ? show(session, value, 0) : withIteration(show, session, value, 0);
}

inspect.custom = custom;

Object.defineProperty(inspect, 'defaultOptions', {
  get() {
    return defaults;
  },
  set(options) {
    // Errors need inspect to be made, so that inspect cannot import them.
    load('internal/validators').validateObject(options, 'options');
    Object.assign(defaults, options);
  },
});

inspect.colors = colors;
inspect.styles = styles;
