// The controller of a readable stream of bytes, which can be read into memory that the reader brings.
import { badView, invalidState } from './errors.js';
import { callForPromise, done } from './promises.js';
import { bytesView, PullInto, viewLike } from './pull_into.js';
import { Queue } from './queue.js';
import { ReadableCore } from './readable_core.js';

/** The internal slots of a ReadableByteStreamController. */
export class ByteControllerCore {
  queue = new Queue(); // of { buffer, byteOffset, byteLength }
  total = 0;
  started = false;
  closeRequested = false;
  pulling = false;
  pullAgain = false;
  pullIntos = [];
  request = null; // what byobRequest shows: { controller, view }
  face = null;

  constructor(stream, pull, cancel, highWaterMark, autoAllocateChunkSize) {
    this.stream = stream;
    this.pull = pull;
    this.cancel = cancel;
    this.highWaterMark = highWaterMark;
    this.autoAllocateChunkSize = autoAllocateChunkSize;
    stream.controller = this;
  }

  startWith(result) {
    Promise.resolve(result).then(
      () => {
        this.started = true;
        this.pullIfNeeded();
      },
      (error) => this.error(error),
    );
  }

  get desiredSize() {
    if (this.stream.state === 'errored') return null;
    if (this.stream.state === 'closed') return 0;
    return this.highWaterMark - this.total;
  }

