// The common answer of a server, whole and with its length known: it goes to the native connection in one call.
import { Buffer } from '../../buffer.js';
import { binding } from '../binding.js';
import { nextTick } from '../task_queue/ticks.js';
import { hasInvalidCharacter } from './fields.js';
import { dumpUnread } from './incoming.js';
import { kEnded } from './outgoing.js';
import { kFields } from './outgoing_fields.js';
import { kUnique } from './outgoing_head.js';
import { startLine, STATUS_CODES } from './status.js';

const { respond, responded, respondFlags } = binding('http');
const { withClose, withDate, withKeepAlive, withLength, withoutBody, secondsShift } = respondFlags;
const { backlog, flushNow, nowhere } = responded;

export const kState = Symbol('serverConnection');

// Fields that decide how a message is framed: an answer with one of them is composed step by step.
const framing = new Set(['connection', 'transfer-encoding', 'trailer', 'keep-alive', 'expect', 'date']);

/** The fields as text, or undefined if one of them decides about framing. `size`: of the body, which Content-Length may say. */
function fieldText(response, chunk) {
  const fields = response[kFields];
  let text = '';
  for (let i = 0; i < fields.length; i += 3) {
    const lower = fields[i];
    const name = fields[i + 1];
    const value = fields[i + 2];
    if (framing.has(lower)) return undefined;
    if (Array.isArray(value) && response[kUnique]?.has(lower)) return undefined;
    if (lower === 'content-length' && Number(value) !== sizeOf(chunk)) return undefined;
    if (Array.isArray(value)) for (const v of value) text += `${name}: ${v}\r\n`;
    else text += `${name}: ${value}\r\n`;
  }
  return text;
}

const sizeOf = (chunk) =>
  chunk === undefined ? 0 : typeof chunk === 'string' ? Buffer.byteLength(chunk) : chunk.byteLength;

const isWhole = (chunk, encoding) =>
  typeof chunk === 'string'
    ? typeof encoding !== 'string' || encoding === 'utf8' || encoding === 'utf-8'
    : chunk === undefined || chunk instanceof Uint8Array;

/** Gives the answer away in one piece. @returns {boolean} false: it has to be composed, and nothing was done */
export function answerWhole(response, chunk, encoding, callback) {
  const state = response[kState];
  const status = response.statusCode;
  if (
    state === null ||
    response._header !== null ||
    response.finished ||
    response.outputData.length !== 0 ||
    typeof status !== 'number' ||
    status < 200 ||
    status > 999 ||
    response._expect_continue ||
    response.strictContentLength ||
    state.mustCompose(response) ||
    !isWhole(chunk, encoding)
  )
    return false;
  const reason = response.statusMessage;
  if (reason !== undefined && hasInvalidCharacter(reason)) return false;
  let flags = response.sendDate ? withDate | withLength : withLength;
  let fields = '';
  if (response[kFields] !== null) {
    fields = fieldText(response, chunk);
    if (fields === undefined) return false;
    if (response.hasHeader('content-length')) flags &= ~withLength;
  }
  const keep = response.shouldKeepAlive && !response._last;
  flags |= keep ? withKeepAlive : withClose;
  if (status === 204 || status === 304) {
    response._hasBody = false;
    flags = (flags & ~withLength) | withoutBody;
  } else if (!response._hasBody) {
    flags |= withoutBody;
    // a HEAD whose body was not given says nothing of its length
    if (chunk === undefined || chunk === '') flags &= ~withLength;
  }
  flags |= state.server.keepAliveSeconds << secondsShift;
  const done = respond(state.connection, startLine(status, reason), fields, chunk ?? '', flags);
  if (done === nowhere) return false;
  if (done === flushNow ? !state.connection.flush() : done === backlog) state.fallBehind();
  response._header = sentWhole;
  response._headerSent = true;
  response.finished = true;
  response.statusMessage ??= STATUS_CODES[status] ?? 'unknown';
  if (!keep) response._last = true;
  if (typeof encoding === 'function') callback = encoding;
  if (typeof callback === 'function') response.once('finish', callback);
  if (ended.push(response) === 1) nextTick(tellEnded);
  state.next(response);
  return true;
}

// Stands for a head that only the native half has seen.
const sentWhole = 'HTTP/1.1';

// Answers that ended in this batch: their events come once the code that ended them is through.
let ended = [];

function tellEnded() {
  const responses = ended;
  ended = [];
  let told = 0;
  try {
    while (told < responses.length) tell(responses[told++]);
  } finally {
    // a listener has thrown: the others are told all the same
    if (told < responses.length) {
      if (ended.length === 0) nextTick(tellEnded);
      ended = [...responses.slice(told), ...ended];
    }
  }
}

function tell(response) {
  if (response._events !== undefined) {
    response._emitFinish();
    response.destroyed = true;
    response._emitClose();
  } else {
    response[kEnded] = true;
    response.destroyed = true;
    response._closed = true;
  }
  response.socket = null;
  dumpUnread(response.req);
}
