// node:diagnostics_channel

import { Channel, channel, hasSubscribers, subscribe, unsubscribe } from './internal/diagnostics_channel/channel.js';
import { tracingChannel } from './internal/diagnostics_channel/tracing_channel.js';

export default { channel, hasSubscribers, subscribe, tracingChannel, unsubscribe, Channel };
