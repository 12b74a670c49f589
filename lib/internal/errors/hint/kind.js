// What an expression of a program certainly is. Nothing of the program is run for it: where the source does not tell, it is not known.
import { load } from '../../builtins.js';
import { builtinId } from '../../loader/builtin_modules.js';
import { dataProperty } from './members.js';
import { classKind, literalKind } from './own_kinds.js';
import { functionResult, methodResult } from './results.js';
import { isReassigned, lookUp } from './scope.js';
import { isFunction, walk } from './syntax.js';

/**
 * @typedef {object} Kind
 * @property {string} [name]  of the class or namespace, for tables: 'Array', 'fs'
 * @property {object} [value]  has the members: a prototype, or the very object
 * @property {Map<string, boolean | undefined>} [members]  where the program's source tells them
 * @property {Function} [property]  name -> what stands there in the source, as [node, path]
 */

/** So deep are expressions followed. */
const deepest = 24;

const ofClass = (name) => {
  const constructor = name === 'Hash' ? load('crypto').Hash : (dataProperty(globalThis, name) ?? globalThis[name]);
  return typeof constructor === 'function' ? { name, value: constructor.prototype, instance: true } : undefined;
};

const primitives = { string: 'String', number: 'Number', boolean: 'Boolean', bigint: 'BigInt' };

/**
 * @param {object} node  an expression
 * @param {object[]} path  the nodes around it, the outermost first
 * @returns {Kind | undefined}
 */
export function kindOf(node, path, depth = 0) {
  if (depth > deepest) return undefined;
  const inner = (expression) => kindOf(expression, path, depth + 1);
  switch (node.type) {
    case 'Literal':
      if (node.regex) return ofClass('RegExp');
      return ofClass(primitives[typeof node.value] ?? '');
    case 'TemplateLiteral':
      return ofClass('String');
    case 'ArrayExpression':
      return ofClass('Array');
    case 'ObjectExpression':
      return literalKind(node, path);
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return ofClass('Function');
    case 'ParenthesizedExpression':
    case 'ChainExpression':
      return inner(node.expression);
    case 'SequenceExpression':
      return inner(node.expressions.at(-1));
    case 'AssignmentExpression':
      return node.operator === '=' ? inner(node.right) : undefined;
    case 'ConditionalExpression':
      return both(inner(node.consequent), inner(node.alternate));
    case 'LogicalExpression':
      return both(inner(node.left), inner(node.right));
    case 'UnaryExpression':
      return ofClass({ '!': 'Boolean', typeof: 'String', '+': 'Number' }[node.operator] ?? '');
    case 'BinaryExpression':
      return ofOperator(node, inner);
    case 'ThisExpression':
      return ofThis(path);
    case 'NewExpression':
      return ofNew(node, path, inner);
    case 'ImportExpression':
      return ofClass('Promise');
    case 'CallExpression':
      return ofCall(node, path, depth);
    case 'MemberExpression':
      return ofMember(node, path, depth);
    case 'AwaitExpression':
      return inner(node.argument)?.awaited;
    case 'Identifier':
      return ofIdentifier(node, path, depth);
    default:
      return undefined;
  }
}

const both = (a, b) => (a?.name !== undefined && a.name === b?.name && a.value === b.value ? a : undefined);

function ofOperator({ operator, left, right }, inner) {
  if (['==', '!=', '===', '!==', '<', '<=', '>', '>=', 'in', 'instanceof'].includes(operator))
    return ofClass('Boolean');
  if (operator !== '+') return undefined;
  return [inner(left)?.name, inner(right)?.name].includes('String') ? ofClass('String') : undefined;
}

/** In a method, an object of the class or the literal that it stands in. */
function ofThis(path) {
  for (let i = path.length - 1; i > 1; i--) {
    const node = path[i];
    if (!isFunction(node) || node.type === 'ArrowFunctionExpression') continue;
    const owner = path[i - 1];
    if (owner.type === 'MethodDefinition') return classKind(path[i - 3], path.slice(0, i - 2), owner.static);
    if (owner.type === 'Property') return literalKind(path[i - 2], path.slice(0, i - 1));
    return undefined;
  }
  return undefined;
}

