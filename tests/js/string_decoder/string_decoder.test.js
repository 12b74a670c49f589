import assert from 'node:assert';
import { StringDecoder } from 'node:string_decoder';
import { test } from '../harness.js';

const text = 'a\u00e9\u20ac\u{1f600}\u0800z\u{10ffff}';

test('text in pieces of any length is the text', () => {
  for (const encoding of ['utf8', 'utf16le', 'latin1', 'ascii', 'hex', 'base64', 'base64url']) {
    const bytes = Buffer.from(text, encoding === 'utf16le' ? 'utf16le' : 'utf8');
    for (let step = 1; step <= bytes.length; step++) {
      const decoder = new StringDecoder(encoding);
      let out = '';
      for (let i = 0; i < bytes.length; i += step) out += decoder.write(bytes.subarray(i, i + step));
      assert.strictEqual(out + decoder.end(), bytes.toString(encoding), `${encoding} by ${step}`);
    }
  }
});

test('no character comes out in halves', () => {
  for (const encoding of ['utf8', 'utf16le']) {
    const decoder = new StringDecoder(encoding);
    for (const byte of Buffer.from(text, encoding)) assert.ok(decoder.write(Buffer.of(byte)).isWellFormed());
  }
});

test('broken bytes become U+FFFD as in toString', () => {
  const samples = ['e2', 'e241', 'f0b841', 'f1ccb8', 'f69bd1', 'f4bde5', 'eda0b5', 'c080', 'ff80', 'e2e2e2'];
  for (const sample of samples) {
    const bytes = Buffer.from(sample, 'hex');
    const decoder = new StringDecoder();
    let out = '';
    for (const byte of bytes) out += decoder.write(Buffer.of(byte));
    assert.strictEqual(out + decoder.end(), bytes.toString(), sample);
  }
});

test('what is held can be seen, and is gone after end', () => {
  const decoder = new StringDecoder('utf-8');
  assert.strictEqual(decoder.write(Buffer.from([0xf0, 0x9f])), '');
  assert.deepStrictEqual([decoder.lastNeed, decoder.lastTotal, decoder.lastChar[0]], [2, 4, 0xf0]);
  assert.strictEqual(decoder.end(), '\ufffd');
  assert.deepStrictEqual([decoder.lastNeed, decoder.lastTotal], [0, 0]);
  assert.strictEqual(decoder.write(Buffer.from('a')), 'a');
});

test('views of every kind, strings, and calls without new', () => {
  const decoder = {};
  StringDecoder.call(decoder, 'UCS-2');
  assert.strictEqual(decoder.encoding, 'utf16le');
  const { buffer } = Uint8Array.from([0x61, 0x62]);
  for (const view of [new DataView(buffer), new Uint16Array(buffer), new Int8Array(buffer)]) {
    assert.strictEqual(new StringDecoder().write(view), 'ab');
  }
  assert.strictEqual(new StringDecoder('hex').write('as it is'), 'as it is');
});

test('bad input', () => {
  assert.throws(() => new StringDecoder('utf9'), { code: 'ERR_UNKNOWN_ENCODING', message: 'Unknown encoding: utf9' });
  assert.throws(() => new StringDecoder().write(5), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => StringDecoder.prototype.write(Buffer.from('a')), { code: 'ERR_INVALID_THIS' });
});
