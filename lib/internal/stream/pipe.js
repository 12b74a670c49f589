// Readable's pipe() and unpipe().
import { nextTick } from '../task_queue/ticks.js';
import { fail } from './destroy.js';
import { prepend } from './legacy.js';
import { END_EMITTED, FLOWING, SEVERAL_PIPES } from './readable_state.js';

// One destination is noted for itself; of several a Set holds those that are full.
function noteFull(state, destination) {
  if ((state.flags & SEVERAL_PIPES) === 0) state.awaitDrainWriters = destination;
  else state.awaitDrainWriters.add(destination);
}

function noteDrained(state, destination) {
  if ((state.flags & SEVERAL_PIPES) !== 0) state.awaitDrainWriters.delete(destination);
  else if (state.awaitDrainWriters === destination) state.awaitDrainWriters = null;
}

function waitsForDrain(state) {
  return (state.flags & SEVERAL_PIPES) !== 0 ? state.awaitDrainWriters.size > 0 : state.awaitDrainWriters !== null;
}

function prepareForSeveral(state) {
  if (state.pipes.length !== 1 || (state.flags & SEVERAL_PIPES) !== 0) return;
  state.flags |= SEVERAL_PIPES;
  state.awaitDrainWriters = new Set(state.awaitDrainWriters === null ? [] : [state.awaitDrainWriters]);
}

function isTerminal(destination) {
  return destination === process.stdout || destination === process.stderr;
}

/**
 * Writes all that this stream has into destination, no faster than that takes it.
 * @param {Writable} destination  gets all chunks; what its write() throws destroys it
 * @param {{end?: boolean}} [options]  whether the destination ends with this stream; so by default
 * @returns {Writable} destination
 * Source: Node readable.pipe since v0.9.4.
 */
export function pipe(destination, options) {
  const source = this;
  const state = this._readableState;
  prepareForSeveral(state);
  state.pipes.push(destination);

  let listensToDrain = false;
  let left = false;
  const atEnd = options?.end !== false && !isTerminal(destination) ? end : leave;
  if ((state.flags & END_EMITTED) !== 0) nextTick(atEnd);
  else source.once('end', atEnd);
  destination.on('unpipe', onUnpipe);
  source.on('data', onData);
  // before the listeners of the program: they may ask whether the pipe is still there
  prepend(destination, 'error', onError);
  destination.once('close', onClose);
  destination.once('finish', onFinish);
  destination.emit('pipe', source);

  if (destination.writableNeedDrain === true) wait();
  else if ((state.flags & FLOWING) === 0) source.resume();
  return destination;

  function end() {
    destination.end();
  }
  function leave() {
    source.unpipe(destination);
  }
  function onData(chunk) {
    let wanted;
    try {
      wanted = destination.write(chunk);
    } catch (error) {
      destination.destroy(error);
      return;
    }
    if (wanted === false) wait();
  }
  function wait() {
    // what is written while the pipe is taken apart holds nobody up
    if (!left) {
      if (state.pipes.includes(destination)) noteFull(state, destination);
      source.pause();
    }
    if (listensToDrain) return;
    listensToDrain = true;
    destination.on('drain', onDrain);
  }
  function onDrain() {
    noteDrained(state, destination);
    if (!waitsForDrain(state) && source.listenerCount('data') > 0) source.resume();
  }
  // One that nobody else listens for is the destination's own.
  function onError(error) {
    leave();
    destination.removeListener('error', onError);
    if (destination.listenerCount('error') > 0) return;
    const own = destination._writableState || destination._readableState;
    if (own && !own.errorEmitted) fail(destination, error);
    else destination.emit('error', error);
  }
  function onClose() {
    destination.removeListener('finish', onFinish);
    leave();
  }
  function onFinish() {
    destination.removeListener('close', onClose);
    leave();
  }
  function onUnpipe(from, info) {
    if (from !== source || !info || info.hasUnpiped !== false) return;
    info.hasUnpiped = true;
    cleanUp();
  }
  function cleanUp() {
    destination.removeListener('close', onClose);
    destination.removeListener('finish', onFinish);
    if (listensToDrain) destination.removeListener('drain', onDrain);
    destination.removeListener('error', onError);
    destination.removeListener('unpipe', onUnpipe);
    source.removeListener('end', end);
    source.removeListener('end', leave);
    source.removeListener('data', onData);
    left = true;
    // Nothing else will tell of the drain that this stream may be waiting for.
    if (
      listensToDrain &&
      state.awaitDrainWriters &&
      (!destination._writableState || destination._writableState.needDrain)
    )
      onDrain();
  }
}

/**
 * Ends what pipe() began.
 * @param {Writable} [destination]  all of them if not given
 * Source: Node readable.unpipe since v0.9.4.
 */
export function unpipe(destination) {
  const state = this._readableState;
  if (state.pipes.length === 0) return this;
  if (!destination) {
    const all = state.pipes;
    state.pipes = [];
    this.pause();
    for (const each of all) each.emit('unpipe', this, { hasUnpiped: false });
    return this;
  }
  const at = state.pipes.indexOf(destination);
  if (at < 0) return this;
  state.pipes.splice(at, 1);
  if (state.pipes.length === 0) this.pause();
  destination.emit('unpipe', this, { hasUnpiped: false });
  return this;
}
