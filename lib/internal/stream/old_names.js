// The modules that streams once lay in.

/** Says that one of them is used. (Node: DEP0193) */
export function warnOfOldName(name) {
  process.emitWarning(
    `The ${name} module is deprecated. Use \`node:stream\` instead.`,
    'DeprecationWarning',
    'DEP0193',
  );
}
