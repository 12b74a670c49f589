// A line of help for an error whose cause is a near miss: a name that is almost, but not quite, one that exists. Looked for when an
// error is about to be printed, by reading the program's source. A wrong guess is worse than none.
import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { isPublic, publicModules } from '../builtins.js';
import { memberMeant, nameMeant } from './hint/confusions.js';
import { kindOf } from './hint/kind.js';
import { membersOf } from './hint/members.js';
import { missingModule } from './hint/modules.js';
import { areForms, nearest } from './hint/near.js';
import { scopesAround } from './hint/scope.js';
import { isFunction, parse, pathTo, walk } from './hint/syntax.js';

const { place } = binding('errors');

const NOT_CALLABLE = /^(.*?)(?: is not a function| is not a constructor)(?: or its return value is not iterable)?$/s;
const NOT_DEFINED = /^(\S+) is not defined(?: in ES module scope.*)?$/s;
const NOT_THERE = /^Cannot (?:read|set) properties of undefined \((?:reading|setting) '(.*)'\)$/s;
const NOT_EXPORTED = /^The requested module '(.*?)' does not provide an export named '(.*?)'$/s;

/**
 * @param {Error} error  that nobody caught
 * @returns {string | undefined} such as "did you mean .catch?"
 */
export function hintFor(error) {
  const { code, message } = error;
  if (typeof message !== 'string') return undefined;
  if (code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND') return missingModule(error);
  const find = finderFor(error, message);
  if (find === undefined) return undefined;
  const at = place(error);
  if (at === undefined || at[0].startsWith('node:')) return undefined;
  return hintAt(find, at[4], at[3]);
}

/** Which question an error puts: a function of the path of nodes around its place. */
function finderFor(error, message) {
  let match;
  if (error instanceof TypeError) {
    if (NOT_CALLABLE.test(message)) return missingMember;
    match = NOT_THERE.exec(message);
    if (match !== null) return (path) => missingObject(path, match[1]);
  } else if (error instanceof ReferenceError) {
    match = NOT_DEFINED.exec(message);
    if (match !== null) return (path) => missingName(path, match[1]);
  } else if (error instanceof SyntaxError) {
    match = NOT_EXPORTED.exec(message);
    if (match !== null) return () => missingExport(match[1], match[2]);
  }
  return undefined;
}

/**
 * @param {(path: object[]) => string | undefined} find
 * @param {string} source
 * @param {number} offset  in it
 */
export function hintAt(find, source, offset) {
  const program = parse(source);
  return program === undefined ? undefined : find(pathTo(program, offset));
}

/** The member expression that ends the path, and the path to it. */
function memberOf(path) {
  for (let i = path.length - 1; i >= 0; i--) {
    const { type, computed } = path[i];
    if (type === 'MemberExpression') return computed ? [] : [path[i], path.slice(0, i)];
    if (type !== 'Identifier') return [];
  }
  return [];
}

const isCall = (node) => node?.type === 'CallExpression' || node?.type === 'NewExpression';

/** `receiver.name()` where name is no function. */
function missingMember(path) {
  let [member, around] = memberOf(path);
  // V8 may point to the whole call
  const last = path.at(-1);
  if (member === undefined && isCall(last) && last.callee.type === 'MemberExpression' && !last.callee.computed)
    [member, around] = [last.callee, path];
  if (member?.property.type !== 'Identifier') return undefined;
  const kind = kindOf(member.object, around);
  return kind === undefined ? undefined : memberHint(kind, member.property.name, true);
}

function memberHint(kind, name, called) {
  const members = kind.members ?? membersOf(kind.value);
  if (members.has(name)) {
    // one that only a getter knows is none either, as the error says
    const isProperty = members.get(name) === false || (kind.instance && members.get(name) === undefined);
    return called && isProperty ? `.${name} is no function: leave the () away` : undefined;
  }
  const usable = called
    ? [...members].filter(([, callable]) => callable !== false).map(([key]) => key)
    : members.keys();
  const meant = memberMeant(kind.name, name) ?? nearest(name, usable, 4);
  if (meant === undefined || !members.has(meant)) return undefined;
  return members.get(meant) === false && called ? `did you mean .${meant}, without ()?` : `did you mean .${meant}?`;
}

/** `object.name.read` where object.name is undefined. */
function missingObject(path, read) {
  const [member, around] = memberOf(path);
  const inner = member?.object;
  if (member?.property.name !== read || inner.type !== 'MemberExpression' || inner.computed) return undefined;
  const kind = kindOf(inner.object, around);
  return kind === undefined ? undefined : memberHint(kind, inner.property.name, false);
}

/** V8 may point to the statement that a variable is read in. */
function pathToName(path, name) {
  let found;
  for (let i = path.length - 1; i >= 0 && found === undefined; i--) {
    if (isFunction(path[i])) break;
    walk(path[i], (node) => {
      if (found === undefined && node.type === 'Identifier' && node.name === name) found = node;
      return found === undefined && !isFunction(node);
    });
  }
  return found === undefined ? undefined : pathTo(path[0], found.start);
}

/** A variable that there is not. */
function missingName(around, name) {
  const path = pathToName(around, name);
  const node = path?.at(-1);
  if (node === undefined) return undefined;
  const parent = path.at(-2);
  const called = isCall(parent) && parent.callee === node;
  const scopes = [...scopesAround(path)];
  const own = new Set(scopes.flatMap((scope) => [...scope.keys()]));
  const local = nearest(
    name,
    [...own].filter((candidate) => !areForms(name, candidate)),
  );
  if (local !== undefined) return `did you mean '${local}'?`;
  return missingImport(name, parent, node, path[0]) ?? globalHint(name, called);
}

function globalHint(name, called) {
  const meant = nameMeant(name, called);
  if (meant !== undefined) return `did you mean '${meant}'?`;
  // `event` is no misspelt Event
  const globals = Object.getOwnPropertyNames(globalThis).filter(
    (candidate) => /^[a-z]/.test(candidate) || /^[A-Z]/.test(name),
  );
  const near = nearest(name, [...globals, 'undefined', 'null', 'true', 'false']);
  return near === undefined ? undefined : `did you mean '${near}'?`;
}

/** `fs.readFile` where nothing imports fs. */
function missingImport(name, parent, node, program) {
  const isModule = program.body.some(({ type }) => /^(?:Import|Export)/.test(type));
  const say = (taken, id) =>
    isModule
      ? `did you forget to import it? import ${taken} from 'node:${id}'`
      : `did you forget to require it? const ${taken} = require('node:${id}')`;
  if (parent?.type === 'MemberExpression' && parent.object === node && !parent.computed) {
    if (isPublic(name) && parent.property.name in load(name)) return say(name, name);
    return undefined;
  }
  // a name that one module only gives, and that is none of daily life
  if (!isCall(parent) || parent.callee !== node || !/[a-z][A-Z]/.test(name)) return undefined;
  const owners = publicModules().filter(
    (id) => /^[a-z_]+$/.test(id) && giving.has(id) && Object.hasOwn(load(id), name),
  );
  return owners.length === 1 ? say(`{ ${name} }`, owners[0]) : undefined;
}

/** Modules whose functions are used by their bare names. */
const giving = new Set([
  'assert',
  'child_process',
  'crypto',
  'events',
  'fs',
  'http',
  'os',
  'path',
  'readline',
  'url',
  'util',
]);

function missingExport(specifier, name) {
  const id = specifier.replace(/^node:/, '');
  if (!isPublic(id)) return undefined;
  const near = nearest(name, Object.keys(load(id)));
  return near === undefined ? undefined : `did you mean '${near}'?`;
}
