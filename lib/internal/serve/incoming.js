// The body of a request that is still coming in: the socket is read as fast as somebody takes it.
import { Body } from '../fetch/body.js';
import { load } from '../builtins.js';
import { FastBuffer } from '../buffer/allocation.js';

const highWaterMark = 64 * 1024;

export class Incoming {
  #controller;
  #connection;
  #ended = false;

  constructor(connection, first) {
    this.#connection = connection;
    const { ByteLengthQueuingStrategy, ReadableStream } = load('stream/web');
    const stream = new ReadableStream(
      {
        start: (controller) => {
          this.#controller = controller;
        },
        pull: () => this.#connection.resume(),
        cancel: () => {
          // nobody wants the rest: it is read away
          this.#ended = true;
          this.#connection.resume();
        },
      },
      new ByteLengthQueuingStrategy({ highWaterMark }),
    );
    this.body = new Body(null, null);
    this.body.stream = stream;
    if (first !== undefined) this.push(new FastBuffer(first));
  }

  push(part) {
    if (this.#ended) return;
    this.#controller.enqueue(part);
    if (this.#controller.desiredSize <= 0) this.#connection.pause();
  }

  end() {
    if (this.#ended) return;
    this.#ended = true;
    this.#controller.close();
  }

  abort() {
    if (this.#ended) return;
    this.#ended = true;
    this.#controller.error(new DOMException('The connection was closed before the body was complete', 'AbortError'));
  }
}