function ofNew({ callee }, path, inner) {
  if (callee.type === 'Identifier') {
    const binding = lookUp(callee.name, path);
    if (binding === undefined) return ofClass(callee.name);
    if (binding.kind === 'class') return classKind(binding.node, binding.path);
  }
  const constructor = inner(callee)?.value;
  return typeof constructor === 'function' && constructor.prototype
    ? { name: constructor.name, value: constructor.prototype, instance: true }
    : undefined;
}

function ofCall(node, path, depth) {
  const { callee } = node;
  const name = calleeName(callee, path);
  if (name === 'require') return ofModule(node.arguments[0]);
  if (name !== undefined) {
    const result = functionResult(name);
    if (result !== undefined) return ofClass(result);
    if (name === 'fs.readFileSync') return ofClass(readsText(node.arguments[1]) ? 'String' : 'Buffer');
    if (name === 'fs.promises.readFile') return { ...ofClass('Promise') };
    if (name === 'http.createServer') return instanceOf('http', 'Server');
    if (name === 'net.createServer') return instanceOf('net', 'Server');
  }
  if (callee.type === 'Identifier') {
    const binding = lookUp(callee.name, path);
    const fn = binding && !isReassigned(binding) ? functionOf(binding) : undefined;
    return fn === undefined ? undefined : returned(fn, binding.path, depth);
  }
  if (callee.type === 'MemberExpression' && !callee.computed) {
    const receiver = kindOf(callee.object, path, depth + 1);
    if (receiver === undefined) {
      // whatever has a then() gives a promise there
      return ['then', 'catch'].includes(callee.property.name) ? ofClass('Promise') : undefined;
    }
    const result = methodResult(receiver.name, callee.property.name);
    if (result !== undefined) return ofClass(result);
    const method = receiver.property?.(callee.property.name);
    if (method !== undefined && isFunction(method[0])) return returned(method[0], method[1], depth);
  }
  return undefined;
}

const instanceOf = (module, name) => ({ name, value: load(module)[name].prototype, instance: true });

const readsText = (options) =>
  options !== undefined &&
  ((options.type === 'Literal' && typeof options.value === 'string') ||
    (options.type === 'ObjectExpression' && options.properties.some(({ key }) => key?.name === 'encoding')));

/** `Object.keys`, `fs.promises.readFile`, `parseInt`: for what is global or built in, under whichever name it was imported. */
function calleeName(callee, path) {
  if (callee.type === 'Identifier') {
    const binding = lookUp(callee.name, path);
    if (binding === undefined) return callee.name;
    return importedName(binding);
  }
  if (callee.type !== 'MemberExpression' || callee.computed) return undefined;
  const before = calleeName(callee.object, path);
  return before === undefined ? undefined : `${before}.${callee.property.name}`;
}

/** @returns {string | undefined} 'fs' for a module that is built in, 'fs.readFile' for what is taken out of it */
function importedName(binding) {
  if (isReassigned(binding)) return undefined;
  const [request, taken] = importOf(binding);
  const id = request === undefined ? undefined : builtinId(request);
  if (id === undefined) return undefined;
  const name = id.replace('/', '.');
  return taken === undefined ? name : `${name}.${taken}`;
}

/** @returns {[request?: string, taken?: string]} what a variable that holds a module, or a part of one, is imported from */
export function importOf({ kind, node, pattern }) {
  if (kind === 'import') {
    const { specifier, declaration } = node;
    const taken =
      specifier.type === 'ImportSpecifier' ? (specifier.imported.name ?? specifier.imported.value) : undefined;
    return [declaration.source.value, taken === 'default' ? undefined : taken];
  }
  const call = node.init?.type === 'AwaitExpression' ? node.init.argument : node.init;
  const request =
    call?.type === 'ImportExpression' ? call.source : call?.callee?.name === 'require' ? call.arguments[0] : undefined;
  if (typeof request?.value !== 'string') return [];
  if (node.id === pattern) return [request.value];
  if (node.id.type !== 'ObjectPattern') return [];
  const property = node.id.properties.find(({ value }) => value === pattern);
  return property?.key?.name === undefined ? [] : [request.value, property.key.name];
}

