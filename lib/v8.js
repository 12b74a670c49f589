// node:v8: what the engine says of itself, and its wire format.

import { promiseHooks } from './internal/async_hooks/promise_hooks.js';
import { binding } from './internal/binding.js';
import { load } from './internal/builtins.js';
import { warnExperimental } from './internal/process/warnings.js';
import { getHeapSnapshot, setHeapSnapshotNearHeapLimit, writeHeapSnapshot } from './internal/v8/heap_snapshot.js';
import { stopCoverage, takeCoverage } from './internal/v8/coverage.js';
import { GCProfiler, startCpuProfile, startHeapProfile } from './internal/v8/profiles.js';
import {
  DefaultDeserializer,
  DefaultSerializer,
  Deserializer,
  Serializer,
  deserialize,
  serialize,
} from './internal/v8/serialize.js';
import { validateFunction, validateObject, validateOneOf, validateString } from './internal/validators.js';

const native = binding('v8');

/** Node v8.cachedDataVersionTag, since v8. @returns {number} changes with V8's version and flags */
function cachedDataVersionTag() {
  return native.cachedDataVersion();
}

/** Node v8.getHeapStatistics, since v1. @returns {Record<string, number>} bytes and counts */
function getHeapStatistics() {
  return native.heapStatistics();
}

/** Node v8.getHeapSpaceStatistics, since v6. @returns {object[]} one per space, in bytes */
function getHeapSpaceStatistics() {
  return native.spaceStatistics();
}

/** Node v8.getHeapCodeStatistics, since v12.8. @returns {Record<string, number>} bytes */
function getHeapCodeStatistics() {
  return native.codeStatistics();
}

/**
 * Node v8.getCppHeapStatistics, since v22.15: the engine's heap of C++ objects.
 * @param {'detailed' | 'brief'} [type]
 * @returns {object} in bytes; `space_statistics` and `type_names` are empty where it is brief
 * @throws {TypeError} ERR_INVALID_ARG_VALUE
 */
function getCppHeapStatistics(type = 'detailed') {
  validateOneOf(type, 'type', ['detailed', 'brief']);
  return native.cppHeapStatistics(type === 'detailed');
}

/**
 * Node v8.setFlagsFromString, since v1: V8's flags while it runs, at the program's own risk.
 * @param {string} flags
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 */
function setFlagsFromString(flags) {
  validateString(flags, 'flags');
  native.setFlags(flags);
}

/**
 * Node v8.queryObjects, since v20.13.
 * @param {Function} constructor
 * @param {{ format?: 'count' | 'summary' }} [options]
 * @returns {number | string[]} the living objects that have constructor.prototype in their chain: how many, or each as text
 * @throws {TypeError} ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE
 */
function queryObjects(constructor, options = {}) {
  validateFunction(constructor, 'constructor');
  validateObject(options, 'options');
  const { format = 'count' } = options;
  validateOneOf(format, 'options.format', ['count', 'summary']);
  warnExperimental('v8.queryObjects()');
  const objects = native.queryObjects(constructor.prototype ?? {});
  if (format === 'count') return objects.length;
  const { inspect } = load('util');
  return objects.map((object) => inspect(object, { depth: 0 }));
}

/**
 * Node v8.isStringOneByteRepresentation, since v23.10.
 * @param {string} content
 * @returns {boolean} whether V8 keeps it with one byte a character; false says nothing of its characters
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 */
function isStringOneByteRepresentation(content) {
  validateString(content, 'content');
  return native.isOneByte(content);
}

export default {
  cachedDataVersionTag,
  getHeapSnapshot,
  getHeapStatistics,
  getHeapSpaceStatistics,
  getHeapCodeStatistics,
  getCppHeapStatistics,
  setFlagsFromString,
  Serializer,
  Deserializer,
  DefaultSerializer,
  DefaultDeserializer,
  deserialize,
  serialize,
  writeHeapSnapshot,
  setHeapSnapshotNearHeapLimit,
  promiseHooks,
  queryObjects,
  isStringOneByteRepresentation,
  takeCoverage,
  stopCoverage,
  startCpuProfile,
  startHeapProfile,
  GCProfiler,
};
