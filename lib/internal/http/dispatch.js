// From the native connections to the objects behind them: `connection.state` is a ServerConnection or a ClientConnection.
import { binding } from '../binding.js';
import { observed, setContext, tracking } from '../async_hooks/origin.js';
import { inScope } from './resource.js';
import { onStart } from '../start.js';

const { setUp } = binding('http');

onStart(() => {
  setUp(
    ({ state }, code, target, fields, flags, body) =>
      tracking
        ? inScope(state, 'message', code, target, fields, flags, body)
        : state.message(code, target, fields, flags, body),
    ({ state }, part) => (tracking ? inScope(state, 'body', part) : state.body(part)),
    ({ state }, trailers) => (tracking ? inScope(state, 'complete', trailers) : state.complete(trailers)),
    ({ state }, code, reason, parsed, packet) =>
      tracking
        ? inScope(state, 'parseFailed', code, reason, parsed, packet)
        : state.parseFailed(code, reason, parsed, packet),
    ({ state }, head) => (tracking ? inScope(state, 'upgraded', head) : state.upgraded(head)),
    ({ state }, errno) => (tracking ? inScope(state, 'readEnd', errno) : state.readEnd(errno)),
    giveBatch,
  );
});

// Several whole messages that came in one read: five values for each. Where a handler throws, the next call goes on behind it.
function giveBatch(connection, batch) {
  const { state } = connection;
  for (let i = state.given; i < batch.length && !connection.stopped(); i = state.given) {
    state.given = i + 5;
    // what the handler of one request has entered is not the next one's
    if (observed) setContext(undefined);
    if (tracking) inScope(state, 'message', ...batch.slice(i, i + 5));
    else state.message(batch[i], batch[i + 1], batch[i + 2], batch[i + 3], batch[i + 4]);
  }
  state.given = 0;
}