  #shouldPull() {
    if (this.stream.state !== 'readable' || this.closeRequested || !this.started) return false;
    const { reader } = this.stream;
    return (reader !== null && reader.requests.length > 0) || this.desiredSize > 0;
  }

  pullIfNeeded() {
    if (!this.#shouldPull()) return;
    if (this.pulling) {
      this.pullAgain = true;
      return;
    }
    this.pulling = true;
    this.pull().then(
      () => {
        this.pulling = false;
        if (!this.pullAgain) return;
        this.pullAgain = false;
        this.pullIfNeeded();
      },
      (error) => this.error(error),
    );
  }

  #letGo() {
    this.pull = done;
    this.cancel = done;
  }

  #forgetPullIntos() {
    this.invalidateRequest();
    this.pullIntos = [];
  }

  /** What the source may fill at once. (GetBYOBRequest) */
  get byobRequest() {
    if (this.request === null && this.pullIntos.length > 0) {
      const first = this.pullIntos[0];
      const view = new Uint8Array(
        first.buffer,
        first.byteOffset + first.bytesFilled,
        first.byteLength - first.bytesFilled,
      );
      this.request = { controller: this, view, face: null };
    }
    return this.request;
  }

  invalidateRequest() {
    if (this.request === null) return;
    this.request.controller = null;
    this.request.view = null;
    this.request = null;
  }

  close() {
    if (this.closeRequested || this.stream.state !== 'readable') return;
    if (this.total > 0) {
      this.closeRequested = true;
      return;
    }
    const first = this.pullIntos[0];
    if (first !== undefined && first.bytesFilled % first.elementSize !== 0) {
      const error = invalidState('Partial read');
      this.error(error);
      throw error;
    }
    this.#letGo();
    this.stream.close();
  }

  error(error) {
    if (this.stream.state !== 'readable') return;
    this.#forgetPullIntos();
    this.#clearQueue();
    this.#letGo();
    this.stream.error(error);
  }

  #clearQueue() {
    this.queue.takeAll();
    this.total = 0;
  }

  enqueue(chunk) {
    if (this.closeRequested || this.stream.state !== 'readable') return;
    const { byteOffset, byteLength } = chunk;
    if (chunk.buffer.detached) throw invalidState('chunk ArrayBuffer is detached');
    const buffer = chunk.buffer.transfer();
    const first = this.pullIntos[0];
    if (first !== undefined) {
      if (first.buffer.detached) throw invalidState('Destination ArrayBuffer is detached');
      this.invalidateRequest();
      first.buffer = first.buffer.transfer();
      if (first.kind === 'none') this.#enqueueDetached(first);
    }
    const { reader } = this.stream;
    if (reader !== null && !reader.byob) {
      this.#serveReadersFromQueue();
      if (reader.requests.length === 0) {
        this.#push(buffer, byteOffset, byteLength);
      } else {
        if (this.pullIntos.length > 0) this.#shiftPullInto();
        reader.requests.shift().chunk(new Uint8Array(buffer, byteOffset, byteLength));
      }
    } else if (reader !== null) {
      this.#push(buffer, byteOffset, byteLength);
      this.#commit(this.#fillFromQueue());
    } else {
      this.#push(buffer, byteOffset, byteLength);
    }
    this.pullIfNeeded();
  }

  #push(buffer, byteOffset, byteLength) {
    this.queue.push({ buffer, byteOffset, byteLength });
    this.total += byteLength;
  }

  // (EnqueueClonedChunkToQueue)
  #pushCopy(buffer, byteOffset, byteLength) {
    let copy;
    try {
      copy = buffer.slice(byteOffset, byteOffset + byteLength);
    } catch (error) {
      this.error(error);
      throw error;
    }
    this.#push(copy, 0, byteLength);
  }

  // (EnqueueDetachedPullIntoToQueue): its reader has gone, its bytes have not
  #enqueueDetached(pullInto) {
    if (pullInto.bytesFilled > 0) this.#pushCopy(pullInto.buffer, pullInto.byteOffset, pullInto.bytesFilled);
    this.#shiftPullInto();
  }

  #shiftPullInto() {
    this.invalidateRequest();
    return this.pullIntos.shift();
  }

  // (ProcessReadRequestsUsingQueue)
  #serveReadersFromQueue() {
    const { requests } = this.stream.reader;
    while (requests.length > 0 && this.total > 0) this.#serveFromQueue(requests.shift());
  }

  // (FillReadRequestFromQueue)
  #serveFromQueue(request) {
    const { buffer, byteOffset, byteLength } = this.queue.shift();
    this.total -= byteLength;
    this.#handleDrain();
    request.chunk(new Uint8Array(buffer, byteOffset, byteLength));
  }

  #handleDrain() {
    if (this.total === 0 && this.closeRequested) {
      this.#letGo();
      this.stream.close();
    } else {
      this.pullIfNeeded();
    }
  }

  // (FillPullIntoDescriptorFromQueue) Returns whether as much has come as was asked for.
  #fill(pullInto) {
    const most = Math.min(this.total, pullInto.byteLength - pullInto.bytesFilled);
    const filled = pullInto.bytesFilled + most;
    const aligned = filled - (filled % pullInto.elementSize);
    const ready = aligned >= pullInto.minimum;
    let left = ready ? aligned - pullInto.bytesFilled : most;
    while (left > 0) {
      const head = this.queue.peek();
      const count = Math.min(left, head.byteLength);
      const place = pullInto.byteOffset + pullInto.bytesFilled;
      new Uint8Array(pullInto.buffer, place, count).set(new Uint8Array(head.buffer, head.byteOffset, count));
      if (head.byteLength === count) {
        this.queue.shift();
      } else {
        head.byteOffset += count;
        head.byteLength -= count;
      }
      this.total -= count;
      this.#filled(pullInto, count);
      left -= count;
    }
    return ready;
  }

  #filled(pullInto, count) {
    this.invalidateRequest();
    pullInto.bytesFilled += count;
  }

  // (ProcessPullIntoDescriptorsUsingQueue) Returns those that are ready.
  #fillFromQueue() {
    const ready = [];
    while (this.pullIntos.length > 0 && this.total > 0 && this.#fill(this.pullIntos[0]))
      ready.push(this.#shiftPullInto());
    return ready;
  }

  // (CommitPullIntoDescriptor)
  #commit(pullIntos) {
    for (const pullInto of pullIntos) {
      const { reader, state } = this.stream;
      const view = pullInto.toView();
      const request = reader.requests.shift();
      if (state === 'closed') request.close(pullInto.kind === 'byob' ? view : undefined);
      else request.chunk(view);
    }
  }

  /** (PullInto) */
  pullInto(view, min, request) {
    const elementSize = view.BYTES_PER_ELEMENT ?? 1;
    const { byteOffset, byteLength } = view;
    const makeView = viewLike(view);
    let buffer;
    try {
      buffer = view.buffer.transfer();
    } catch (error) {
      request.error(error);
      return;
    }
    const pullInto = new PullInto(buffer, byteOffset, byteLength, min * elementSize, elementSize, makeView, 'byob');
    const { requests } = this.stream.reader;
    if (this.pullIntos.length > 0) {
      this.pullIntos.push(pullInto);
      requests.push(request);
      return;
    }
    if (this.stream.state === 'closed') {
      request.close(makeView(buffer, byteOffset, 0));
      return;
    }
    if (this.total > 0) {
      if (this.#fill(pullInto)) {
        const filled = pullInto.toView();
        this.#handleDrain();
        request.chunk(filled);
        return;
      }
      if (this.closeRequested) {
        const error = invalidState('ReadableStream closed');
        this.error(error);
        request.error(error);
        return;
      }
    }
    this.pullIntos.push(pullInto);
    requests.push(request);
    this.pullIfNeeded();
  }

  /** The source has written `count` bytes into byobRequest.view. (Respond) */
  respond(count) {
    const first = this.pullIntos[0];
    if (this.stream.state === 'closed') {
      if (count !== 0) throw invalidState('Controller is closed');
    } else {
      if (count === 0) throw invalidState('Controller cannot respond with 0 bytes while it is readable');
      if (first.bytesFilled + count > first.byteLength) throw badView('The response exceeds the requested bytes');
    }
    first.buffer = first.buffer.transfer();
    this.#respond(count);
  }

  /** The same for a view on the memory of byobRequest.view, which may have been transferred. (RespondWithNewView) */
  respondWithNewView(view) {
    const first = this.pullIntos[0];
    const { byteOffset, byteLength, buffer } = view;
    if (this.stream.state === 'closed') {
      if (byteLength !== 0) throw invalidState('Controller is closed');
    } else if (byteLength === 0) {
      throw invalidState('Controller cannot respond with an empty view while it is readable');
    }
    if (first.byteOffset + first.bytesFilled !== byteOffset)
      throw badView('The view begins at another place than requested');
    if (first.bufferByteLength !== buffer.byteLength) throw badView('The view is on memory of another size');
    if (first.bytesFilled + byteLength > first.byteLength) throw badView('The view exceeds the requested bytes');
    first.buffer = buffer.transfer();
    this.#respond(byteLength);
  }

  #respond(count) {
    const first = this.pullIntos[0];
    this.invalidateRequest();
    if (this.stream.state === 'closed') this.#respondClosed(first);
    else this.#respondReadable(count, first);
    this.pullIfNeeded();
  }

  #respondClosed(first) {
    if (first.kind === 'none') this.#shiftPullInto();
    const { reader } = this.stream;
    if (!reader?.byob) return;
    const ready = [];
    while (ready.length < reader.requests.length) ready.push(this.#shiftPullInto());
    this.#commit(ready);
  }

  #respondReadable(count, pullInto) {
    this.#filled(pullInto, count);
    if (pullInto.kind === 'none') {
      this.#enqueueDetached(pullInto);
      this.#commit(this.#fillFromQueue());
      return;
    }
    if (pullInto.bytesFilled < pullInto.minimum) return;
    this.#shiftPullInto();
    const rest = pullInto.bytesFilled % pullInto.elementSize;
    if (rest > 0) {
      const end = pullInto.byteOffset + pullInto.bytesFilled;
      this.#pushCopy(pullInto.buffer, end - rest, rest);
    }
    pullInto.bytesFilled -= rest;
    const ready = this.#fillFromQueue();
    this.#commit([pullInto]);
    this.#commit(ready);
  }

  cancelSteps(reason) {
    this.#forgetPullIntos();
    this.#clearQueue();
    const cancelled = this.cancel(reason);
    this.#letGo();
    return cancelled;
  }

  pullSteps(request) {
    if (this.total > 0) {
      this.#serveFromQueue(request);
      return;
    }
    const size = this.autoAllocateChunkSize;
    if (size !== undefined) {
      let buffer;
      try {
        buffer = new ArrayBuffer(size);
      } catch (error) {
        request.error(error);
        return;
      }
      this.pullIntos.push(new PullInto(buffer, 0, size, 1, 1, bytesView, 'default'));
    }
    this.stream.reader.requests.push(request);
    this.pullIfNeeded();
  }

  releaseSteps() {
    if (this.pullIntos.length === 0) return;
    const [first] = this.pullIntos;
    first.kind = 'none';
    this.pullIntos = [first];
  }
}

/** A stream of bytes whose source is the library itself. (CreateReadableByteStream) */
export function createReadableBytes({ pull = done, cancel = done }) {
  const stream = new ReadableCore();
  const controller = new ByteControllerCore(stream, pull, cancel, 0, undefined);
  controller.startWith(undefined);
  return stream;
}

/** One whose source is a program's. (SetUpReadableByteStreamControllerFromUnderlyingSource) */
export function setUpByteController(
  stream,
  source,
  { start, pull, cancel, autoAllocateChunkSize },
  highWaterMark,
  makeFace,
) {
  const controller = new ByteControllerCore(
    stream,
    pull === undefined ? done : () => callForPromise(pull, source, makeFace(controller)),
    cancel === undefined ? done : (reason) => callForPromise(cancel, source, reason),
    highWaterMark,
    autoAllocateChunkSize,
  );
  controller.startWith(start === undefined ? undefined : start.call(source, makeFace(controller)));
}
