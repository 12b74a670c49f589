// First in, first out. What has been taken is let go of; the array is cut when half of it is empty.

export class Queue {
  #items = [];
  #head = 0;

  get length() {
    return this.#items.length - this.#head;
  }

  push(item) {
    this.#items.push(item);
  }

  peek() {
    return this.#items[this.#head];
  }

  shift() {
    const items = this.#items;
    const head = this.#head;
    const item = items[head];
    items[head] = undefined;
    this.#head = head + 1;
    if (this.#head === items.length) {
      items.length = 0;
      this.#head = 0;
    } else if (this.#head >= 1024 && this.#head * 2 > items.length) {
      items.splice(0, this.#head);
      this.#head = 0;
    }
    return item;
  }

  /** Empties it. @returns {Array} what it held */
  takeAll() {
    const items = this.#head === 0 ? this.#items : this.#items.slice(this.#head);
    this.#items = [];
    this.#head = 0;
    return items;
  }
}

/** A queue of chunks with their sizes. (Standard: queue-with-sizes) */
export class SizedQueue {
  #items = new Queue(); // a chunk, its size, a chunk, ...
  total = 0;

  get length() {
    return this.#items.length >>> 1;
  }

  push(chunk, size) {
    this.#items.push(chunk);
    this.#items.push(size);
    this.total += size;
  }

  peek() {
    return this.#items.peek();
  }

  shift() {
    const chunk = this.#items.shift();
    // rounding may have left less than nothing
    this.total = Math.max(0, this.total - this.#items.shift());
    return chunk;
  }

  clear() {
    this.#items.takeAll();
    this.total = 0;
  }
}
