// node:stream/promises.
import { finishedDone } from '../internal/stream/finished.js';
import { pipelineDone } from '../internal/stream/pipeline.js';

const promises = { finished: finishedDone, pipeline: pipelineDone };

export default promises;
export { finishedDone as finished, pipelineDone as pipeline };
