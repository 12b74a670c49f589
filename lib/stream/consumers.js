// node:stream/consumers: all of a stream as one value. A stream is anything that `for await` can go through.
// Source of all: Node stream/consumers since v16.7.0.
import buffers from '../buffer.js';
import { load } from '../internal/builtins.js';

const { Buffer } = buffers;

/**
 * @param {AsyncIterable} stream
 * @returns {Promise<Blob>}
 */
async function blob(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return new buffers.Blob(chunks);
}

/**
 * @param {AsyncIterable} stream  of bytes or strings (taken as UTF-8)
 * @returns {Promise<Buffer>}
 */
async function buffer(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : asBytes(chunk));
  return Buffer.concat(chunks);
}

function asBytes(chunk) {
  if (ArrayBuffer.isView(chunk)) return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  return Buffer.from(chunk);
}

/**
 * @param {AsyncIterable} stream  as for buffer()
 * @returns {Promise<Uint8Array>}
 */
async function bytes(stream) {
  const { buffer: memory, byteOffset, byteLength } = await buffer(stream);
  return new Uint8Array(memory, byteOffset, byteLength);
}

/**
 * @param {AsyncIterable} stream  as for buffer()
 * @returns {Promise<ArrayBuffer>}
 */
async function arrayBuffer(stream) {
  const { buffer: memory, byteOffset, byteLength } = await buffer(stream);
  return memory.slice(byteOffset, byteOffset + byteLength);
}

/**
 * @param {AsyncIterable} stream  of strings, or of bytes in UTF-8; a character may be split between chunks
 * @returns {Promise<string>} bytes that are no UTF-8 become U+FFFD
 */
async function text(stream) {
  const decoder = new (load('util').TextDecoder)();
  let all = '';
  for await (const chunk of stream) {
    all += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
  }
  return all + decoder.decode();
}

/**
 * @param {AsyncIterable} stream  as for text()
 * @returns {Promise<*>} what JSON.parse makes of it
 * @throws SyntaxError
 */
async function json(stream) {
  return JSON.parse(await text(stream));
}

export default { arrayBuffer, blob, buffer, bytes, json, text };
