// An object: what it is gives its frame and its first entries; properties follow.
import { isStackOverflow } from '../../errors/stack_overflow.js';
import { arrange } from './layout.js';
import { className, plainPrefix, prefix, visibleTag } from './name.js';
import { inheritedProperties, showInherited, showProperty } from './property.js';
import { shapeOf } from './kinds.js';

/** Beyond this many characters, deeper objects are only named: they would not fit into a string. */
const budget = 2 ** 27;

function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Sorts what are properties; the elements of a list keep their places. */
function sort(session, entries, keyCount, list) {
  const order = session.sorted === true ? compare : session.sorted;
  if (!list) {
    entries.sort(order);
  } else if (keyCount > 1) {
    const from = entries.length - keyCount;
    entries.splice(from, keyCount, ...entries.slice(from).sort(order));
  }
}

function entriesOf(session, value, shape, inherited, depth) {
  const entries = shape.entries === undefined ? [] : shape.entries(session, value, depth, shape);
  for (const key of shape.keys) entries.push(showProperty(session, value, key, depth, shape.list));
  for (const property of inherited) entries.push(showInherited(session, value, property, depth));
  return entries;
}

/**
 * @param {import('./options.js').Session} session
 * @param {object | Function} value
 * @param {number} depth
 * @returns {string}
 */
export function showObject(session, value, depth) {
  const tooDeep = session.tooDeep(depth);
  const constructor = className(session, value, depth);
  const tag = visibleTag(session, value);
  const inherited = session.showHidden && !tooDeep ? inheritedProperties(value) : [];
  const shape = shapeOf(session, value, constructor, tag, depth, inherited.length > 0);
  // Without anything inside, the frame says all.
  if (typeof shape === 'string') return shape;
  if (tooDeep) {
    const name = (
      shape.name === 'Object' ? plainPrefix(value, constructor, tag) : prefix(constructor, tag, shape.name)
    ).slice(0, -1);
    return session.stylize(constructor === null ? name : `[${name}]`, 'special');
  }

  const { indentation } = session;
  session.seen.push(value);
  session.entered = depth + 1;
  let entries;
  try {
    entries = entriesOf(session, value, shape, inherited, depth + 1);
  } catch (error) {
    if (!isStackOverflow(error)) throw error;
    session.seen.pop();
    session.indentation = indentation;
    return session.stylize(
      `[${constructor}: Inspection interrupted prematurely. Maximum call stack size exceeded.]`,
      'special',
    );
  }
  const number = session.circular?.get(value);
  if (number !== undefined) {
    const reference = session.stylize(`<ref *${number}>`, 'special');
    if (session.compact === true) shape.open = `${reference} ${shape.open}`;
    else shape.base = shape.base === '' ? reference : `${reference} ${shape.base}`;
  }
  session.seen.pop();
  if (session.sorted) sort(session, entries, shape.keys.length, shape.list);

  const text = arrange(session, shape, entries, depth + 1);
  session.written ??= [];
  const written = (session.written[session.indentation] ?? 0) + text.length;
  session.written[session.indentation] = written;
  if (written > budget) session.depth = -1;
  return text;
}
