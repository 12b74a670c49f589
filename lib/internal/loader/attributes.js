//# allFunctionsCalledOnLoad
// Import attributes: `with { type: 'json' }` (Node: "Modules: ECMAScript modules", "Import attributes").
import { codes } from '../errors.js';

/** The `type` that modules of a format must be imported with; formats that are not here take none. */
const REQUIRED_TYPE = { __proto__: null, json: 'json' };

/**
 * @param {string} href
 * @param {object} attributes  an object without prototype
 * @throws ERR_IMPORT_ATTRIBUTE_UNSUPPORTED
 */
export function checkAttributeKeys(href, attributes) {
  const keys = Object.keys(attributes);
  for (let i = 0; i < keys.length; i++) {
    if (keys[i] !== 'type') throw new codes.ERR_IMPORT_ATTRIBUTE_UNSUPPORTED(keys[i], attributes[keys[i]], href);
  }
}

/**
 * @param {string} href
 * @param {string} format
 * @param {object} attributes  an object without prototype
 * @throws ERR_IMPORT_ATTRIBUTE_UNSUPPORTED, ERR_IMPORT_ATTRIBUTE_MISSING, ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE
 */
export function checkAttributes(href, format, attributes) {
  const required = REQUIRED_TYPE[format];
  const { type } = attributes;
  if (type === required) return;
  if (type === undefined) throw new codes.ERR_IMPORT_ATTRIBUTE_MISSING(href, 'type', required);
  if (type !== 'json') throw new codes.ERR_IMPORT_ATTRIBUTE_UNSUPPORTED('type', type, href);
  throw new codes.ERR_IMPORT_ATTRIBUTE_TYPE_INCOMPATIBLE(href, type);
}
