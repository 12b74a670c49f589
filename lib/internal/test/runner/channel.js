// How a test file's process tells the runner of its events: frames of (4 bytes length, structured clone) on a descriptor of their own.
import { Buffer } from '../../../buffer.js';
import { load } from '../../builtins.js';
import { deserializeError, serializeError } from '../../worker_threads/error.js';

/** The descriptor, and what tells the child of it. */
export const CHANNEL_FD = 3;
const VARIABLE = 'RONDO_TEST_CHANNEL';
const HEADER = 4;
/** What is told of a test that has passed, where failures are rerun; the runner keeps it to itself. */
export const PASSED = 'rondo:passed';
/** No event is as large: what claims to be is no event. */
const LONGEST = 64 * 1024 * 1024;

/** @param {object} env  of a child @returns {object} with what makes it report on the channel */
export function withChannel(env) {
  return { ...env, NODE_TEST_CONTEXT: 'child-v8', [VARIABLE]: String(CHANNEL_FD) };
}

/** @returns {number | undefined} the descriptor, if a runner listens */
export function openChannel() {
  const fd = process.env[VARIABLE];
  if (fd === undefined) return undefined;
  // What this process starts in turn is not listened to.
  delete process.env[VARIABLE];
  return Number(fd);
}

/** @param {number} fd @param {string} type @param {object} data */
export function send(fd, type, data) {
  const { writeSync } = load('fs');
  const content = load('v8').serialize([type, withPlainError(data)]);
  const header = Buffer.alloc(HEADER);
  header.writeUInt32LE(content.length);
  const frame = Buffer.concat([header, content]);
  for (let sent = 0; sent < frame.length; ) {
    try {
      sent += writeSync(fd, frame, sent);
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
}

function withPlainError(data) {
  const { details } = data;
  if (details?.error === undefined) return data;
  return { ...data, details: { ...details, error: serializeError(details.error) } };
}

/** Puts frames together again. */
export class Receiver {
  #pending = Buffer.alloc(0);
  #receive;

  /** @param {(type: string, data: object) => void} receive */
  constructor(receive) {
    this.#receive = receive;
  }

  /** @param {Buffer} chunk */
  take(chunk) {
    this.#pending = this.#pending.length === 0 ? chunk : Buffer.concat([this.#pending, chunk]);
    for (;;) {
      if (this.#pending.length < HEADER) return;
      const length = this.#pending.readUInt32LE(0);
      if (length > LONGEST) {
        // Somebody else has written to the descriptor: nothing after it can be understood.
        this.#pending = Buffer.alloc(0);
        this.take = () => {};
        return;
      }
      if (this.#pending.length < HEADER + length) return;
      const [type, data] = load('v8').deserialize(this.#pending.subarray(HEADER, HEADER + length));
      this.#pending = this.#pending.subarray(HEADER + length);
      const { details } = data;
      if (details?.error !== undefined) details.error = deserializeError(details.error);
      this.#receive(type, data);
    }
  }
}
