// The XML of JUnit.
import os from '../../../os.js';
import { inspect } from '../../util/inspect.js';

const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;' };
const escapeAttribute = (text) => String(text).replace(/[&<>"\n]/g, (char) => entities[char]);
const escapeText = (text) => String(text).replace(/[&<>]/g, (char) => entities[char]);
const escapeComment = (text) => String(text).replace(/--/g, '&#45;&#45;');

/** One element and what is in it, with a line each. */
function element({ tag, attributes = {}, children = [], text, nesting }) {
  const indent = '\t'.repeat(nesting + 1);
  const list = Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeAttribute(value)}"`)
    .join('');
  if (text !== undefined) return `${indent}<${tag}${list}>\n${escapeText(text)}\n${indent}</${tag}>\n`;
  if (children.length === 0) return `${indent}<${tag}${list}/>\n`;
  return `${indent}<${tag}${list}>\n${children.map((child) => (typeof child === 'string' ? child : element(child))).join('')}${indent}</${tag}>\n`;
}

function problem(data) {
  const { error } = data.details;
  const cause = error?.cause ?? error;
  return {
    tag: 'failure',
    nesting: data.nesting + 1,
    attributes: { type: error?.failureType ?? error?.code ?? 'failure', message: cause?.message ?? String(cause) },
    text: inspect(cause),
  };
}

function testcase(data, passed) {
  const children = [];
  if (data.skip !== undefined) {
    children.push({
      tag: 'skipped',
      nesting: data.nesting + 1,
      attributes: { type: 'skipped', message: data.skip === true ? '' : data.skip },
    });
  }
  if (data.todo !== undefined) {
    children.push({
      tag: 'skipped',
      nesting: data.nesting + 1,
      attributes: { type: 'todo', message: data.todo === true ? '' : data.todo },
    });
  }
  if (!passed) children.push(problem(data));
  const time = (data.details.duration_ms / 1000).toFixed(6);
  return {
    tag: 'testcase',
    nesting: data.nesting,
    attributes: {
      name: data.name,
      time,
      classname: data.details.type ?? 'test',
      ...(data.file && { file: data.file }),
    },
    children,
    passed,
    skipped: data.skip !== undefined,
  };
}

function leaves(node) {
  return node.tag === 'testsuite' ? node.children.flatMap(leaves) : node.tag === 'testcase' ? [node] : [];
}

function testsuite(data, children) {
  const cases = children.flatMap(leaves);
  return {
    tag: 'testsuite',
    nesting: data.nesting,
    attributes: {
      name: data.name,
      time: (data.details.duration_ms / 1000).toFixed(6),
      disabled: 0,
      errors: 0,
      tests: cases.length,
      failures: cases.filter((each) => !each.passed).length,
      skipped: cases.filter((each) => each.skipped).length,
      hostname: os.hostname(),
    },
    children,
  };
}

/** Node test/reporters junit since v21.0.0. @param {AsyncIterable} source  of events */
export async function* junit(source) {
  yield '<?xml version="1.0" encoding="utf-8"?>\n<testsuites>\n';
  // Results come before those of what is around them: the children of each level wait for their parent.
  const levels = [[]];
  for await (const { type, data } of source) {
    if (type === 'test:start') levels[data.nesting + 1] = [];
    if (type === 'test:diagnostic') {
      const comment = `${'\t'.repeat(data.nesting + 1)}<!-- ${escapeComment(data.message)} -->\n`;
      if (data.nesting === 0) yield comment;
      else levels[data.nesting].push(comment);
    }
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const children = levels[data.nesting + 1] ?? [];
    const node = children.some((child) => typeof child !== 'string')
      ? testsuite(data, children)
      : testcase(data, type === 'test:pass');
    if (data.nesting === 0) yield element(node);
    else levels[data.nesting].push(node);
  }
  yield '</testsuites>\n';
}
