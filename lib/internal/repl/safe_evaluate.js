// What an expression stands for, without running anything of the program: no calls, no getters, no proxies. For completion and previews.
import { binding } from '../binding.js';
import { load } from '../builtins.js';

const { isProxy } = binding('util');

/** Thrown where an expression cannot be evaluated without side effects. */
class Unsafe extends Error {}

const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function';

/** The data property `key` of `object`, own or inherited. */
function property(object, key, allowGetters) {
  if (object === null || object === undefined) throw new TypeError(`Cannot read properties of ${object}`);
  for (let holder = Object(object); holder !== null; holder = Object.getPrototypeOf(holder)) {
    if (isProxy(holder)) throw new Unsafe();
    const descriptor = Object.getOwnPropertyDescriptor(holder, key);
    if (descriptor === undefined) continue;
    if (Object.hasOwn(descriptor, 'value')) return descriptor.value;
    if (!allowGetters) throw new Unsafe();
    return descriptor.get?.call(object);
  }
  return undefined;
}

function primitive(value) {
  if (isObject(value)) throw new Unsafe();
  return value;
}

const binary = {
  __proto__: null,
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '**': (a, b) => a ** b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  // biome-ignore lint/suspicious/noDoubleEquals: the program's operator
  '==': (a, b) => a == b,
  // biome-ignore lint/suspicious/noDoubleEquals: the program's operator
  '!=': (a, b) => a != b,
  '|': (a, b) => a | b,
  '&': (a, b) => a & b,
  '^': (a, b) => a ^ b,
  '<<': (a, b) => a << b,
  '>>': (a, b) => a >> b,
  '>>>': (a, b) => a >>> b,
};

const unary = {
  __proto__: null,
  '!': (value) => !value,
  typeof: (value) => typeof value,
  void: () => undefined,
  '+': (value) => +primitive(value),
  '-': (value) => -primitive(value),
  '~': (value) => ~primitive(value),
};

/** Node types by name -> (node, scope) => value */
const evaluators = {
  __proto__: null,
  Literal: (node) => {
    if (node.regex) throw new Unsafe();
    return node.bigint === undefined ? node.value : BigInt(node.bigint);
  },
  TemplateLiteral: (node, scope) =>
    node.quasis.reduce(
      (text, quasi, i) =>
        text +
        quasi.value.cooked +
        (i < node.expressions.length ? String(primitive(value(node.expressions[i], scope))) : ''),
      '',
    ),
  Identifier: (node, scope) => scope.read(node.name),
  ThisExpression: (_node, scope) => scope.global,
  ParenthesizedExpression: (node, scope) => value(node.expression, scope),
  ChainExpression: (node, scope) => value(node.expression, scope),
  MemberExpression(node, scope) {
    if (node.property.type === 'PrivateIdentifier') throw new Unsafe();
    const object = value(node.object, scope);
    if (node.optional && (object === null || object === undefined)) return undefined;
    const key = node.computed ? value(node.property, scope) : node.property.name;
    if (isObject(key)) throw new Unsafe();
    return property(object, key, object === scope.global);
  },
  UnaryExpression(node, scope) {
    if (node.operator === 'typeof' && node.argument.type === 'Identifier' && !scope.has(node.argument.name)) {
      return 'undefined';
    }
    const operate = unary[node.operator];
    if (operate === undefined) throw new Unsafe();
    return operate(value(node.argument, scope));
  },
  BinaryExpression(node, scope) {
    if (node.left.type === 'PrivateIdentifier') throw new Unsafe();
    const left = value(node.left, scope);
    const right = value(node.right, scope);
    if (node.operator === '===') return left === right;
    if (node.operator === '!==') return left !== right;
    const operate = binary[node.operator];
    if (operate === undefined) throw new Unsafe();
    return operate(primitive(left), primitive(right));
  },
  LogicalExpression(node, scope) {
    const left = value(node.left, scope);
    if (node.operator === '&&') return left && value(node.right, scope);
    if (node.operator === '||') return left || value(node.right, scope);
    return left ?? value(node.right, scope);
  },
  ConditionalExpression: (node, scope) =>
    value(node.test, scope) ? value(node.consequent, scope) : value(node.alternate, scope),
  SequenceExpression: (node, scope) => node.expressions.map((item) => value(item, scope)).at(-1),
  ArrayExpression: (node, scope) =>
    node.elements.map((item) => {
      if (item === null || item.type === 'SpreadElement') throw new Unsafe();
      return value(item, scope);
    }),
  ObjectExpression(node, scope) {
    const object = {};
    for (const item of node.properties) {
      if (item.type === 'SpreadElement' || item.kind !== 'init' || item.method) throw new Unsafe();
      const key = item.computed ? value(item.key, scope) : (item.key.name ?? item.key.value);
      if (isObject(key) || key === '__proto__') throw new Unsafe();
      object[key] = value(item.value, scope);
    }
    return object;
  },
};

function value(node, scope) {
  const evaluate = evaluators[node.type];
  if (evaluate === undefined) throw new Unsafe();
  return evaluate(node, scope);
}

/**
 * @param {string | object} expression  text, or its tree as acorn makes it
 * @param {{ read(name: string): unknown, has(name: string): boolean, global: object }} scope  `read` throws a ReferenceError for what is not there
 * @returns {{ value: unknown } | { error: Error } | undefined} undefined: it is no such expression
 */
export function evaluateSafely(expression, scope) {
  try {
    return { value: value(typeof expression === 'string' ? parse(expression) : expression, scope) };
  } catch (error) {
    return error instanceof Unsafe || error instanceof SyntaxError ? undefined : { error };
  }
}

function parse(text) {
  const { parseExpressionAt } = load('internal/deps/acorn');
  const node = parseExpressionAt(text, 0, { ecmaVersion: 'latest', preserveParens: true });
  if (text.slice(node.end).trim() !== '') throw new Unsafe();
  return node;
}
