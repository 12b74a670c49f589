// From the native connections to the objects behind them: `connection.state` is a ServerConnection or a ClientConnection.
import { binding } from '../binding.js';
import { observed, setContext } from '../async_hooks/origin.js';
import { onStart } from '../start.js';

const { setUp } = binding('http');

onStart(() => {
  setUp(
    (connection, code, target, fields, flags, body) => connection.state.message(code, target, fields, flags, body),
    (connection, part) => connection.state.body(part),
    (connection, trailers) => connection.state.complete(trailers),
    (connection, code, reason, parsed, packet) => connection.state.parseFailed(code, reason, parsed, packet),
    (connection, head) => connection.state.upgraded(head),
    (connection, errno) => connection.state.readEnd(errno),
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
    state.message(batch[i], batch[i + 1], batch[i + 2], batch[i + 3], batch[i + 4]);
  }
  state.given = 0;
}
