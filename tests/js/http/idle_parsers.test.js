import assert from 'node:assert';
import http from 'node:http';
import { test } from '../harness.js';

test('setMaxIdleHTTPParsers() takes a number from 1', () => {
  for (const value of ['1', null, undefined, 1n])
    assert.throws(() => http.setMaxIdleHTTPParsers(value), { code: 'ERR_INVALID_ARG_TYPE' });
  for (const value of [0, 1.5, NaN])
    assert.throws(() => http.setMaxIdleHTTPParsers(value), { code: 'ERR_OUT_OF_RANGE' });
  assert.equal(http.setMaxIdleHTTPParsers(5), undefined);
});
