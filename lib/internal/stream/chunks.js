// Bytes that come as any view on memory, not only as a Buffer, become one: the package asks these two when it meets a chunk
// that is neither string nor Buffer.
import buffers from '../../buffer.js';
import Stream from '../deps/readable-stream.js';

const { Buffer } = buffers;

Stream._isUint8Array = ArrayBuffer.isView;
Stream._uint8ArrayToBuffer = (view) => Buffer.from(view.buffer, view.byteOffset, view.byteLength);
