// PassThrough: a Transform that changes nothing.
import { Transform } from './transform.js';

/**
 * @param {object} [options]  of a Transform
 * Source: Node class stream.PassThrough since v0.9.4.
 */
export function PassThrough(options) {
  if (!(this instanceof PassThrough)) return new PassThrough(options);
  Transform.call(this, options);
}
Object.setPrototypeOf(PassThrough.prototype, Transform.prototype);
Object.setPrototypeOf(PassThrough, Transform);

PassThrough.prototype._transform = function _transform(chunk, encoding, callback) {
  callback(null, chunk);
};
