// buffer.transcode: every pair of character sets, and what none of them can say.
import assert from 'node:assert';
import { transcode } from 'node:buffer';
import { test } from '../harness.js';

const hex = (text) => Buffer.from(text, 'hex');
const text = 'a\u00e9\u20ac\u{1f600}';

test('between all pairs; what the target cannot say is a question mark', () => {
  const inputs = {
    utf8: Buffer.from(text),
    ucs2: Buffer.from(text, 'utf16le'),
    latin1: hex('61e980'),
    ascii: hex('6162'),
  };
  const expected = {
    utf8: { utf8: inputs.utf8, ucs2: inputs.ucs2, latin1: hex('61e93f3f'), ascii: hex('613f3f3f') },
    ucs2: { utf8: inputs.utf8, ucs2: inputs.ucs2, latin1: hex('61e93f3f'), ascii: hex('613f3f3f') },
    latin1: { utf8: hex('61c3a9c280'), ucs2: hex('6100e9008000'), latin1: hex('61e980'), ascii: hex('613f3f') },
    ascii: { utf8: hex('6162'), ucs2: hex('61006200'), latin1: hex('6162'), ascii: hex('6162') },
  };
  for (const from of Object.keys(inputs)) {
    for (const to of Object.keys(inputs)) {
      const result = transcode(inputs[from], from, to);
      assert.ok(Buffer.isBuffer(result));
      assert.deepEqual(result, expected[from][to], `${from} to ${to}`);
    }
  }
});

test('other names of the same character sets, in any case', () => {
  for (const name of ['UCS-2', 'utf-16le', 'UTF16LE'])
    assert.deepEqual(transcode(Buffer.from(text), 'UTF-8', name), Buffer.from(text, 'utf16le'), name);
  assert.deepEqual(transcode(Buffer.from('\u00e9\u20ac'), 'Utf8', 'binary'), hex('e93f'));
  assert.deepEqual(transcode(Buffer.from('\u00e9'), undefined, 'LATIN1'), hex('e9'));
});

test('text that is ill-formed', () => {
  const invalid = { name: 'Error', code: 'U_INVALID_CHAR_FOUND', errno: 10 };
  const message = 'Unable to transcode Buffer [U_INVALID_CHAR_FOUND]';
  for (const bytes of ['c328', 'e282', 'ff', 'eda080'])
    assert.throws(() => transcode(hex(bytes), 'utf8', 'ucs2'), { ...invalid, message }, bytes);
  for (const bytes of ['3dd8', '00de3dd8', '3dd86100'])
    assert.throws(() => transcode(hex(bytes), 'ucs2', 'utf8'), { ...invalid, message }, bytes);
  assert.deepEqual(transcode(hex('c328'), 'utf8', 'latin1'), Buffer.from('?('));
  assert.deepEqual(transcode(hex('c328'), 'utf8', 'utf8'), Buffer.from('\ufffd('));
  assert.deepEqual(transcode(hex('3dd86100'), 'ucs2', 'ascii'), Buffer.from('?a'));
  assert.deepEqual(transcode(hex('3dd86100'), 'ucs2', 'ucs2'), hex('fdff6100'));
  assert.deepEqual(transcode(hex('61e9'), 'ascii', 'utf8'), Buffer.from('a\ufffd'));
});

test('half a unit of UTF-16, and units that do not lie at even addresses', () => {
  assert.deepEqual(transcode(hex('610062'), 'ucs2', 'utf8'), Buffer.from('a'));
  assert.deepEqual(transcode(hex('610062'), 'ucs2', 'latin1'), Buffer.from('a'));
  assert.deepEqual(transcode(hex('610062'), 'ucs2', 'ucs2'), hex('6100fdff'));
  assert.deepEqual(transcode(hex('0061006200').subarray(1), 'ucs2', 'utf8'), Buffer.from('ab'));
});

test('the result is memory of its own, of any length', () => {
  const source = Buffer.from('abc');
  const copy = transcode(source, 'utf8', 'utf8');
  copy[0] = 0x7a;
  assert.equal(source.toString(), 'abc');
  assert.equal(transcode(new Uint8Array(0), 'utf8', 'ucs2').length, 0);
  const long = transcode(Buffer.alloc(3_000_000, '\u20ac'), 'utf8', 'ucs2');
  assert.deepEqual(long, Buffer.alloc(2_000_000, '\u20ac', 'utf16le'));
});

test('encodings that are none, and sources that are no bytes', () => {
  const illegal = {
    name: 'Error',
    code: 'U_ILLEGAL_ARGUMENT_ERROR',
    errno: 1,
    message: 'Unable to transcode Buffer [U_ILLEGAL_ARGUMENT_ERROR]',
  };
  for (const name of ['hex', 'base64', 'base64url', 'utf7', 'b', 5]) {
    assert.throws(() => transcode(Buffer.from('a'), name, 'utf8'), illegal, `from ${name}`);
    assert.throws(() => transcode(Buffer.from('a'), 'utf8', name), illegal, `to ${name}`);
  }
  for (const source of [
    'a',
    null,
    undefined,
    [97],
    new Uint16Array(1),
    new ArrayBuffer(1),
    new DataView(new ArrayBuffer(1)),
  ])
    assert.throws(() => transcode(source, 'utf8', 'ucs2'), { name: 'TypeError', code: 'ERR_INVALID_ARG_TYPE' });
});
