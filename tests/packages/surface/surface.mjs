// Holds that everything that @types/node declares for the modules below is there and of the declared kind.
//
// usage: surface.mjs ABSENT     ABSENT names a file: a line `what  reason` for each thing that may be absent, with all that hangs on it
//
// What is checked is written as a program would reach it: `fs.readFile`, `stream.Readable.from`, `stream.Readable#read` for a method
// of a class, `globalThis.URL`. It fails as well where something that ABSENT names has come, or is declared nowhere.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import ts from 'typescript';

const MODULES = (
  'assert assert/strict async_hooks buffer child_process console constants diagnostics_channel domain events fs fs/promises module os ' +
  'path path/posix path/win32 perf_hooks process punycode querystring readline readline/promises repl stream stream/consumers ' +
  'stream/promises stream/web string_decoder timers timers/promises tty url util util/types v8 vm'
).split(' ');

const require = createRequire(import.meta.url);
const entry = '/surface.ts';
const options = {
  types: ['node'],
  lib: ['lib.esnext.d.ts'],
  module: ts.ModuleKind.NodeNext,
  target: ts.ScriptTarget.ESNext,
  noEmit: true,
};
const host = ts.createCompilerHost(options);
const { getSourceFile, fileExists } = host;
host.getSourceFile = (name, ...rest) =>
  name === entry ? ts.createSourceFile(entry, 'export {};', options.target) : getSourceFile.call(host, name, ...rest);
host.fileExists = (name) => name === entry || fileExists.call(host, name);
const program = ts.createProgram([entry], options, host);
const checker = program.getTypeChecker();

const resolved = (symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol);
const isTypeAlone = (symbol) => !(symbol.flags & ts.SymbolFlags.Value);

/** 'function', 'class', 'object', a primitive's typeof, or undefined where the declaration leaves it open. */
function kindOf(symbol) {
  if (symbol.flags & ts.SymbolFlags.Class) return 'class';
  const type = checker.getTypeOfSymbol(symbol);
  if (type.getConstructSignatures().length > 0) return 'class';
  if (type.getCallSignatures().length > 0) return 'function';
  const kinds = (type.isUnion() ? type.types : [type]).map(({ flags }) => {
    if (flags & ts.TypeFlags.StringLike) return 'string';
    if (flags & ts.TypeFlags.NumberLike) return 'number';
    if (flags & ts.TypeFlags.BooleanLike) return 'boolean';
    if (flags & ts.TypeFlags.ESSymbolLike) return 'symbol';
    return flags & ts.TypeFlags.Object ? 'object' : undefined;
  });
  return kinds.every((kind) => kind === kinds[0]) ? kinds[0] : undefined;
}

const isOptional = (symbol) => (symbol.flags & ts.SymbolFlags.Optional) !== 0;
const isForSubclass = (symbol) => /^_[a-z]/.test(symbol.name);
const isOfTypes = (symbol) =>
  symbol.declarations?.some((node) => node.getSourceFile().fileName.includes('@types/node')) ?? false;
const nameOf = (symbol) =>
  symbol.name.startsWith('__@') ? `[Symbol.${symbol.name.slice(3).split('@')[0]}]` : symbol.name;

/** What `type` declares beside what every function or object has: name -> kind. Of methods alone where `methods` is set. */
function* members(type, methods) {
  for (const member of type.getProperties()) {
    if (member.name === 'prototype' || isOptional(member) || !isOfTypes(member) || isForSubclass(member)) continue;
    if (methods && !(member.flags & ts.SymbolFlags.Method)) continue;
    yield { name: nameOf(member), kind: kindOf(member), symbol: member };
  }
}

/** All that a value offers: itself, and what hangs on it where it is a class. */
function* expectations(path, symbol) {
  const kind = kindOf(symbol);
  yield { path, kind };
  if (kind !== 'class') return;
  for (const member of members(checker.getTypeOfSymbol(symbol), false))
    yield { path: `${path}.${member.name}`, kind: member.kind };
  const [made] = checker.getTypeOfSymbol(symbol).getConstructSignatures();
  const instance = made?.getReturnType();
  if (instance) for (const { name } of members(instance, true)) yield { path: `${path}#${name}`, kind: 'function' };
}

