// What all classes that programs see have in common.
const inspectCustom = Symbol.for('nodejs.util.inspect.custom');

/**
 * Gives a class what Web IDL and util.inspect() want of it: members that are enumerable, a name for toString(), and how it shows.
 * @param {Function} Class
 * @param {(self: object) => object} [show]  what inspect() tells of an instance
 */
export function finishFace(Class, show) {
  const { prototype, name } = Class;
  for (const key of Object.getOwnPropertyNames(prototype)) {
    if (key !== 'constructor') Object.defineProperty(prototype, key, { enumerable: true });
  }
  Object.defineProperty(prototype, Symbol.toStringTag, { value: name, configurable: true });
  if (show === undefined) return;
  Object.defineProperty(prototype, inspectCustom, {
    value(depth, options, inspect) {
      const shown = show(this);
      if (depth < 0) return this;
      return `${name} ${inspect(shown, { ...options, depth: options.depth == null ? null : options.depth - 1 })}`;
    },
    writable: true,
    configurable: true,
  });
}

/**
 * What Node's own streams ask of a web stream, under symbols that packages know too.
 * @param {Function} Class
 * @param {Record<string, (self: object) => *>} answers  by the symbol's description
 */
export function answerNode(Class, answers) {
  for (const [description, answer] of Object.entries(answers)) {
    Object.defineProperty(Class.prototype, Symbol.for(description), {
      get() {
        return answer(this);
      },
      configurable: true,
    });
  }
}
