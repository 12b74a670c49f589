// How values are shown to people.

function quote(text) {
  const mark = !text.includes("'") ? "'" : !text.includes('"') ? '"' : !text.includes('`') ? '`' : "'";
  return mark + text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll(mark, `\\${mark}`) + mark;
}

/** @param {unknown} value @returns {string} */
export function inspect(value, options = {}) {
  const { depth = 2 } = options;
  switch (typeof value) {
    case 'string': return quote(value);
    case 'bigint': return `${value}n`;
    case 'number': return Object.is(value, -0) ? '-0' : String(value);
    case 'function': return value.name ? `[Function: ${value.name}]` : '[Function (anonymous)]';
    case 'object': break;
    default: return String(value);
  }
  if (value === null) return 'null';
  if (value instanceof Error) return value.stack;
  const inner = { depth: depth - 1 };
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    return depth < 0 ? '[Array]' : `[ ${value.map((item) => inspect(item, inner)).join(', ')} ]`;
  }
  const keys = Object.keys(value);
  const name = value.constructor?.name ?? '[Object: null prototype]';
  const prefix = name === 'Object' ? '' : `${name} `;
  if (depth < 0) return `[${name}]`;
  if (keys.length === 0) return `${prefix}{}`;
  return `${prefix}{ ${keys.map((key) => `${key}: ${inspect(value[key], inner)}`).join(', ')} }`;
}
