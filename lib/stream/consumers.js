// node:stream/consumers: all of a stream as one value. A stream is anything that `for await` can go through.
// Source of all: Node stream/consumers since v16.7.0.
import buffers from '../buffer.js';
import { load } from '../internal/builtins.js';

const { Buffer } = buffers;

function isAnyArrayBuffer(value) {
  return value instanceof ArrayBuffer || value instanceof SharedArrayBuffer;
}

/**
 * @param {AsyncIterable} stream  of what the parts of a Blob can be: bytes, strings and Blobs; anything else becomes a string
 * @returns {Promise<Blob>}
 */
async function blob(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return new buffers.Blob(chunks);
}

/**
 * @param {AsyncIterable} stream  as for blob()
 * @returns {Promise<Buffer>} alone in its memory
 */
async function buffer(stream) {
  const chunks = [];
  let length = 0;
  for await (const chunk of stream) {
    const part = await asBytes(chunk);
    chunks.push(part);
    length += part.length;
  }
  const all = Buffer.allocUnsafeSlow(length);
  let offset = 0;
  for (const part of chunks) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}

function asBytes(chunk) {
  if (ArrayBuffer.isView(chunk)) return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  if (isAnyArrayBuffer(chunk)) return new Uint8Array(chunk);
  if (chunk instanceof buffers.Blob) return chunk.bytes();
  return Buffer.from(`${chunk}`);
}

/**
 * @param {AsyncIterable} stream  as for blob()
 * @returns {Promise<Uint8Array>}
 */
async function bytes(stream) {
  return new Uint8Array(await arrayBuffer(stream));
}

/**
 * @param {AsyncIterable} stream  as for blob()
 * @returns {Promise<ArrayBuffer>}
 */
async function arrayBuffer(stream) {
  return (await buffer(stream)).buffer;
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
