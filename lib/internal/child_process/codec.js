// What messages between processes are as bytes. 'json': a line of JSON each; 'advanced': their length as four bytes, the
// highest first, and what v8.serialize() makes of them. Both are what Node.js speaks: either end may be one.
import { Buffer } from '../../buffer.js';
import { load } from '../builtins.js';
import { codes } from '../errors.js';

/** The longest string that there can be: no message is read that could not become one. */
const MOST = 0x1fffffe8;
const NEWLINE = 10;

function tooLong(length) {
  return new codes.ERR_OUT_OF_RANGE('message length', `<= ${MOST}`, length);
}

/** Parts of a message that has not wholly come. */
class Parts {
  #list = [];
  length = 0;

  add(bytes) {
    this.length += bytes.length;
    if (this.length > MOST) throw tooLong(this.length);
    this.#list.push(bytes);
  }

  /** @returns {Buffer} all of them, which are then forgotten */
  take() {
    const all = this.#list.length === 1 ? this.#list[0] : Buffer.concat(this.#list, this.length);
    this.#list = [];
    this.length = 0;
    return all;
  }
}

class JsonCodec {
  #parts = new Parts();

  /** @returns {string | Buffer} */
  encode(message) {
    return `${JSON.stringify(message)}\n`;
  }

  /**
   * @param {Buffer} bytes  what has come
   * @param {(message: unknown) => void} each  is given each message that is now whole
   * @throws {SyntaxError} for what is no JSON
   */
  decode(bytes, each) {
    let at = 0;
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, at)) {
      let line = bytes.subarray(at, end);
      at = end + 1;
      if (this.#parts.length > 0) {
        this.#parts.add(line);
        line = this.#parts.take();
      }
      each(JSON.parse(line.toString()));
    }
    if (at < bytes.length) this.#parts.add(bytes.subarray(at));
  }

  /** Whether a message has come in part. */
  get partial() {
    return this.#parts.length > 0;
  }
}

const LENGTH_BYTES = 4;
const noLength = new Uint8Array(LENGTH_BYTES);

class AdvancedCodec {
  #parts = new Parts();
  /** Bytes of the message that comes, its length included; 0 until that is known. */
  #wanted = 0;

  encode(message) {
    const { DefaultSerializer } = load('internal/v8/serialize');
    const serializer = new DefaultSerializer();
    serializer.writeRawBytes(noLength);
    serializer.writeHeader();
    serializer.writeValue(message);
    const bytes = serializer.releaseBuffer();
    if (bytes.length > MOST) throw tooLong(bytes.length);
    bytes.writeUInt32BE(bytes.length - LENGTH_BYTES, 0);
    return bytes;
  }

  decode(bytes, each) {
    const { deserialize } = load('internal/v8/serialize');
    this.#parts.add(bytes);
    while (this.#parts.length >= (this.#wanted || LENGTH_BYTES)) {
      const all = this.#parts.take();
      this.#wanted = LENGTH_BYTES + all.readUInt32BE(0);
      if (all.length < this.#wanted) {
        this.#parts.add(all);
        return;
      }
      const message = all.subarray(LENGTH_BYTES, this.#wanted);
      if (all.length > this.#wanted) this.#parts.add(all.subarray(this.#wanted));
      this.#wanted = 0;
      each(deserialize(message));
    }
  }

  get partial() {
    return this.#parts.length > 0;
  }
}

/** @param {'json' | 'advanced'} serialization */
export const makeCodec = (serialization) => (serialization === 'advanced' ? new AdvancedCodec() : new JsonCodec());
