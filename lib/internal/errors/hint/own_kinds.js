// Objects and classes that the program's source spells out.
import { dataProperty, membersOf } from './members.js';
import { lookUp } from './scope.js';
import { isFunction, walk } from './syntax.js';

const keyOf = ({ key, computed }) => (computed ? undefined : (key.name ?? key.value));

/** Whether what stands there can be called; undefined where that does not show. */
function callable(node) {
  if (node === null || node === undefined) return undefined;
  if (isFunction(node) || node.type === 'ClassExpression') return true;
  return ['Literal', 'TemplateLiteral', 'ArrayExpression', 'ObjectExpression'].includes(node.type) ? false : undefined;
}

function asKind(members, values) {
  return { members, property: (name) => values.get(name) };
}

/**
 * An object literal, with what it names itself.
 * @param {object} node  ObjectExpression
 * @param {object[]} path
 */
export function literalKind(node, path) {
  if (node?.type !== 'ObjectExpression') return undefined;
  const members = new Map();
  const values = new Map();
  for (const property of node.properties) {
    const key = property.type === 'Property' ? keyOf(property) : undefined;
    if (key === undefined) continue;
    members.set(key, property.kind === 'init' ? callable(property.value) : undefined);
    if (property.kind === 'init') values.set(key, [property.value, [...path, node]]);
  }
  return asKind(members, values);
}

/** Adds `this.name = ...` in the class's methods. */
function addAssigned(body, members) {
  walk(body, (node) => {
    if (node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression' && !node.left.computed)
      if (node.left.object.type === 'ThisExpression' && node.left.property.type === 'Identifier') {
        const { name } = node.left.property;
        if (!members.has(name)) members.set(name, callable(node.right));
      }
    return true;
  });
}

function addMissing(members, others) {
  for (const [name, kind] of others) if (!members.has(name)) members.set(name, kind);
}

/** The members that a class inherits, as far as its base is known. */
function addInherited(node, path, isStatic, members) {
  if (!node.superClass) {
    addMissing(members, membersOf(isStatic ? Function.prototype : Object.prototype));
    return;
  }
  if (node.superClass.type !== 'Identifier') return;
  const binding = lookUp(node.superClass.name, path);
  if (binding === undefined) {
    const Base = dataProperty(globalThis, node.superClass.name);
    if (typeof Base === 'function') addMissing(members, membersOf(isStatic ? Base : Base.prototype));
  } else if (binding.kind === 'class' && binding.node !== node) {
    addMissing(members, classKind(binding.node, binding.path, isStatic).members);
  }
}

/**
 * What objects of a class have, or the class itself.
 * @param {object} node  of the class
 * @param {object[]} path  the nodes around it
 * @param {boolean} [isStatic]
 */
export function classKind(node, path, isStatic = false) {
  if (node?.type !== 'ClassDeclaration' && node?.type !== 'ClassExpression') return undefined;
  const members = new Map();
  const values = new Map();
  for (const element of node.body.body) {
    if (element.type === 'StaticBlock') continue;
    if (element.static !== isStatic) continue;
    const key = element.key.type === 'PrivateIdentifier' ? undefined : keyOf(element);
    if (key === undefined || key === 'constructor') continue;
    const isMethod = element.type === 'MethodDefinition';
    members.set(key, isMethod ? (element.kind === 'method' ? true : undefined) : callable(element.value));
    if (isMethod && element.kind === 'method') values.set(key, [element.value, [...path, node]]);
  }
  if (!isStatic) addAssigned(node.body, members);
  addInherited(node, path, isStatic, members);
  return asKind(members, values);
}
