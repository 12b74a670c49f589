// Code that awaits at its top level, as a script: an async function runs it, and what it declares is declared outside.
import { load } from '../builtins.js';

/** Names that a pattern binds. */
function boundNames(pattern, names = []) {
  switch (pattern?.type) {
    case 'Identifier':
      names.push(pattern.name);
      break;
    case 'ObjectPattern':
      for (const property of pattern.properties) boundNames(property.argument ?? property.value, names);
      break;
    case 'ArrayPattern':
      for (const element of pattern.elements) boundNames(element, names);
      break;
    case 'RestElement':
      boundNames(pattern.argument, names);
      break;
    case 'AssignmentPattern':
      boundNames(pattern.left, names);
      break;
  }
  return names;
}

const isFunction = (node) => /Function/.test(node.type) || node.type === 'StaticBlock';

/** Calls `visit(node, parent)` for what runs in the code itself, not in its functions. */
function walk(node, visit, parent = null) {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, visit, parent);
    return;
  }
  if (node === null || typeof node !== 'object' || typeof node.type !== 'string') return;
  visit(node, parent);
  if (isFunction(node)) return;
  // Of a class, only names and values that are computed at once run here.
  if (node.type === 'PropertyDefinition' || node.type === 'MethodDefinition') {
    if (node.computed) walk(node.key, visit, node);
    return;
  }
  for (const key in node) if (key !== 'type') walk(node[key], visit, node);
}

const awaits = (node) =>
  node.type === 'AwaitExpression' ||
  (node.type === 'ForOfStatement' && node.await) ||
  (node.type === 'VariableDeclaration' && node.kind === 'await using');

/**
 * @param {string} source
 * @returns {string | undefined} a script whose value is a promise of `{ value }`; undefined where nothing awaits at the top level, or
 *   where the source cannot be parsed
 */
export function wrapTopLevelAwait(source) {
  const { parse } = load('internal/deps/acorn');
  let program;
  try {
    program = parse(source, { ecmaVersion: 'latest', allowAwaitOutsideFunction: true });
  } catch {
    return undefined;
  }
  let found = false;
  walk(program.body, (node) => {
    if (awaits(node)) found = true;
  });
  if (!found) return undefined;

  const edits = [];
  const lexical = [];
  const variables = [];
  const replace = (start, end, text) => edits.push({ start, end, text });
  const topLevel = new Set(program.body);

  walk(program.body, (node, parent) => {
    if (node.type === 'VariableDeclaration') hoistVariables(node, parent);
    else if (topLevel.has(node) && node.type === 'FunctionDeclaration') {
      variables.push(node.id.name);
      // In front of everything, as functions are.
      edits.push({ start: 0, end: 0, text: `${node.id.name} = ${source.slice(node.start, node.end)};` });
      replace(node.start, node.end, '');
    } else if (topLevel.has(node) && node.type === 'ClassDeclaration') {
      lexical.push(node.id.name);
      replace(node.start, node.start, `${node.id.name} = `);
      replace(node.end, node.end, ';');
    }
  });

  function hoistVariables(node, parent) {
    const isVariable = node.kind === 'var';
    if (!isVariable && (!topLevel.has(node) || node.kind.includes('using'))) return;
    for (const { id } of node.declarations) boundNames(id, isVariable ? variables : lexical);
    const [first] = node.declarations;
    if (
      parent !== null &&
      (parent.type === 'ForInStatement' || parent.type === 'ForOfStatement') &&
      parent.left === node
    ) {
      replace(node.start, first.id.start, '');
      return;
    }
    replace(node.start, first.start, 'void (');
    for (const { id, init } of node.declarations) {
      if (init === null) replace(id.end, id.end, isVariable ? '' : ' = undefined');
      // A pattern in braces would begin a block.
      replace(id.start, id.start, '(');
      replace((init ?? id).end, (init ?? id).end, ')');
    }
    const last = node.declarations.at(-1);
    replace(last.end, last.end, ')');
  }

  const last = program.body.at(-1);
  if (last.type === 'ExpressionStatement') {
    replace(last.start, last.start, 'return { __proto__: null, value: (');
    replace(last.expression.end, last.expression.end, ')');
    // The statement's own semicolon stays behind the object.
    replace(last.expression.end, last.expression.end, ' }');
  }

  const declarations =
    (variables.length > 0 ? `var ${[...new Set(variables)].join(', ')}; ` : '') +
    (lexical.length > 0 ? `let ${lexical.join(', ')}; ` : '');
  return `${declarations}(async () => { ${applied(source, edits)}\n})()`;
}

/** `source` with its edits; those of one place in the order in which they were made. */
function applied(source, edits) {
  const sorted = edits.map((edit, order) => ({ ...edit, order }));
  sorted.sort((a, b) => a.start - b.start || a.end - b.end || a.order - b.order);
  let text = '';
  let at = 0;
  for (const { start, end, text: inserted } of sorted) {
    if (start > at) text += source.slice(at, start);
    text += inserted;
    at = Math.max(at, end);
  }
  return text + source.slice(at);
}
