import assert from 'node:assert';
import crypto from 'node:crypto';
import { promisify } from 'node:util';
import { test } from '../harness.js';

const both = async (name, ...args) => {
  const now = Buffer.from(crypto[`${name}Sync`](...args)).toString('hex');
  const later = Buffer.from(await promisify(crypto[name])(...args)).toString('hex');
  assert.strictEqual(later, now);
  return now;
};

test('known answers, at once and in the pool', async () => {
  assert.strictEqual(
    await both('pbkdf2', 'password', 'salt', 2, 20, 'sha256'),
    'ae4d0c95af6b46d32d0adff928f06dd02a303f8e',
  );
  assert.strictEqual(await both('scrypt', '', '', 16, { N: 16, r: 1, p: 1 }), '77d6576238657b203b19ca42c18a0497');
  assert.strictEqual(
    await both(
      'hkdf',
      'sha256',
      Buffer.alloc(22, 11),
      Buffer.from('000102030405060708090a0b0c', 'hex'),
      Buffer.from('f0f1f2f3f4f5f6f7f8f9', 'hex'),
      16,
    ),
    '3cb25f25faacd57a90434f64d0362f2a',
  );
  assert.strictEqual(
    await both('argon2', 'argon2id', {
      message: Buffer.alloc(32, 1),
      nonce: Buffer.alloc(16, 2),
      secret: Buffer.alloc(8, 3),
      associatedData: Buffer.alloc(12, 4),
      parallelism: 4,
      tagLength: 32,
      memory: 32,
      passes: 3,
    }),
    '0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659',
  );
});

// RFC 8018, section 5.2, written down as it stands there
function pbkdf2ByHmac(digest, password, salt, iterations, length) {
  const hmac = (bytes) => crypto.createHmac(digest, password).update(bytes).digest();
  const blocks = [];
  for (let i = 1; Buffer.concat(blocks).length < length; i++) {
    const number = Buffer.alloc(4);
    number.writeUInt32BE(i);
    let value = hmac(Buffer.concat([salt, number]));
    const sum = Buffer.from(value);
    for (let k = 1; k < iterations; k++) {
      value = hmac(value);
      for (let at = 0; at < sum.length; at++) sum[at] ^= value[at];
    }
    blocks.push(sum);
  }
  return Buffer.concat(blocks).subarray(0, length).toString('hex');
}

test('pbkdf2 is what its definition says, with each kind of digest and length', () => {
  const bytes = (length) => Buffer.alloc(length, 'pbkdf2');
  for (const digest of [
    'sha1',
    'sha224',
    'sha256',
    'sha384',
    'sha512',
    'sha512-256',
    'sha3-256',
    'md5',
    'RSA-SHA256',
  ]) {
    for (const [password, salt, iterations, length] of [
      [0, 0, 1, 1],
      [8, 4, 3, 20],
      [64, 64, 2, 64], // a password of just a block
      [65, 200, 2, 100], // longer than a block: hashed first
      [129, 16, 4, 300],
    ]) {
      const args = [bytes(password), bytes(salt), iterations, length];
      assert.strictEqual(
        crypto.pbkdf2Sync(...args, digest).toString('hex'),
        pbkdf2ByHmac(digest, ...args),
        `${digest} ${password} ${salt} ${iterations} ${length}`,
      );
    }
  }
});

test('what is given may be written to while the pool works', async () => {
  const password = Buffer.from('password');
  const key = promisify(crypto.pbkdf2)(password, 'salt', 10_000, 20, 'sha256');
  password.fill(0);
  assert.strictEqual(
    (await key).toString('hex'),
    crypto.pbkdf2Sync('password', 'salt', 10_000, 20, 'sha256').toString('hex'),
  );
});

test('bad input', () => {
  const noCall = () => assert.fail('called back');
  assert.throws(() => crypto.pbkdf2('p', 's', 0, 1, 'sha1', noCall), { code: 'ERR_OUT_OF_RANGE' });
  assert.throws(() => crypto.pbkdf2('p', 's', 1, 1, 'no-such', noCall), { code: 'ERR_CRYPTO_INVALID_DIGEST' });
  assert.throws(() => crypto.pbkdf2('p', 's', 1, 1, 'sha1'), { code: 'ERR_INVALID_ARG_TYPE' });
  assert.throws(() => crypto.scryptSync('p', 's', 1, { N: 3 }), { code: 'ERR_CRYPTO_INVALID_SCRYPT_PARAMS' });
  assert.throws(() => crypto.scryptSync('p', 's', 1, { N: 2 ** 20 }), /memory limit exceeded/);
  assert.throws(() => crypto.scryptSync('p', 's', 1, { N: 2, cost: 2 }), { code: 'ERR_INCOMPATIBLE_OPTION_PAIR' });
  assert.throws(() => crypto.hkdfSync('sha1', 'k', 's', 'i', 255 * 20 + 1), { code: 'ERR_CRYPTO_INVALID_KEYLEN' });
  assert.throws(() => crypto.hkdfSync('no-such', 'k', 's', 'i', 1), { code: 'ERR_CRYPTO_INVALID_DIGEST' });
});
