// What could end the line: commands, modules, names in scope, members of objects.
import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { commonPrefix } from '../readline/completion.js';
import { scopeOf } from './context.js';
import { completeModule } from './module_completion.js';
import { evaluateSafely } from './safe_evaluate.js';

const { isProxy, nonIndexProperties } = binding('util');

const KEYWORDS =
  'async await break case catch const continue debugger default delete do else export false finally for function if import in instanceof let new null return switch this throw true try typeof var void while with yield'.split(
    ' ',
  );

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;
const TRAILING_NAME = /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u;

/**
 * @param {REPLServer} server
 * @param {string} line  up to the cursor
 * @param {(error: null, found: [string[], string | undefined]) => void} done
 */
export function complete(server, line, done) {
  const command = /^\s*\.([a-zA-Z]*)$/.exec(line);
  if (command !== null) {
    const [, begun] = command;
    done(null, arranged([Object.keys(server.commands).filter((name) => name.startsWith(begun))], begun));
    return;
  }
  const module = completeModule(server, line);
  if (module !== undefined) {
    done(null, module.groups === undefined ? [[], undefined] : arranged(module.groups, module.completeOn));
    return;
  }
  const target = expressionAtEnd(line);
  if (target === undefined) {
    done(null, [[], undefined]);
    return;
  }
  done(null, arranged(...(target.object === undefined ? namesInScope(server, target) : members(server, target))));
}

/** In the editor only what all choices begin with is completed: there is no place to list them. */
export function completeInEditor(server, line, done) {
  complete(server, line, (error, [completions, completeOn]) => {
    const prefix = commonPrefix(completions.filter((text) => text !== ''));
    done(error, [prefix.length > (completeOn?.length ?? 0) ? [prefix] : [], completeOn]);
  });
}

/** Groups from the last to the first, each sorted, with an empty text between them. */
function arranged(groups, completeOn) {
  const seen = new Set();
  let all = [];
  for (const group of groups) {
    const fresh = [...new Set(group)].filter((text) => !seen.has(text)).sort();
    if (fresh.length === 0) continue;
    for (const text of fresh) seen.add(text);
    all = all.length === 0 ? fresh : [...fresh, '', ...all];
  }
  return [all, completeOn];
}

/**
 * The longest chain of names and members that ends the line.
 * @returns {{ object?: object, text: string, name: string, dot?: string } | undefined} `object`: the tree of what stands before the last dot
 */
function expressionAtEnd(line) {
  const name = TRAILING_NAME.exec(line)?.[0] ?? '';
  const before = line.slice(0, line.length - name.length);
  const dot = /(?:\?\.|\.)$/.exec(before)?.[0];
  if (dot === undefined) return endOfName(before, name);
  const objectText = before.slice(0, -dot.length);
  const { parseExpressionAt } = load('internal/deps/acorn');
  for (let start = 0; start < objectText.length; start++) {
    if (!mayBegin(objectText, start)) continue;
    try {
      const node = parseExpressionAt(`${objectText.slice(start)}.x`, 0, {
        ecmaVersion: 'latest',
        preserveParens: true,
      });
      const isWhole = node.type === 'MemberExpression' && node.end === objectText.length - start + 2;
      if (isWhole) return { object: node.object, text: objectText.slice(start) + dot, name };
    } catch {
      // It begins further to the right.
    }
  }
  return undefined;
}

/** A name that stands alone: not behind a number, in a comment or the like. */
function endOfName(before, name) {
  if (name === '' && before.trim() !== '' && !/[\s({[,;=:?!&|+\-*/%<>~^]$/.test(before)) return undefined;
  return { text: '', name };
}

function mayBegin(text, index) {
  const c = text[index];
  if (!/[\p{ID_Start}$_("'`[/\d]/u.test(c)) return false;
  const previous = text.slice(0, index).trimEnd().at(-1) ?? '';
  if (previous === '.') return false;
  return index === 0 || !/[\p{ID_Continue}$)\]"'`]/u.test(text[index - 1]);
}

function namesInScope(server, { name }) {
  const { global } = scopeOf(server);
  const groups = [matching([...server.lexicalNames], name)];
  for (let holder = global; holder !== null; holder = Object.getPrototypeOf(holder)) {
    groups.push(
      matching(
        Object.getOwnPropertyNames(holder).filter((key) => IDENTIFIER.test(key)),
        name,
      ),
    );
  }
  if (name !== '') groups.push(KEYWORDS.filter((word) => word.startsWith(name)));
  return [groups, name];
}

function members(server, { object, text, name }) {
  const completeOn = text + name;
  const result = evaluateSafely(object, scopeOf(server));
  const value = result?.value;
  if (value === undefined || value === null) return [[], completeOn];
  const groups = [];
  for (let holder = Object(value); holder !== null; holder = Object.getPrototypeOf(holder)) {
    if (isProxy(holder)) return [[], completeOn];
    const keys = nonIndexProperties(holder, false).filter((key) => typeof key === 'string' && IDENTIFIER.test(key));
    groups.push(matching(keys, name).map((key) => text + key));
  }
  return [groups, completeOn];
}

/** Names that begin like `begun`, however it is written. */
function matching(names, begun) {
  const lower = begun.toLowerCase();
  return names.filter((name) => name.toLowerCase().startsWith(lower));
}
