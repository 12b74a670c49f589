// node:worker_threads: JavaScript on other threads, and how they speak with each other.

import { BroadcastChannel } from './internal/messaging/broadcast_channel.js';
import {
  MessageChannel,
  MessagePort,
  moveMessagePortToContext,
  receiveMessageOnPort,
} from './internal/messaging/message_port.js';
import { native } from './internal/messaging/native.js';
import { openInbox, postMessageToThread } from './internal/worker_threads/inbox.js';
import { environmentData, thisThread } from './internal/worker_threads/this_thread.js';
import { SHARE_ENV, Worker } from './internal/worker_threads/worker.js';

openInbox();

function isObject(value) {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/**
 * Node worker_threads.markAsUntransferable, since v12.14: from now on no transfer list takes it.
 * @param {unknown} object  what is no object is left alone
 */
function markAsUntransferable(object) {
  if (isObject(object)) native.markUntransferable(object);
}

/**
 * Node worker_threads.isMarkedAsUntransferable, since v21.
 * @param {unknown} object
 * @returns {boolean}
 */
function isMarkedAsUntransferable(object) {
  return isObject(object) && native.isUntransferable(object);
}

/**
 * Node worker_threads.markAsUncloneable, since v23: from now on it cannot be part of a message. Has no effect on what V8 itself clones
 * (arrays, buffers, errors).
 * @param {unknown} object
 */
function markAsUncloneable(object) {
  if (isObject(object)) native.markUncloneable(object);
}

/**
 * Node worker_threads.setEnvironmentData, since v15.12.
 * @param {unknown} key
 * @param {unknown} [value]  undefined takes the key away
 */
function setEnvironmentData(key, value) {
  if (value === undefined) environmentData.delete(key);
  else environmentData.set(key, value);
}

/**
 * Node worker_threads.getEnvironmentData, since v15.12.
 * @param {unknown} key
 * @returns {unknown}
 */
function getEnvironmentData(key) {
  return environmentData.get(key);
}

export default {
  isInternalThread: false,
  isMainThread: thisThread.isMainThread,
  MessagePort,
  MessageChannel,
  markAsUncloneable,
  markAsUntransferable,
  isMarkedAsUntransferable,
  moveMessagePortToContext,
  receiveMessageOnPort,
  resourceLimits: thisThread.resourceLimits,
  postMessageToThread,
  threadId: thisThread.threadId,
  threadName: thisThread.threadName,
  SHARE_ENV,
  Worker,
  parentPort: thisThread.parentPort,
  workerData: thisThread.workerData,
  BroadcastChannel,
  setEnvironmentData,
  getEnvironmentData,
};
