// Contexts: an object becomes the global object of code that runs in it.

import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { options as commandLine } from '../options.js';
import {
  validateBoolean,
  validateObject,
  validateOneOf,
  validateString,
  kValidateObjectAllowArray,
} from '../validators.js';
import { DONT_CONTEXTIFY, importerOf } from './options.js';

const native = binding('vm');

/**
 * Node vm.isContext, since v0.11.7.
 * @param {object} object
 * @returns {boolean} whether createContext() has made it one
 * @throws {TypeError} ERR_INVALID_ARG_TYPE
 */
export function isContext(object) {
  validateObject(object, 'object', kValidateObjectAllowArray);
  return native.isContext(object);
}

/** @throws {TypeError} ERR_INVALID_ARG_TYPE unless createContext() has made it a context */
export function requireContext(object, name) {
  if (!isContext(object)) throw new codes.ERR_INVALID_ARG_TYPE(name, 'vm.Context', object);
}

let made = 0;
let hasFormatter = false;

/** From the first context on, errors of all of them are put into words in one place. */
function formatStacksHere() {
  hasFormatter = true;
  native.setStackFormatter(load('internal/errors/prepare_stack').stackInContext);
}

/**
 * Node vm.createContext, since v0.3.1.
 * @param {object | DONT_CONTEXTIFY} [contextObject]  becomes the global object's other face
 * @param {{ name?: string, origin?: string, codeGeneration?: { strings?: boolean, wasm?: boolean }, microtaskMode?: 'afterEvaluate',
 *   importModuleDynamically?: Function | symbol }} [options]  the last answers import() in code that has no answer of its own
 * @returns {object} the same object, or with DONT_CONTEXTIFY the global object
 * @throws {TypeError} ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE
 */
export function createContext(contextObject = {}, options = {}) {
  const plain = contextObject === DONT_CONTEXTIFY;
  if (!plain && isContext(contextObject)) return contextObject;
  validateObject(options, 'options');
  const { name = `VM Context ${++made}`, origin, codeGeneration, microtaskMode, importModuleDynamically } = options;
  validateString(name, 'options.name');
  if (origin !== undefined) validateString(origin, 'options.origin');
  if (codeGeneration !== undefined) validateObject(codeGeneration, 'options.codeGeneration');
  const { strings = true, wasm = true } = codeGeneration ?? {};
  validateBoolean(strings, 'options.codeGeneration.strings');
  validateBoolean(wasm, 'options.codeGeneration.wasm');
  validateOneOf(microtaskMode, 'options.microtaskMode', ['afterEvaluate', undefined]);
  const importer = importerOf(importModuleDynamically);
  if (!hasFormatter) formatStacksHere();
  const context = native.makeContext(
    plain ? undefined : contextObject,
    name,
    origin,
    strings,
    wasm,
    microtaskMode === 'afterEvaluate',
    importer.id,
  );
  importer.bind(context);
  if (commandLine['disable-proto'] !== undefined) {
    // what the context's own objects inherit from: its global Object may be another's by now
    const { disableProto } = load('internal/process/disable_proto');
    disableProto(Object.getPrototypeOf(load('vm').runInContext('({})', context)));
  }
  return context;
}

/** The options of createContext() among those of runInNewContext(). */
export function contextOptions(options) {
  const { contextName, contextOrigin, contextCodeGeneration, microtaskMode } = options;
  if (contextName !== undefined) validateString(contextName, 'options.contextName');
  if (contextOrigin !== undefined) validateString(contextOrigin, 'options.contextOrigin');
  if (contextCodeGeneration !== undefined) {
    validateObject(contextCodeGeneration, 'options.contextCodeGeneration');
    const { strings, wasm } = contextCodeGeneration;
    if (strings !== undefined) validateBoolean(strings, 'options.contextCodeGeneration.strings');
    if (wasm !== undefined) validateBoolean(wasm, 'options.contextCodeGeneration.wasm');
  }
  const chosen = {};
  if (contextName !== undefined) chosen.name = contextName;
  if (contextOrigin !== undefined) chosen.origin = contextOrigin;
  if (contextCodeGeneration !== undefined) chosen.codeGeneration = contextCodeGeneration;
  if (microtaskMode !== undefined) chosen.microtaskMode = microtaskMode;
  return chosen;
}
