// From the native connections to the objects behind them: `connection.state` is a ServerConnection or a ClientConnection.
import { binding } from '../binding.js';
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
  );
});
