import assert from 'node:assert';
import crypto from 'node:crypto';
import { once } from 'node:events';
import { test } from '../harness.js';

const hex = (algorithm, text) => crypto.createHash(algorithm).update(text).digest('hex');

test('known answers', () => {
  assert.strictEqual(hex('md5', ''), 'd41d8cd98f00b204e9800998ecf8427e');
  assert.strictEqual(hex('SHA1', 'abc'), 'a9993e364706816aba3e25717850c26c9cd0d89d');
  assert.strictEqual(hex('RSA-SHA256', 'abc'), hex('sha256', 'abc'));
  assert.strictEqual(
    crypto.createHmac('sha1', 'key').update('data').digest('hex'),
    '104152c5bfdca07bc633eebd46199f0255c9f49d',
  );
});

test('data in every form', () => {
  const expected = hex('sha256', 'a\u00e9\u20ac');
  const bytes = Buffer.from('a\u00e9\u20ac');
  for (const data of [bytes, new Uint8Array(bytes), new DataView(bytes.buffer, bytes.byteOffset, bytes.length)]) {
    assert.strictEqual(hex('sha256', data), expected);
  }
  const hash = crypto.createHash('sha256');
  for (const byte of bytes) hash.update(Buffer.of(byte));
  assert.strictEqual(hash.digest('hex'), expected);
  assert.strictEqual(crypto.createHash('sha256').update(bytes.toString('hex'), 'hex').digest('hex'), expected);
  assert.strictEqual(
    crypto.createHash('sha256').update('\u00e9', 'latin1').digest('hex'),
    hex('sha256', Buffer.of(0xe9)),
  );
  assert.strictEqual(hex('sha256', 'x'.repeat(100_000)), hex('sha256', Buffer.alloc(100_000, 'x')));
});

test('results in every form', () => {
  const digest = () => crypto.createHash('sha1').update('a');
  assert.ok(Buffer.isBuffer(digest().digest()));
  for (const encoding of ['hex', 'base64', 'base64url', 'latin1', 'utf8', 'ucs2']) {
    assert.strictEqual(digest().digest(encoding), digest().digest().toString(encoding));
  }
});

test('lengths that are asked for', () => {
  assert.strictEqual(crypto.createHash('shake256', { outputLength: 3 }).digest('hex'), '46b9dd');
  assert.strictEqual(crypto.createHash('shake128', { outputLength: 0 }).digest('hex'), '');
  assert.strictEqual(crypto.hash('shake128', '', { outputLength: 2, outputEncoding: 'hex' }), '7f9c');
  assert.throws(() => crypto.createHash('sha256', { outputLength: 28 }), {
    code: 'ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH',
  });
  assert.throws(() => crypto.createHash('sha256', { outputLength: -1 }), { code: 'ERR_OUT_OF_RANGE' });
});

test('a digest ends once, a copy goes on', () => {
  const hash = crypto.createHash('sha512').update('abc');
  const copy = hash.copy().update('def');
  assert.strictEqual(hash.digest('hex'), hex('sha512', 'abc'));
  assert.strictEqual(copy.digest('hex'), hex('sha512', 'abcdef'));
  for (const call of [() => hash.digest(), () => hash.update('x'), () => hash.copy()]) {
    assert.throws(call, { code: 'ERR_CRYPTO_HASH_FINALIZED' });
  }
});

test('as a stream', async () => {
  const hash = crypto.createHash('sha256');
  hash.write('a');
  hash.end('bc');
  const [bytes] = await once(hash, 'data');
  assert.strictEqual(bytes.toString('hex'), hex('sha256', 'abc'));
});

test('at once', () => {
  for (const algorithm of crypto.getHashes()) {
    assert.strictEqual(crypto.hash(algorithm, 'text', { outputEncoding: 'hex' }), hex(algorithm, 'text'), algorithm);
  }
});

test('bad input', () => {
  assert.throws(() => crypto.createHash('no-such'), /Digest method not supported/);
  assert.throws(() => crypto.createHash(), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => crypto.createHash('sha1').update(5), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => crypto.createHash('sha1').update('abc', 'hex'), { code: 'ERR_INVALID_ARG_VALUE' });
  assert.throws(() => crypto.createHmac('no-such', 'k'), { code: 'ERR_CRYPTO_INVALID_DIGEST' });
  assert.throws(() => crypto.createHmac('sha1', 5), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => crypto.hash('sha1', 'a', 'no-encoding'), { code: 'ERR_INVALID_ARG_VALUE' });
});

test('timingSafeEqual', () => {
  assert.strictEqual(crypto.timingSafeEqual(Buffer.from('ab'), Buffer.from('ab')), true);
  assert.strictEqual(crypto.timingSafeEqual(Buffer.from('ab'), new Uint8Array([97, 99])), false);
  assert.throws(() => crypto.timingSafeEqual(Buffer.from('a'), Buffer.from('ab')), {
    code: 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH',
  });
  assert.throws(() => crypto.timingSafeEqual('a', 'a'), { code: 'ERR_INVALID_ARG_TYPE' });
});
