import assert from 'node:assert';
import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import { types } from 'node:util';
import { test } from '../harness.js';

test('keys are told from what looks like them', () => {
  const key = createSecretKey(Buffer.from('secret'));
  assert.ok(types.isKeyObject(key));
  assert.ok(types.isKeyObject(generateKeyPairSync('ed25519').publicKey));
  assert.ok(!types.isKeyObject(Object.create(Object.getPrototypeOf(key))));
  assert.ok(!types.isKeyObject(undefined));
  assert.ok(!types.isCryptoKey(key));
  assert.ok(!types.isCryptoKey(Object.create(CryptoKey.prototype)));
});
