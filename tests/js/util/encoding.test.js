import assert from 'node:assert';
import { MIMEType } from 'node:util';
import { test } from '../harness.js';

test('UTF-8 both ways, and into a buffer that is too small', () => {
  const text = 'a\u20ac\u{1F600}\ud800';
  assert.strictEqual(new TextDecoder().decode(new TextEncoder().encode(text)), 'a\u20ac\u{1F600}\ufffd');
  const bytes = new Uint8Array(5);
  assert.deepStrictEqual(new TextEncoder().encodeInto('a\u20ac\u20ac', bytes), { read: 2, written: 4 });
});

test('a stream in parts, in any encoding', () => {
  const decoder = new TextDecoder('shift_jis');
  assert.strictEqual(
    decoder.decode(Uint8Array.of(0x82), { stream: true }) + decoder.decode(Uint8Array.of(0xa0)),
    '\u3042',
  );
  const utf8 = new TextDecoder();
  assert.strictEqual(
    utf8.decode(Uint8Array.of(0xef, 0xbb), { stream: true }) + utf8.decode(Uint8Array.of(0xbf, 0x61)),
    'a',
  );
});

test('labels, options, errors', () => {
  assert.strictEqual(new TextDecoder('latin1').encoding, 'windows-1252');
  assert.strictEqual(new TextDecoder(' UTF-16 ').encoding, 'utf-16le');
  assert.throws(() => new TextDecoder('nope'), { code: 'ERR_ENCODING_NOT_SUPPORTED', name: 'RangeError' });
  assert.throws(() => new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.of(0xff)), {
    code: 'ERR_ENCODING_INVALID_ENCODED_DATA',
  });
  assert.strictEqual(new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.of(0xef, 0xbb, 0xbf)), '\ufeff');
  assert.throws(() => new TextDecoder().decode('x'), { code: 'ERR_INVALID_ARG_TYPE' });
});

test('after an error, a decoder begins anew', () => {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  assert.throws(() => decoder.decode(Uint8Array.of(0x61, 0xff), { stream: true }));
  assert.strictEqual(decoder.decode(Uint8Array.of(0x62)), 'b');
});

test('MIME types', () => {
  const type = new MIMEType('Text/HTML; charset="utf-8" ;x');
  assert.strictEqual(`${type}`, 'text/html;charset=utf-8');
  type.params.set('title', 'a b');
  assert.strictEqual(`${type}`, 'text/html;charset=utf-8;title="a b"');
  assert.throws(() => new MIMEType('text'), { code: 'ERR_INVALID_MIME_SYNTAX' });
  assert.throws(() => type.params.set('a b', ''), { code: 'ERR_INVALID_MIME_SYNTAX' });
});

test('what is no character is U+FFFD in every encoding', () => {
  for (const [encoding, bytes] of [
    ['shift_jis', [0xa0, 0x41]],
    ['euc-jp', [0xe2]],
    ['euc-jp', [0x80]],
    ['euc-kr', [0x80, 0x41]],
    ['euc-kr', [0xff, 0x41]],
    ['big5', [0xff, 0x41]],
  ]) {
    assert.match(new TextDecoder(encoding).decode(Uint8Array.from(bytes)), /^\ufffdA?$/, encoding);
    assert.throws(() => new TextDecoder(encoding, { fatal: true }).decode(Uint8Array.from(bytes)), TypeError);
  }
  assert.equal(new TextDecoder('shift_jis', { fatal: true }).decode(Uint8Array.of(0x80, 0x41)), '\x80A');
});
