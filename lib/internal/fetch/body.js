// What Request and Response share: a body that is read once, as text, JSON, bytes, Blob or stream.
import { Buffer } from '../../buffer.js';
import { load } from '../builtins.js';

/**
 * A body before it is read.
 * `source` is a string, bytes, a Blob, a ReadableStream or a function that gives a promise of bytes; null for none.
 */
export class Body {
  used = false;
  stream = null;
  constructor(source, type) {
    this.source = source;
    this.type = type;
  }
}

/** The Body of what a program gives; null for none. Source: Fetch Standard, 5.2 "extract a body". */
export function extractBody(value) {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return new Body(value, 'text/plain;charset=UTF-8');
  if (value instanceof ArrayBuffer || value instanceof SharedArrayBuffer)
    return new Body(new Uint8Array(value).slice(), null);
  if (ArrayBuffer.isView(value))
    return new Body(new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice(), null);
  if (value instanceof load('stream/web').ReadableStream) {
    if (value.locked) throw new TypeError('Response body object should not be disturbed or locked');
    const body = new Body(null, null);
    body.stream = value;
    return body;
  }
  if (value instanceof load('url').URLSearchParams)
    return new Body(value.toString(), 'application/x-www-form-urlencoded;charset=UTF-8');
  if (value instanceof load('internal/blob').Blob) return new Body(value, value.type || null);
  if (value[Symbol.toStringTag] === 'FormData') return formDataBody(value);
  if (typeof value[Symbol.asyncIterator] === 'function') {
    const body = new Body(null, null);
    body.stream = load('stream/web').ReadableStream.from(value);
    return body;
  }
  return new Body(String(value), 'text/plain;charset=UTF-8');
}

// The package's Response knows how a form is written as multipart/form-data.
function formDataBody(form) {
  const { Response } = load('internal/deps/undici').default;
  const written = new Response(form);
  return new Body(() => written.bytes(), written.headers.get('content-type'));
}

/** @returns {Promise<Uint8Array>} all of it */
async function bytesOf(body) {
  if (body === null) return new Uint8Array(0);
  if (body.stream !== null) {
    const chunks = [];
    for await (const chunk of body.stream) {
      if (!(chunk instanceof Uint8Array)) throw new TypeError('Received non-Uint8Array chunk');
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  }
  const { source } = body;
  if (typeof source === 'string') return Buffer.from(source);
  if (source instanceof Uint8Array) return source;
  if (typeof source === 'function') return source();
  return new Uint8Array(await source.arrayBuffer());
}

function take(body) {
  if (body === null) return;
  if (body.used || (body.stream !== null && (body.stream.locked || load('stream').isDisturbed(body.stream)))) {
    throw new TypeError(`Body is unusable: Body has already been read`);
  }
  body.used = true;
}

/** The methods, over a function that gives the object's Body. */
export function mixInBody(Class, bodyOf) {
  const methods = {
    async text() {
      const body = bodyOf(this);
      take(body);
      if (body !== null && typeof body.source === 'string' && body.stream === null) return body.source;
      return new TextDecoder().decode(await bytesOf(body));
    },
    async json() {
      return JSON.parse(await methods.text.call(this));
    },
    async bytes() {
      const body = bodyOf(this);
      take(body);
      return new Uint8Array(await bytesOf(body));
    },
    async arrayBuffer() {
      const { buffer, byteOffset, byteLength } = await methods.bytes.call(this);
      return buffer.slice(byteOffset, byteOffset + byteLength);
    },
    async blob() {
      const body = bodyOf(this);
      take(body);
      return new Blob([await bytesOf(body)], { type: this.headers.get('content-type') ?? '' });
    },
    /** Of multipart/form-data or application/x-www-form-urlencoded; any other type, or a body that is neither, is a TypeError. */
    async formData() {
      const body = bodyOf(this);
      const type = this.headers.get('content-type');
      take(body);
      const { Response } = load('internal/deps/undici').default;
      const bytes = body === null ? null : await bytesOf(body);
      return new Response(bytes, type === null ? undefined : { headers: { 'content-type': type } }).formData();
    },
  };
  for (const name of Object.keys(methods)) {
    Object.defineProperty(Class.prototype, name, {
      value: methods[name],
      writable: true,
      enumerable: true,
      configurable: true,
    });
  }
  Object.defineProperties(Class.prototype, {
    body: {
      get() {
        const body = bodyOf(this);
        return body === null ? null : streamOf(body);
      },
      enumerable: true,
      configurable: true,
    },
    bodyUsed: {
      get() {
        const body = bodyOf(this);
        return body !== null && (body.used || (body.stream !== null && load('stream').isDisturbed(body.stream)));
      },
      enumerable: true,
      configurable: true,
    },
  });
}

/** The body as a stream, made at the first use. */
export function streamOf(body) {
  if (body.stream === null) {
    const { ReadableStream } = load('stream/web');
    body.stream = new ReadableStream({
      type: 'bytes',
      async pull(controller) {
        const bytes = await bytesOf({ ...body, stream: null });
        if (bytes.byteLength > 0) controller.enqueue(new Uint8Array(bytes));
        controller.close();
        controller.byobRequest?.respond(0);
      },
    });
  }
  return body.stream;
}

/** Two bodies of one. */
export function teeBody(body) {
  if (body === null) return null;
  if (body.stream === null) return new Body(body.source, body.type);
  const [first, second] = body.stream.tee();
  body.stream = first;
  const copy = new Body(null, body.type);
  copy.stream = second;
  return copy;
}
