// Gives Node's streams their ways to and from web streams. Few programs need them: they are loaded at the first use.
import { load } from '../builtins.js';

const fromWeb = () => load('internal/stream/web/from_web');
const toWeb = () => load('internal/stream/web/to_web');

/** @param {{Readable: Function, Writable: Function, Duplex: Function}} classes */
export function addWebStreams({ Readable, Writable, Duplex }) {
  Readable.fromWeb = (web, options) => fromWeb().readableFromWeb(web, options);
  Readable.toWeb = (stream, options) => toWeb().readableToWeb(stream, options);
  Writable.fromWeb = (web, options) => fromWeb().writableFromWeb(web, options);
  Writable.toWeb = (stream) => toWeb().writableToWeb(stream);
  Duplex.fromWeb = (pair, options) => fromWeb().duplexFromWeb(pair, options);
  Duplex.toWeb = (stream, options) => toWeb().duplexToWeb(stream, options);
}