function* ofModule(name) {
  const module = checker
    .getAmbientModules()
    .find((symbol) => symbol.name === `"${name}"` || symbol.name === `"node:${name}"`);
  if (!module) throw new Error(`@types/node declares no module ${name}`);
  const seen = new Map();
  const whole = module.exports.get('export=');
  for (const symbol of checker.getExportsOfModule(module)) seen.set(symbol.name, symbol);
  if (whole)
    for (const member of checker.getTypeOfSymbol(resolved(whole)).getProperties())
      if (isOfTypes(member)) seen.set(member.name, member);
  for (const [key, symbol] of seen) {
    if (
      key === 'default' ||
      key === 'export=' ||
      key === 'prototype' ||
      isTypeAlone(resolved(symbol)) ||
      isOptional(symbol)
    )
      continue;
    yield* expectations(`${name}.${nameOf(symbol)}`, resolved(symbol));
  }
}

function* ofGlobals() {
  const scope = checker.getSymbolsInScope(program.getSourceFile(entry), ts.SymbolFlags.Value);
  for (const symbol of scope) {
    if (!isOfTypes(symbol) || ['require', 'module', 'exports', '__filename', '__dirname'].includes(symbol.name))
      continue;
    yield* expectations(`globalThis.${symbol.name}`, symbol);
  }
}

/** Where `path` leads: [whether something is there, the thing]. A member is looked for, not called: getters are left alone. */
function find(root, path) {
  let at = root;
  for (const [, mark, symbolName, name] of path.matchAll(/([.#])(?:\[Symbol\.(\w+)\]|(\w+))/g)) {
    const key = symbolName ? Symbol[symbolName] : name;
    if (at === null || at === undefined) return [false];
    if (mark === '#') at = at.prototype;
    if (at === null || at === undefined || !(key in Object(at))) return [false];
    let owner = Object(at);
    while (!Object.hasOwn(owner, key)) owner = Object.getPrototypeOf(owner);
    const { get, value } = Object.getOwnPropertyDescriptor(owner, key);
    at = mark === '#' && get ? undefined : get ? at[key] : value;
  }
  return [true, at];
}

const fits = {
  class: (value) => typeof value === 'function',
  function: (value) => typeof value === 'function',
  object: (value) => (typeof value === 'object' && value !== null) || typeof value === 'function',
};

/** The line of ABSENT that covers `path`: of itself, of what it hangs on, or of a beginning that ends in `*`. */
function allowance(path) {
  for (const [name, line] of absent) {
    const rest = path.slice(name.length);
    if (name.endsWith('*') ? path.startsWith(name.slice(0, -1)) : path.startsWith(name) && /^([.#]|$)/.test(rest))
      return line;
  }
}

/** undefined where all is well, else what is wrong with what is expected at `path` of `root`. */
function wrong(root, path, kind) {
  const [there, value] = find(root, path);
  if (!there || (value === undefined && kind !== undefined && !path.includes('#'))) return 'is absent';
  const right = kind === undefined || (fits[kind] ? fits[kind](value) : typeof value === kind);
  return right ? undefined : `is ${value === null ? 'null' : typeof value}, expected: ${kind}`;
}

const absent = new Map();
for (const line of readFileSync(process.argv[2], 'utf8').split('\n')) {
  if (line === '' || line.startsWith('#')) continue;
  const [, path, reason] = /^(\S+)\s+(\S.*)$/.exec(line) ?? [];
  if (!reason) throw new Error(`no reason is given: ${line}`);
  const [, stem, list] = /^(.*)\{(.*)\}$/.exec(path) ?? [];
  for (const each of list ? list.split(',').map((name) => stem + name) : [path]) absent.set(each, { declared: false });
}

const faults = [];
let count = 0;
function check(root, prefix, expected) {
  for (const { path, kind } of expected) {
    count++;
    const allowed = allowance(path);
    if (allowed) allowed.declared = true;
    const fault = wrong(root, path.slice(prefix.length), kind);
    if (fault && !(allowed && fault === 'is absent')) faults.push(`${path} ${fault}`);
    if (!fault && absent.has(path)) faults.push(`${path} is there: it need not be allowed to be absent`);
  }
}

for (const name of MODULES) {
  let module;
  try {
    module = require(`node:${name}`);
  } catch (error) {
    if (absent.has(name)) absent.get(name).declared = true;
    else faults.push(`${name}: ${error.message}`);
    continue;
  }
  if (absent.has(name)) faults.push(`${name} is there: it need not be allowed to be absent`);
  check(module, name, ofModule(name));
}
check(globalThis, 'globalThis', ofGlobals());
for (const [path, { declared }] of absent) if (!declared) faults.push(`${path} may be absent, but is declared nowhere`);

if (count < 2500) faults.push(`only ${count} things are declared: the declarations have not been read`);
for (const fault of faults) console.log(fault);
console.log(`${count} checked, ${faults.length} wrong`);
process.exitCode = faults.length > 0 ? 1 : 0;
