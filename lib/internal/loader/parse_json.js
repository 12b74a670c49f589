// JSON that a module is made of.
import { load } from '../builtins.js';

/** @throws SyntaxError whose message begins with the file's name */
export function parseJson(text, name) {
  try {
    return JSON.parse(text);
  } catch (error) {
    const { reword } = load('internal/loader/reword');
    throw load('internal/loader/json_fault').pointAtFault(reword(error, `${name}: ${error.message}`), text, name);
  }
}
