// node:stream/web: the streams of the Streams Standard. Source: Node stream/web since v16.5.0.
import { CompressionStream, DecompressionStream } from '../internal/webstreams/compression.js';
import {
  ReadableByteStreamController,
  ReadableStreamBYOBRequest,
  ReadableStreamDefaultController,
} from '../internal/webstreams/controllers.js';
import { TextDecoderStream, TextEncoderStream } from '../internal/webstreams/encoding.js';
import { ReadableStream } from '../internal/webstreams/readable_stream.js';
import { ReadableStreamBYOBReader, ReadableStreamDefaultReader } from '../internal/webstreams/readers.js';
import { ByteLengthQueuingStrategy, CountQueuingStrategy } from '../internal/webstreams/strategy.js';
import { TransformStream, TransformStreamDefaultController } from '../internal/webstreams/transform_stream.js';
import {
  WritableStream,
  WritableStreamDefaultController,
  WritableStreamDefaultWriter,
} from '../internal/webstreams/writable_stream.js';

export default {
  ReadableStream,
  ReadableStreamDefaultReader,
  ReadableStreamBYOBReader,
  ReadableStreamBYOBRequest,
  ReadableByteStreamController,
  ReadableStreamDefaultController,
  TransformStream,
  TransformStreamDefaultController,
  WritableStream,
  WritableStreamDefaultController,
  WritableStreamDefaultWriter,
  ByteLengthQueuingStrategy,
  CountQueuingStrategy,
  TextEncoderStream,
  TextDecoderStream,
  CompressionStream,
  DecompressionStream,
};
