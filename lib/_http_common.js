// What old packages take from Node's _http_common: what is a token, what may stand in a field.
import http, { idleParsers } from './http.js';
import { hasInvalidCharacter, isToken } from './internal/http/fields.js';

export default {
  _checkInvalidHeaderChar: (value) => hasInvalidCharacter(`${value}`),
  _checkIsHttpToken: (text) => isToken(`${text}`),
  chunkExpression: /(?:^|\W)chunked(?:$|\W)/i,
  continueExpression: /(?:^|\W)100-continue(?:$|\W)/i,
  CRLF: '\r\n',
  methods: http.METHODS,
  parsers: idleParsers,
};
