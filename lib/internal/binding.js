// The native half of a module: `binding('fs')` is what src/modules/fs/ describes, the same object at every call.
export const { binding } = import.meta;
