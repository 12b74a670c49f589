// The streams of fs.
export { ReadStream } from './read_stream.js';
export { WriteStream } from './write_stream.js';
