// The errors that users read: `codes.ERR_*` with the words that Node prints, and what the operating system reports.
import { codes, stampCode } from './errors/define.js';
import './errors/general.js';
import './errors/streams.js';
import './errors/modules.js';
import './errors/process.js';

export { codes, stampCode };
export { AbortError, aggregateTwoErrors, isErrorLike } from './errors/abort.js';
export { describe } from './errors/describe.js';
export {
  aggregateError,
  dnsException,
  errnoException,
  errorName,
  exceptionWithHostPort,
  systemErrors,
  uvException,
  uvExceptionWithHostPort,
} from './errors/system.js';
