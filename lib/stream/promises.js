// node:stream/promises.
import Stream from '../internal/deps/readable-stream.js';
import { pipelineDone } from '../internal/stream/pipeline.js';

const { finished } = Stream.promises;
const promises = { finished, pipeline: pipelineDone };
Object.defineProperty(pipelineDone, 'name', { value: 'pipeline' });

export default promises;
export { finished, pipelineDone as pipeline };
