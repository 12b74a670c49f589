// A descriptor that is written to at once: files, pipes and terminals alike. What has been written is out when the call returns,
// so that nothing is lost when the program ends.
import { Buffer } from '../../buffer.js';
import { Writable } from '../../stream.js';
import { binding } from '../binding.js';
import { errnoException } from '../errors.js';

const { write, writeText } = binding('stdio');

export class OutputStream extends Writable {
  /**
   * @param {number} fd
   * @param {object} [options]  as for new Writable()
   */
  constructor(fd, options) {
    super({ decodeStrings: false, ...options });
    this.fd = fd;
  }

  _write(chunk, encoding, callback) {
    let status;
    if (typeof chunk !== 'string') status = write(this.fd, chunk);
    else if (encoding === 'utf8' || encoding === 'utf-8') status = writeText(this.fd, chunk);
    else status = write(this.fd, Buffer.from(chunk, encoding));
    callback(status === 0 ? null : errnoException(status, 'write'));
  }
}
