// First-in-first-out queue in chunks of a fixed size: adding and taking are an array access each, nothing is
// moved, and a burst costs one array per chunk. The last chunk is kept for the next burst.

const SIZE = 2048;

class Chunk {
  items = new Array(SIZE).fill(undefined);
  head = 0;
  tail = 0;
  next = null;
}

/** A queue of values other than undefined. */
export class Ring {
  #first = new Chunk();
  #last = this.#first;

  /** @returns {boolean} whether nothing waits */
  get empty() {
    const first = this.#first;
    return first.head === first.tail && first.next === null;
  }

  /** @param {*} item  anything but undefined, goes to the end */
  push(item) {
    let last = this.#last;
    if (last.tail === SIZE) last = this.#last = last.next = new Chunk();
    last.items[last.tail++] = item;
  }

  /** @returns {*} the oldest item, or undefined if there is none */
  shift() {
    const first = this.#first;
    const head = first.head;
    if (head === first.tail) {
      if (first.next === null) {
        first.head = first.tail = 0;
        return undefined;
      }
      this.#first = first.next;
      return this.shift();
    }
    const item = first.items[head];
    first.items[head] = undefined;
    first.head = head + 1;
    return item;
  }
}
