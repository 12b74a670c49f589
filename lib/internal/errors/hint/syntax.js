// A program's source as a tree, and where in it something stands.
import * as acorn from '../../deps/acorn.js';

/** A source beyond this size is a bundle: nobody reads it by eye, and parsing it takes long. Characters. */
const longest = 4 * 1024 * 1024;

const lenient = {
  ecmaVersion: 'latest',
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: true,
  allowSuperOutsideMethod: true,
  allowHashBang: true,
};

/** @returns {object | undefined} the Program; undefined where the source is no JavaScript */
export function parse(source) {
  if (source.length > longest) return undefined;
  for (const sourceType of ['module', 'script']) {
    try {
      return acorn.parse(source, { ...lenient, sourceType });
    } catch {
      // a sloppy script is no module, and the other way round
    }
  }
  return undefined;
}

const isNode = (value) => typeof value === 'object' && value !== null && typeof value.type === 'string';

/** Calls visit(child) for each node right below `node`. */
export function eachChild(node, visit) {
  for (const key of Object.keys(node)) {
    const value = node[key];
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) visit(item);
    } else if (isNode(value)) {
      visit(value);
    }
  }
}

/** The nodes around `offset`, the outermost first. */
export function pathTo(root, offset) {
  const path = [];
  for (let node = root; node !== undefined; ) {
    path.push(node);
    let next;
    eachChild(node, (child) => {
      if (child.start <= offset && offset < child.end) next = child;
    });
    node = next;
  }
  return path;
}

export const isFunction = (node) =>
  node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression';

/** Calls visit(node) for `node` and all below it; what visit() returns false for is not gone into. */
export function walk(node, visit) {
  if (visit(node) === false) return;
  eachChild(node, (child) => walk(child, visit));
}
