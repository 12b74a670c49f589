import assert from 'node:assert';
import { IncomingMessage } from 'node:http';
import { test } from '../harness.js';

test('lines that are added to a message join the headers that it was given', () => {
  const message = new IncomingMessage();
  message.headers = { first: '1' };
  message._addHeaderLines(['Second', '2'], 2);
  assert.deepEqual(message.headers, { first: '1', second: '2' });
  const other = new IncomingMessage();
  other._addHeaderLines(['Only', '1', 'Left', 'out'], 2);
  assert.deepEqual(other.headers, { only: '1' });
});
