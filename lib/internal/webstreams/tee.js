// tee(): two streams with the chunks of one.
import { ByteControllerCore, createReadableBytes } from './byte_controller.js';
import { createReadable } from './default_controller.js';
import { Deferred, done } from './promises.js';
import { ByobReaderCore, DefaultReaderCore } from './readable_core.js';

/** (ReadableStreamTee) @returns {[ReadableCore, ReadableCore]}  @throws ERR_INVALID_STATE if the stream has a reader */
export function tee(stream) {
  return stream.controller instanceof ByteControllerCore ? teeBytes(stream) : teeValues(stream);
}

// What both kinds of tee share: the source is cancelled when both branches are.
class Cancellation {
  reasons = [undefined, undefined];
  cancelled = [false, false];
  result = new Deferred();

  constructor(stream) {
    this.stream = stream;
  }

  of(branch, reason) {
    this.cancelled[branch] = true;
    this.reasons[branch] = reason;
    if (this.cancelled[1 - branch]) this.result.resolve(this.stream.cancel(this.reasons));
    return this.result.promise;
  }

  // The source is over: branches that are left need not wait for one another.
  over() {
    if (!this.cancelled[0] || !this.cancelled[1]) this.result.resolve();
  }
}

// (ReadableStreamDefaultTee)
function teeValues(stream) {
  const reader = new DefaultReaderCore(stream);
  const cancellation = new Cancellation(stream);
  const { cancelled } = cancellation;
  let reading = false;
  let readAgain = false;

  function pull() {
    if (reading) {
      readAgain = true;
      return done();
    }
    reading = true;
    reader.read({
      chunk(value) {
        // in a microtask, so that an error of the stream comes first
        queueMicrotask(() => {
          readAgain = false;
          if (!cancelled[0]) first.controller.enqueue(value);
          if (!cancelled[1]) second.controller.enqueue(value);
          reading = false;
          if (readAgain) pull();
        });
      },
      close() {
        reading = false;
        if (!cancelled[0]) first.controller.close();
        if (!cancelled[1]) second.controller.close();
        cancellation.over();
      },
      error() {
        reading = false;
      },
    });
    return done();
  }

  const first = createReadable({ pull, cancel: (reason) => cancellation.of(0, reason) });
  const second = createReadable({ pull, cancel: (reason) => cancellation.of(1, reason) });
  reader.closed.promise.then(undefined, (error) => {
    first.controller.error(error);
    second.controller.error(error);
    cancellation.over();
  });
  return [first, second];
}

// (ReadableByteStreamTee)
function teeBytes(stream) {
  let reader = new DefaultReaderCore(stream);
  const cancellation = new Cancellation(stream);
  const { cancelled } = cancellation;
  let reading = false;
  const readAgain = [false, false];
  const branches = [0, 1].map((branch) =>
    createReadableBytes({ pull: () => pull(branch), cancel: (reason) => cancellation.of(branch, reason) }),
  );

  function watch(watched) {
    watched.closed.promise.then(undefined, (error) => {
      if (watched !== reader) return;
      for (const { controller } of branches) controller.error(error);
      cancellation.over();
    });
  }

  function useReader(Reader) {
    if (reader instanceof Reader) return;
    reader.release();
    reader = new Reader(stream);
    watch(reader);
  }

  function pull(branch) {
    if (reading) {
      readAgain[branch] = true;
      return done();
    }
    reading = true;
    const request = branches[branch].controller.byobRequest;
    if (request === null) readAny();
    else readInto(request.view, branch);
    return done();
  }

  function goOn() {
    reading = false;
    if (readAgain[0]) pull(0);
    else if (readAgain[1]) pull(1);
  }

  // Copies for the other branch; a failure ends both.
  function copyOf(chunk) {
    try {
      return new Uint8Array(chunk.buffer.slice(chunk.byteOffset, chunk.byteOffset + chunk.byteLength));
    } catch (error) {
      for (const { controller } of branches) controller.error(error);
      cancellation.result.resolve(stream.cancel(error));
      return undefined;
    }
  }

  function readAny() {
    useReader(DefaultReaderCore);
    reader.read({
      chunk(value) {
        queueMicrotask(() => {
          readAgain[0] = false;
          readAgain[1] = false;
          let copy = value;
          if (!cancelled[0] && !cancelled[1]) {
            copy = copyOf(value);
            if (copy === undefined) return;
          }
          if (!cancelled[0]) branches[0].controller.enqueue(value);
          if (!cancelled[1]) branches[1].controller.enqueue(copy);
          goOn();
        });
      },
      close() {
        reading = false;
        for (const [index, { controller }] of branches.entries()) {
          if (!cancelled[index]) controller.close();
        }
        for (const { controller } of branches) if (controller.pullIntos.length > 0) controller.respond(0);
        cancellation.over();
      },
      error() {
        reading = false;
      },
    });
  }

  function readInto(view, branch) {
    useReader(ByobReaderCore);
    const other = 1 - branch;
    const own = branches[branch].controller;
    const others = branches[other].controller;
    reader.read(view, 1, {
      chunk(value) {
        queueMicrotask(() => {
          readAgain[0] = false;
          readAgain[1] = false;
          if (!cancelled[other]) {
            const copy = copyOf(value);
            if (copy === undefined) return;
            if (!cancelled[branch]) own.respondWithNewView(value);
            others.enqueue(copy);
          } else if (!cancelled[branch]) {
            own.respondWithNewView(value);
          }
          goOn();
        });
      },
      close(value) {
        reading = false;
        if (!cancelled[branch]) own.close();
        if (!cancelled[other]) others.close();
        if (value !== undefined) {
          if (!cancelled[branch]) own.respondWithNewView(value);
          if (!cancelled[other] && others.pullIntos.length > 0) others.respond(0);
        }
        cancellation.over();
      },
      error() {
        reading = false;
      },
    });
  }

  watch(reader);
  return branches;
}
