// Calls everything that modules or bindings give with arguments that no caller should pass: child.cjs KIND NAMES JOURNAL SEED.
// NAMES are apart by commas. SEED 0 stands for each value by itself, at the first place or at every place; any other number for random
// mixtures, which are the same for a function whenever the number is, whatever was called before. The journal holds what is being called,
// for the parent to read when this process dies of it. Writes a line `NAME: N calls of M functions` for each name.
'use strict';

const fs = require('node:fs');
const { hostileValues } = require('./values.cjs');
const { instancesOf } = require('./instances.cjs');

const [, , kind, names, journal, sweepSeed] = process.argv;
const { writeSync } = fs;
const { apply, construct, ownKeys, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;
const { write } = process.stdout;
const endNow = process.reallyExit;
const descriptor = fs.openSync(journal, 'w');

// What ends or stops this process, takes its descriptors away, or reaches beyond it, by design; what waits or allocates as much as it is
// told to; and what would take away how the sweep itself lives on.
const LEFT_OUT = new Set([
  ...[
    'exit',
    'reallyExit',
    'abort',
    'kill',
    '_kill',
    'execve',
    '_suspend',
    '_debugProcess',
    '_startProfilerIdleNotifier',
  ],
  ...[
    'setuid',
    'setgid',
    'seteuid',
    'setegid',
    'setgroups',
    'initgroups',
    'setId',
    'setGroups',
    'initGroups',
    'setPriority',
  ],
  ...['alloc', 'allocUnsafe', 'allocUnsafeSlow', 'Buffer', 'SlowBuffer', 'createUninitialized'],
  ...['randomBytes', 'pseudoRandomBytes', 'prng', 'rng'],
  ...['setFlagsFromString', 'setFlags', 'writeHeapSnapshot', 'heapSnapshot', 'getHeapSnapshot', 'queryObjects'],
  // a walk through the whole heap at each call
  ...['getHeapCodeStatistics', 'codeStatistics'],
  // a key of many bits takes minutes, as asked
  ...['generateRsaSync', 'generateRsaPssSync', 'generateDsaSync', 'generateDhSync'],
  // what is started samples until it is stopped, and each costs the process its time
  ...['startCpuProfile', 'startHeapProfile', 'CpuProfile'],
  // the engine ends the process for a function that compileFunction() of the same binding has not made
  'functionCache',
  // the library's own wiring, without which values.cjs has no messages
  ...['setUp', 'setRejectionCallback'],
  ...['setUncaughtExceptionCaptureCallback', 'addUncaughtExceptionCaptureCallback', 'raise', 'setEnvironment'],
]);
const LEFT_OUT_OF_FS = new Set(['close', 'closeSync']);

process.on('uncaughtException', () => {});
process.on('unhandledRejection', () => {});
process.on('warning', () => {});
process.exit = () => {};

let calls = 0;
let functions = 0;
let seed;
const random = (below) => (seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff) % below;

/** Where the mixtures of what has this name begin. */
function seedOf(path) {
  let hash = Number(sweepSeed);
  for (let i = 0; i < path.length; i++) hash = Math.imul(hash ^ path.charCodeAt(i), 16777619);
  return hash & 0x7fffffff;
}

function note(text) {
  writeSync(descriptor, text.padEnd(120).slice(0, 120), 0);
}

function attempt(fn, self, args, asConstructor) {
  calls++;
  try {
    const result = asConstructor ? construct(fn, args) : apply(fn, self, args);
    if (typeof result?.catch === 'function' && !(result instanceof Proxy)) result.catch(() => {});
  } catch {
    // an error is the right answer
  }
}

/** Whether it may be called with `new`. A setter may have put in its place what does not let itself be looked at. */
function isClassLike(fn) {
  try {
    return typeof fn.prototype === 'object' && fn.prototype !== null;
  } catch {
    return false;
  }
}

/** Calls `fn` with each hostile value by itself, or with random mixtures. */
function torment(path, fn, self, rounds = 40) {
  functions++;
  const values = hostileValues();
  const many = values.length;
  const isClass = isClassLike(fn);
  if (sweepSeed === '0') {
    for (let i = 0; i < many; i++) {
      note(`${path} with value ${i}`);
      attempt(fn, self, new Array((i + functions) % 2 ? 1 : 5).fill(values[i]), false);
      if (isClass) attempt(fn, self, [values[i], values[i]], true);
    }
    return;
  }
  seed = seedOf(path);
  for (let round = 0; round < rounds; round++) {
    note(`${path} with mixture ${round}`);
    const args = Array.from({ length: random(7) }, () => values[random(many)]);
    attempt(fn, self, args, isClass && round % 2 === 1);
    if (round % 8 === 0) attempt(fn, values[random(many)], args, false);
  }
}

const seen = new Set();

/** The own properties; none of a value that does not let itself be looked at, which a setter may have put there. */
function propertiesOf(value) {
  try {
    return ownKeys(value).map((key) => [key, getOwnPropertyDescriptor(value, key) ?? {}]);
  } catch {
    return [];
  }
}

/** Everything callable that hangs below `value`: properties, accessors, prototypes. */
function sweep(path, value, depth, without = LEFT_OUT) {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) return;
  seen.add(value);
  for (const [key, property] of propertiesOf(value)) {
    if (without.has(key) || LEFT_OUT.has(key) || key === 'constructor' || key === 'caller' || key === 'arguments')
      continue;
    const label = `${path}.${String(key)}`;
    if (property.get) torment(`get ${label}`, property.get, value, 4);
    if (property.set) torment(`set ${label}`, property.set, value, 4);
    const inner = property.value;
    if (typeof inner === 'function' && !seen.has(inner)) {
      torment(label, inner, value);
      sweep(label, inner, depth);
    } else if (depth > 0 || key === 'prototype') {
      sweep(label, inner, depth - 1);
    }
  }
}

