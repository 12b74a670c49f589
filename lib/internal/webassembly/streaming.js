// WebAssembly.compileStreaming and instantiateStreaming (WebAssembly Web API, "Streaming Module Compilation and Instantiation").
import { binding } from '../binding.js';
import { load } from '../builtins.js';
import { codes } from '../errors.js';
import { onStart } from '../start.js';

const { WasmStream, setStreaming } = binding('webassembly');

/** @throws {TypeError} ERR_INVALID_ARG_TYPE, ERR_WEBASSEMBLY_RESPONSE */
function check(response) {
  const { Response } = load('internal/fetch/response');
  if (!(response instanceof Response)) {
    throw new codes.ERR_INVALID_ARG_TYPE('source', ['Response', 'Promise resolving to Response'], response);
  }
  const type = response.headers.get('content-type');
  if (type !== 'application/wasm') {
    throw new codes.ERR_WEBASSEMBLY_RESPONSE(`has unsupported MIME type '${type}'`);
  }
  if (!response.ok) throw new codes.ERR_WEBASSEMBLY_RESPONSE(`has status code ${response.status}`);
  if (response.bodyUsed) throw new codes.ERR_WEBASSEMBLY_RESPONSE('body has already been used');
}

/** Called by the engine with what compileStreaming() was given, once that has come. */
async function compile(source) {
  const stream = new WasmStream();
  try {
    check(source);
    if (source.url) stream.setUrl(source.url);
    if (source.body !== null) for await (const chunk of source.body) stream.push(chunk);
    stream.finish();
  } catch (error) {
    stream.abort(error);
  }
}

onStart(() => setStreaming(compile));
