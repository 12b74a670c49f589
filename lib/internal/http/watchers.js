// What node:diagnostics_channel tells of HTTP messages. While nobody listens, a message costs the look at one variable.

import { channel } from '../diagnostics_channel/channel.js';

const names = [
  'client.request.created',
  'client.request.start',
  'client.request.error',
  'client.response.finish',
  'server.request.start',
  'server.response.created',
  'server.response.finish',
];
const channels = Object.fromEntries(names.map((name) => [name, channel(`http.${name}`)]));

/** Whether anybody listens to any of them. */
export let watched = false;

for (const name of names) {
  channels[name].onChange = () => {
    watched = names.some((each) => channels[each].hasSubscribers);
  };
}

/** @param {string} name  of the channel, without `http.` */
export function tell(name, data) {
  channels[name].publish(data);
}
