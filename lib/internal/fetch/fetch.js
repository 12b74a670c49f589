// fetch(): the package undici does the work; Request, Response and Headers are those of the library.
import { load } from '../builtins.js';

/**
 * Fetches over HTTP. The client is loaded by the first call.
 * @param {string|URL|Request} input
 * @param {object} [init]  RequestInit
 * @returns {Promise<Response>} rejects with a TypeError when there is no answer, or with the reason of an abort
 * Source: Fetch Standard, fetch().
 */
export async function fetch(input, init = undefined) {
  const client = load('internal/deps/undici').default;
  const { Request } = load('internal/fetch/request');
  const [url, options] = input instanceof Request ? ofRequest(input, init) : [String(input), { ...init }];
  if (options.headers instanceof load('internal/fetch/headers').Headers) options.headers = [...options.headers];
  const received = await client.fetch(url, options);
  return ours(received);
}

// What the client needs to know of a Request, and what `init` changes of it.
function ofRequest(request, init) {
  const {
    url,
    method,
    headers,
    signal,
    redirect,
    mode,
    credentials,
    cache,
    referrer,
    referrerPolicy,
    integrity,
    keepalive,
  } = request;
  const options = {
    method,
    headers,
    signal,
    redirect,
    mode,
    credentials,
    cache,
    referrer,
    referrerPolicy,
    integrity,
    keepalive,
  };
  if (request.body !== null && init?.body === undefined) Object.assign(options, { body: request.body, duplex: 'half' });
  return [url, { ...options, ...init }];
}

function ours(received) {
  const { Headers } = load('internal/fetch/headers');
  const { receivedResponse } = load('internal/fetch/response');
  const { status, statusText, body, type, url, redirected } = received;
  return receivedResponse({
    status,
    statusText,
    body,
    type,
    url,
    redirected,
    headers: new Headers([...received.headers]),
  });
}
