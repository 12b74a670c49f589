import stream from '../../stream.js';

/**
 * A Transform that is one from the first time that it is used as a stream: most hashes never are.
 * @param {object} [options]  of the Transform
 */
export function LazyTransform(options) {
  this._options = options;
}

Object.setPrototypeOf(LazyTransform.prototype, stream.Transform.prototype);
Object.setPrototypeOf(LazyTransform, stream.Transform);

function becomeStream(transform) {
  stream.Transform.call(transform, transform._options);
  // Strings that are written go to the native side as they are, with their encoding.
  transform._writableState.decodeStrings = false;
}

function lazily(name) {
  return {
    get() {
      becomeStream(this);
      return this[name];
    },
    set(value) {
      Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
    },
    enumerable: true,
    configurable: true,
  };
}

Object.defineProperties(LazyTransform.prototype, {
  _readableState: lazily('_readableState'),
  _writableState: lazily('_writableState'),
});
