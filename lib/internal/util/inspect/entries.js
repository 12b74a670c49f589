// What is inside of collections, buffers and promises, beside their properties.
import { binding } from '../../binding.js';
import { arrange } from './layout.js';
import { remaining, showBigInt, showNumber } from './primitive.js';
import { showElement, showProperty } from './property.js';
import { show } from './value.js';

const { isDetached, previewEntries, promiseDetails, promiseStates } = binding('util');
const mapEntriesOf = Map.prototype.entries;
const setValuesOf = Set.prototype.values;
const { keys: enumerableKeys, hasOwn } = Object;

const limitOf = (session, length) => Math.min(Math.max(0, session.maxArrayLength), length);

function pushRemaining(entries, count) {
  if (count > 0) entries.push(`... ${remaining(count, 'item')}`);
  return entries;
}

const isIndex = (key) => `${key >>> 0}` === key && key >>> 0 !== 2 ** 32 - 1;

/** An array with holes: a run of them is one entry. */
function sparseEntries(session, value, depth, from, entries) {
  const limit = limitOf(session, value.length);
  let index = from;
  const hole = (end) => {
    const count = end - index;
    entries.push(session.stylize(`<${count} empty item${count > 1 ? 's' : ''}>`, 'undefined'));
    index = end;
  };
  for (const key of enumerableKeys(value)) {
    if (entries.length >= limit || !isIndex(key)) break;
    const at = Number(key);
    if (at < index) continue;
    if (at > index) {
      hole(at);
      if (entries.length >= limit) break;
    }
    entries.push(showElement(session, value, at, depth));
    index++;
  }
  if (index < value.length && entries.length < limit) hole(value.length);
  return pushRemaining(entries, value.length - index);
}

/** The elements of an array. */
export function listEntries(session, value, depth) {
  const { length } = value;
  const limit = limitOf(session, length);
  const entries = [];
  for (let i = 0; i < limit; i++) {
    if (!hasOwn(value, i)) return sparseEntries(session, value, depth, i, entries);
    entries.push(showElement(session, value, i, depth));
  }
  return pushRemaining(entries, length - limit);
}

const bufferKeys = ['BYTES_PER_ELEMENT', 'length', 'byteLength', 'byteOffset', 'buffer'];

function showField(session, value, key, depth) {
  return `${session.stylize(`[${key}]`, 'string')}: ${show(session, value[key], depth)}`;
}

/** The elements of a typed array. */
export function typedArrayEntries(session, value, depth, { size }) {
  const limit = limitOf(session, size);
  const entries = new Array(limit);
  const { stylize, numericSeparator } = session;
  const showItem = size > 0 && typeof value[0] === 'bigint' ? showBigInt : showNumber;
  for (let i = 0; i < limit; i++) entries[i] = showItem(stylize, value[i], numericSeparator);
  pushRemaining(entries, size - limit);
  if (session.showHidden) {
    session.indentation += 2;
    const { contents } = session;
    // The bytes would only repeat the elements.
    session.contents = false;
    for (const key of bufferKeys) entries.push(showField(session, value, key, depth));
    session.contents = contents;
    session.indentation -= 2;
  }
  return entries;
}

/** The length of a buffer in bytes. */
export function byteLengthEntry(session, value, depth) {
  return showField(session, value, 'byteLength', depth);
}

/** The bytes of an ArrayBuffer or SharedArrayBuffer. */
export function bufferEntries(session, value, depth) {
  const entries = [];
  if (isDetached(value)) {
    entries.push(session.stylize('(detached)', 'special'));
  } else if (session.contents) {
    const bytes = new Uint8Array(value);
    const limit = limitOf(session, bytes.length);
    let text = '';
    for (let i = 0; i < limit; i++) text += `${i === 0 ? '' : ' '}${bytes[i].toString(16).padStart(2, '0')}`;
    if (bytes.length > limit) text += ` ... ${remaining(bytes.length - limit, 'byte')}`;
    entries.push(`${session.stylize('[Uint8Contents]', 'special')}: <${text}>`);
  }
  entries.push(byteLengthEntry(session, value, depth));
  return entries;
}

/** A DataView. Over a detached buffer it has no length and no place. */
export function bufferViewEntries(session, value, depth) {
  session.indentation += 2;
  const detached = value.buffer !== undefined && isDetached(value.buffer);
  const source = detached ? { byteLength: 0, byteOffset: undefined, buffer: value.buffer } : value;
  const entries = ['byteLength', 'byteOffset', 'buffer'].map((key) => showField(session, source, key, depth));
  session.indentation -= 2;
  return entries;
}

function showItems(session, items, size, showItem) {
  const limit = limitOf(session, size);
  const entries = [];
  session.indentation += 2;
  for (const item of items) {
    if (entries.length >= limit) break;
    entries.push(showItem(item));
  }
  session.indentation -= 2;
  return pushRemaining(entries, size - limit);
}

/** The values of a Set. */
export function setEntries(session, value, depth, { size }) {
  return showItems(session, setValuesOf.call(value), size, (item) => show(session, item, depth));
}

/** The pairs of a Map. */
export function mapEntries(session, value, depth, { size }) {
  return showItems(
    session,
    mapEntriesOf.call(value),
    size,
    ([key, item]) => `${show(session, key, depth)} => ${show(session, item, depth)}`,
  );
}

function pairs(flat) {
  const result = [];
  for (let i = 0; i + 1 < flat.length; i += 2) result.push([flat[i], flat[i + 1]]);
  return result;
}

/** What is left of a Map's or Set's iterator, which stays where it is. */
export function iteratorEntries(session, value, depth, shape) {
  const [flat, keyed] = previewEntries(value);
  if (!keyed) return showItems(session, flat, flat.length, (item) => show(session, item, depth));
  shape.open = shape.open.replace(/ Iterator\] \{$/, ' Entries] {');
  const list = pairs(flat);
  const frame = { open: '[', close: ']', base: '', list: true, values: undefined };
  return showItems(session, list, list.length, (pair) =>
    arrange(
      session,
      frame,
      pair.map((item) => show(session, item, depth)),
      depth,
    ),
  );
}

/** A WeakMap or WeakSet, whose order tells nothing. */
export function weakEntries(session, value, depth) {
  if (!session.showHidden) return [session.stylize('<items unknown>', 'special')];
  const [flat, keyed] = previewEntries(value);
  const list = keyed ? pairs(flat) : flat;
  const showItem = keyed
    ? ([key, item]) => `${show(session, key, depth)} => ${show(session, item, depth)}`
    : (item) => show(session, item, depth);
  const entries = showItems(session, list, list.length, showItem);
  if (entries.length <= list.length && limitOf(session, list.length) === list.length && !session.sorted) entries.sort();
  return entries;
}

/** A promise's state, and with what it was settled. */
export function promiseEntries(session, value, depth) {
  const [state, result] = promiseDetails(value);
  if (state === promiseStates.pending) return [session.stylize('<pending>', 'special')];
  session.indentation += 2;
  const text = show(session, result, depth);
  session.indentation -= 2;
  return [state === promiseStates.rejected ? `${session.stylize('<rejected>', 'special')} ${text}` : text];
}

/** The exports of a module: some may have no value yet. */
export function namespaceEntries(session, value, depth, { exports }) {
  return exports.map((key) => {
    try {
      return showProperty(session, value, key, depth, false);
    } catch {
      const empty = session.stylize("''", 'string');
      const shown = showProperty(session, { [key]: '' }, key, depth, false);
      return shown.slice(0, -empty.length) + session.stylize('<uninitialized>', 'special');
    }
  });
}
