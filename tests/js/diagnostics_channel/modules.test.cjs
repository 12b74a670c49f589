const assert = require('node:assert');
const { tracingChannel } = require('node:diagnostics_channel');

(async () => {
  const { test } = await import('../harness.js');

  test('require() is told of', () => {
    const told = [];
    const handlers = { start: ({ id }) => told.push(['start', id]), end: ({ result }) => told.push(['end', result]) };
    tracingChannel('module.require').subscribe(handlers);
    const os = require('os');
    tracingChannel('module.require').unsubscribe(handlers);
    assert.deepEqual(told, [
      ['start', 'os'],
      ['end', os],
    ]);
  });

  test('import() is told of, with the error', async () => {
    const told = [];
    const handlers = { start: ({ url }) => told.push(url), error: ({ error }) => told.push(error.code) };
    tracingChannel('module.import').subscribe(handlers);
    await assert.rejects(import('not-to-be-found'));
    tracingChannel('module.import').unsubscribe(handlers);
    assert.deepEqual(told, ['not-to-be-found', 'ERR_MODULE_NOT_FOUND']);
  });
})();