/** The methods and accessors of the classes' instances; each gets a new one, since a call may have closed it. */
async function sweepInstances(name, target) {
  for (const [label, make] of instancesOf(kind, name, target)) {
    for (let proto = getPrototypeOf(await make()); proto && proto !== Object.prototype; proto = getPrototypeOf(proto)) {
      for (const key of ownKeys(proto)) {
        if (key === 'constructor' || LEFT_OUT.has(key)) continue;
        const { value, get, set } = getOwnPropertyDescriptor(proto, key);
        for (const fn of [value, get, set])
          if (typeof fn === 'function') torment(`${label}#${String(key)}`, fn, await make(), 20);
      }
    }
  }
}

/** The globals that are not the language's. */
function ownGlobals() {
  const language = require('node:vm').runInNewContext('Object.getOwnPropertyNames(globalThis)');
  const own = Object.create(null);
  for (const key of ownKeys(globalThis)) if (!language.includes(key)) own[key] = globalThis[key];
  delete own.global;
  return own;
}

function targetOf(name) {
  if (kind === 'globals') return ownGlobals();
  const { isBuiltin } = require('node:module');
  if (kind === 'module') return require(name);
  if (isBuiltin(name)) require(name); // sets up what the library sets up
  return require('internal/binding').binding(name);
}

async function main() {
  for (const name of names.split(',')) {
    const target = targetOf(name);
    calls = functions = 0;
    await sweepInstances(name, target);
    sweep(name, target, 2, name === 'fs' ? LEFT_OUT_OF_FS : undefined);
    write.call(process.stdout, `\n${name}: ${calls} calls of ${functions} functions\n`);
  }
  // what was begun is not waited for: an endless iterator among the arguments may keep the loop busy for good
  endNow(0);
}

main().catch((error) => {
  write.call(process.stdout, `the sweep itself failed: ${error?.stack}\n`);
  endNow(3);
});