function ofModule(argument) {
  const id = typeof argument?.value === 'string' ? builtinId(argument.value) : undefined;
  return id === undefined ? undefined : { name: id.replace('/', '.'), value: load(id) };
}

/** The function that a variable always is. */
function functionOf({ kind, node }) {
  if (kind === 'function') return node;
  const { init } = node;
  return (kind === 'const' || kind === 'let' || kind === 'var') && init && isFunction(init) ? init : undefined;
}

/** What a function of the program always returns. */
function returned(fn, path, depth) {
  if (fn.generator) return undefined;
  if (fn.async) return ofClass('Promise');
  const inside = [...path, fn];
  if (fn.body.type !== 'BlockStatement') return kindOf(fn.body, inside, depth + 1);
  let result;
  let same = true;
  walk(fn.body, (node) => {
    if (isFunction(node)) return false;
    if (node.type === 'ReturnStatement') {
      const kind = node.argument ? kindOf(node.argument, [...inside, fn.body], depth + 4) : undefined;
      if (kind === undefined || (result !== undefined && both(result, kind) === undefined)) same = false;
      result = kind;
    }
    return true;
  });
  return same ? result : undefined;
}

function ofMember(node, path, depth) {
  if (node.computed || node.property.type !== 'Identifier') return undefined;
  const { name } = node.property;
  const receiver = kindOf(node.object, path, depth + 1);
  if (receiver === undefined) return undefined;
  if (receiver.property !== undefined) {
    const found = receiver.property(name);
    return found === undefined ? undefined : kindOf(found[0], found[1], depth + 1);
  }
  if (name === 'length' || name === 'size') return ofClass('Number');
  if (receiver.instance) return undefined;
  // of the built-in modules some are getters, which are the library's own
  const value =
    builtinId(receiver.name?.replace('.', '/') ?? '') === undefined
      ? dataProperty(receiver.value, name)
      : receiver.value[name];
  return ofValue(value, `${receiver.name}.${name}`);
}

function ofValue(value, name) {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'object' || typeof value === 'function') return { name, value };
  return ofClass(primitives[typeof value] ?? '');
}

/** What the callbacks of some functions are called with. */
const callbackParameters = {
  __proto__: null,
  'http.createServer': [
    ['http', 'IncomingMessage'],
    ['http', 'ServerResponse'],
  ],
  'net.createServer': [['net', 'Socket']],
};

function ofParameter(binding) {
  const { node: fn, path, pattern } = binding;
  const call = path.at(-2);
  if (!fn.params?.includes(pattern) || call?.type !== 'CallExpression' || !call.arguments.includes(fn))
    return undefined;
  const known = callbackParameters[calleeName(call.callee, path.slice(0, -2))]?.[fn.params.indexOf(pattern)];
  return known === undefined ? undefined : instanceOf(...known);
}

function ofIdentifier({ name }, path, depth) {
  const binding = lookUp(name, path);
  if (binding === undefined) {
    if (name === 'undefined') return undefined;
    return Object.hasOwn(globalThis, name) ? ofValue(globalThis[name], name) : undefined;
  }
  if (isReassigned(binding)) return undefined;
  switch (binding.kind) {
    case 'function':
      return ofClass('Function');
    case 'class':
      return classKind(binding.node, binding.path, true);
    case 'parameter':
      return ofParameter(binding);
    case 'catch':
      return undefined;
  }
  const [request, taken] = importOf(binding);
  if (request !== undefined) {
    const module = ofModule({ value: request });
    return module === undefined || taken === undefined
      ? module
      : ofValue(module.value[taken], `${module.name}.${taken}`);
  }
  if (binding.kind === 'import' || binding.node.id !== binding.pattern || !binding.node.init) return undefined;
  return kindOf(binding.node.init, binding.path, depth + 1);
}
