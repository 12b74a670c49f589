// The event 'keypress' of an input stream.
import { StringDecoder } from '../../string_decoder.js';
import { load } from '../builtins.js';
import { firstKey } from './keys.js';

const ESCAPE_TIMEOUT = 500; // ms

const attached = new WeakSet();

/**
 * Has a stream emit 'keypress' with (text, key) for what it reads, as soon and as long as someone listens.
 * @param {Readable} stream
 * @param {Interface} [iface]  its escapeCodeTimeout tells how long an ESC waits for what may follow, in ms
 * Source: Node readline.emitKeypressEvents since v0.7.7.
 */
export function emitKeypressEvents(stream, iface = {}) {
  if (attached.has(stream)) return;
  attached.add(stream);
  const decoder = new StringDecoder('utf8');
  let pending = '';
  let timer;

  function take(complete) {
    while (pending !== '') {
      const found = firstKey(pending, complete);
      if (found === undefined) {
        timer = load('timers').setTimeout(take, iface.escapeCodeTimeout ?? ESCAPE_TIMEOUT, true);
        return;
      }
      const rest = pending.slice(found.length);
      // what a listener throws ends this chunk
      pending = '';
      // a tab in the middle of what was pasted is no wish for completion
      iface.isCompletionEnabled = rest === '';
      const text = found.key.meta || found.key.code !== undefined ? undefined : found.key.sequence;
      try {
        stream.emit('keypress', text, found.key);
      } finally {
        iface.isCompletionEnabled = true;
      }
      pending = rest + pending;
    }
  }

  function onData(chunk) {
    if (stream.listenerCount('keypress') === 0) {
      stream.removeListener('data', onData);
      stream.on('newListener', onNewListener);
      return;
    }
    const text = typeof chunk === 'string' ? chunk : decoder.write(chunk);
    if (text === '') return;
    load('timers').clearTimeout(timer);
    pending += text;
    take(false);
  }

  function onNewListener(event) {
    if (event !== 'keypress') return;
    stream.removeListener('newListener', onNewListener);
    stream.on('data', onData);
  }

  if (stream.listenerCount('keypress') > 0) stream.on('data', onData);
  else stream.on('newListener', onNewListener);
}
