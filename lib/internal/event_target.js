// EventTarget and its kin: the one place to import them from.

export { CustomEvent, Event, isEvent, kTrustEvent } from './event_target/event.js';
export { defineEventHandler } from './event_target/handler.js';
export { NodeEventTarget } from './event_target/emitting_target.js';
export {
  dispatch,
  EventTarget,
  isEventTarget,
  kCreateEvent,
  kEvents,
  kMaxEventTargetListeners,
  kNewListener,
  kRemoveListener,
  kWeakHandler,
  listenersOf,
} from './event_target/target.js';
export { CloseEvent, ErrorEvent } from './event_target/web_events.js';
export { kResistStopPropagation } from './events/abort_listener.js';
