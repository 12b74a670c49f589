// Which names a place of a program sees, and what declares them.
import { isFunction, walk } from './syntax.js';

/**
 * @typedef {object} Binding
 * @property {string} name
 * @property {'const' | 'let' | 'var' | 'parameter' | 'function' | 'class' | 'import' | 'catch'} kind
 * @property {object} node  what declares it: a declarator, a function, a class, an import specifier
 * @property {object[]} path  the nodes around it, the outermost first
 */

/** Adds the names that a pattern binds. */
function bindPattern(scope, pattern, kind, node, path) {
  switch (pattern?.type) {
    case 'Identifier':
      if (!scope.has(pattern.name)) scope.set(pattern.name, { name: pattern.name, kind, node, path, pattern });
      break;
    case 'ObjectPattern':
      for (const property of pattern.properties)
        bindPattern(scope, property.value ?? property.argument, kind, node, path);
      break;
    case 'ArrayPattern':
      for (const element of pattern.elements) bindPattern(scope, element, kind, node, path);
      break;
    case 'AssignmentPattern':
      bindPattern(scope, pattern.left, kind, node, path);
      break;
    case 'RestElement':
      bindPattern(scope, pattern.argument, kind, node, path);
      break;
  }
}

function declare(scope, statement, path) {
  const node = statement.declaration ?? statement;
  switch (node.type) {
    case 'VariableDeclaration':
      for (const declarator of node.declarations) bindPattern(scope, declarator.id, node.kind, declarator, path);
      break;
    case 'FunctionDeclaration':
      bindPattern(scope, node.id, 'function', node, path);
      break;
    case 'ClassDeclaration':
      bindPattern(scope, node.id, 'class', node, path);
      break;
    case 'ImportDeclaration':
      for (const specifier of node.specifiers)
        bindPattern(scope, specifier.local, 'import', { specifier, declaration: node }, path);
      break;
  }
}

/** `var` reaches up to the function. */
function hoist(scope, body, path) {
  walk(body, (node) => {
    if (node !== body && (isFunction(node) || node.type === 'StaticBlock')) return false;
    if (node.type === 'VariableDeclaration' && node.kind === 'var') declare(scope, node, path);
    return true;
  });
}

/** The names that `node` itself declares for what is inside it. */
function namesOf(node, path) {
  const scope = new Map();
  if (isFunction(node)) {
    for (const parameter of node.params) bindPattern(scope, parameter, 'parameter', node, path);
    if (node.type === 'FunctionExpression') bindPattern(scope, node.id, 'function', node, path);
    hoist(scope, node.body, path);
  } else if (node.type === 'ClassExpression' || node.type === 'ClassDeclaration') {
    bindPattern(scope, node.id, 'class', node, path);
  } else if (node.type === 'CatchClause') {
    bindPattern(scope, node.param, 'catch', node, path);
  } else if (node.type === 'ForStatement') {
    if (node.init) declare(scope, node.init, path);
  } else if (node.type === 'ForOfStatement' || node.type === 'ForInStatement') {
    if (node.left.type === 'VariableDeclaration')
      for (const { id } of node.left.declarations) bindPattern(scope, id, 'parameter', node, path);
  } else if (node.type === 'SwitchStatement') {
    for (const { consequent } of node.cases) for (const statement of consequent) declare(scope, statement, path);
  } else if (node.type === 'Program' || node.type === 'BlockStatement' || node.type === 'StaticBlock') {
    if (node.type === 'Program') hoist(scope, node, path);
    for (const statement of node.body) declare(scope, statement, path);
  }
  return scope;
}

/**
 * @param {object[]} path  nodes, the outermost first
 * @returns {Iterable<Map<string, Binding>>} the scopes around its end, the innermost first
 */
export function* scopesAround(path) {
  for (let i = path.length - 1; i >= 0; i--) yield namesOf(path[i], path.slice(0, i + 1));
}

/** @returns {Binding | undefined} */
export function lookUp(name, path) {
  for (const scope of scopesAround(path)) {
    const found = scope.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether anything may give the variable another value than the one it is declared with. */
export function isReassigned(binding) {
  if (binding.kind === 'const' || binding.kind === 'import' || binding.kind === 'class') return false;
  let found = false;
  walk(binding.path.at(-1), (node) => {
    if (found) return false;
    const target =
      node.type === 'AssignmentExpression'
        ? node.left
        : node.type === 'UpdateExpression'
          ? node.argument
          : node.type === 'ForOfStatement' || node.type === 'ForInStatement'
            ? node.left
            : undefined;
    if (target !== undefined)
      walk(target, (part) => {
        if (part.type === 'Identifier' && part.name === binding.name) found = true;
        return part.type !== 'MemberExpression';
      });
    return true;
  });
  return found;
}
