// How objects of the library cross from one context to another. A class takes part with three methods under symbols:
//
//   [kClone]() / [kTransfer]()   -> { data, deserializeInfo: 'internal/blob:Blob' }   what a copy, or the moved thing, is made of
//   [kTransferList]()            -> what else is moved along with it
//   static [kDeserialize](data)  -> the object, in the other context
//
// `deserializeInfo` names a class that is exported by a module of lib/ and says what it takes.

export const kClone = Symbol('messaging_clone_symbol');
export const kTransfer = Symbol('messaging_transfer_symbol');
export const kTransferList = Symbol('messaging_transfer_list_symbol');
export const kDeserialize = Symbol('messaging_deserialize_symbol');
