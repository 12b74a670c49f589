#include "modules/util/kinds.h"

namespace rondo::modules::util {

const char* name_of(Kind kind) {
  static constexpr const char* names[] = {"plain",
                                          "arguments",
                                          "set",
                                          "map",
                                          "typedArray",
                                          "mapIterator",
                                          "setIterator",
                                          "function",
                                          "regexp",
                                          "date",
                                          "error",
                                          "arrayBuffer",
                                          "sharedArrayBuffer",
                                          "dataView",
                                          "promise",
                                          "weakSet",
                                          "weakMap",
                                          "namespace",
                                          "external",
                                          "number",
                                          "string",
                                          "boolean",
                                          "bigint",
                                          "symbol"};
  static_assert(std::size(names) == static_cast<size_t>(Kind::count));
  return names[static_cast<size_t>(kind)];
}

Kind kind_of(v8::Local<v8::Value> value) {
  if (!value->IsObject()) return Kind::plain;
  if (value->IsFunction()) return Kind::function;
  if (value->IsTypedArray()) return Kind::typedArray;
  if (value->IsMap()) return Kind::map;
  if (value->IsSet()) return Kind::set;
  if (value->IsNativeError()) return Kind::error;
  if (value->IsDate()) return Kind::date;
  if (value->IsRegExp()) return Kind::regexp;
  if (value->IsPromise()) return Kind::promise;
  if (value->IsArgumentsObject()) return Kind::arguments;
  if (value->IsArrayBuffer()) return Kind::arrayBuffer;
  if (value->IsSharedArrayBuffer()) return Kind::sharedArrayBuffer;
  if (value->IsDataView()) return Kind::dataView;
  if (value->IsMapIterator()) return Kind::mapIterator;
  if (value->IsSetIterator()) return Kind::setIterator;
  if (value->IsWeakMap()) return Kind::weakMap;
  if (value->IsWeakSet()) return Kind::weakSet;
  if (value->IsModuleNamespaceObject()) return Kind::namespace_;
  if (value->IsExternal()) return Kind::external;
  if (value->IsNumberObject()) return Kind::number;
  if (value->IsStringObject()) return Kind::string;
  if (value->IsBooleanObject()) return Kind::boolean;
  if (value->IsBigIntObject()) return Kind::bigint;
  if (value->IsSymbolObject()) return Kind::symbol;
  return Kind::plain;
}

}  // namespace rondo::modules::util
