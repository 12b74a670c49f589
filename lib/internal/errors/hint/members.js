// What an object has, found without running any of its code.

/** Left over from the web's first years, or of use to nobody. */
const obsolete = new Set(
  (
    'anchor big blink bold fixed fontcolor fontsize italics link small strike sub sup ' +
    '__defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__ __proto__ constructor ' +
    'propertyIsEnumerable toLocaleString valueOf isPrototypeOf'
  ).split(' '),
);

/**
 * @param {object} object
 * @returns {Map<string, boolean | undefined>} name -> whether it is a function; undefined for what only a getter knows. Its own and those
 *   of its prototypes; without those that begin with an underscore
 */
export function membersOf(object) {
  const found = new Map();
  for (let holder = object; holder !== null && holder !== undefined; holder = Object.getPrototypeOf(holder)) {
    for (const name of Object.getOwnPropertyNames(holder)) {
      if (found.has(name) || obsolete.has(name) || name[0] === '_') continue;
      const { value, get } = Object.getOwnPropertyDescriptor(holder, name);
      found.set(name, get === undefined ? typeof value === 'function' : undefined);
    }
  }
  return found;
}

/**
 * A data property, one's own or inherited.
 * @returns {unknown} undefined where there is none, or a getter
 */
export function dataProperty(object, name) {
  for (let holder = object; holder !== null && holder !== undefined; holder = Object.getPrototypeOf(holder)) {
    const property = Object.getOwnPropertyDescriptor(holder, name);
    if (property !== undefined) return property.value;
  }
  return undefined;
}
