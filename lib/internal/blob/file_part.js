// A part of a Blob that lies in a file. The file must stay as it was when the Blob was made.
import { binding } from '../binding.js';
import { DOMException } from '../dom_exception.js';
import { codes } from '../errors.js';
import { settled } from '../fs/result.js';
import { toStats } from '../fs/stats.js';
import { kClone } from '../messaging/symbols.js';

const native = binding('fs');

function unreadable(cause) {
  return Object.assign(new DOMException('The blob could not be read', 'NotReadableError'), cause && { cause });
}

export class FilePart {
  #path;
  #stats;
  #start;

  /**
   * @param {string | Uint8Array} path
   * @param {BigIntStats} stats  as they must stay
   * @param {number} start  in bytes
   * @param {number} size  in bytes
   */
  constructor(path, stats, start, size) {
    this.#path = path;
    this.#stats = stats;
    this.#start = start;
    this.size = size;
  }

  slice(start, end) {
    return new FilePart(this.#path, this.#stats, this.#start + start, end - start);
  }

  /** @returns {Promise<Uint8Array>} bytes start to end @throws {DOMException} NotReadableError once the file is another */
  async read(start, end) {
    try {
      const fd = await settled(native.open(this.#path, native.constants.O_RDONLY, 0));
      try {
        return await this.#readFrom(fd, this.#start + start, end - start);
      } finally {
        await settled(native.close(fd));
      }
    } catch (error) {
      throw error.name === 'NotReadableError' ? error : unreadable(error);
    }
  }

  async #readFrom(fd, position, length) {
    const now = await settled(native.fstat(fd, true), toStats);
    if (now.size !== this.#stats.size || now.mtimeNs !== this.#stats.mtimeNs || now.ino !== this.#stats.ino)
      throw unreadable();
    const bytes = new Uint8Array(length);
    let at = 0;
    while (at < length) {
      const read = await settled(native.read(fd, bytes, at, length - at, position + at));
      if (read === 0) throw unreadable();
      at += read;
    }
    return bytes;
  }

  /** @throws {Error} ERR_INVALID_STATE: another thread has no way to see that the file is the same */
  [kClone]() {
    throw new codes.ERR_INVALID_STATE('File-backed Blobs are not cloneable');
  }
}
