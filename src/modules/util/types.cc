#include "modules/util/types.h"

namespace rondo::modules::util {
namespace {

using v8::Value;
using Test = bool (Value::*)() const;

template <Test test>
void check(const Arguments& info) {
  info.GetReturnValue().Set(((*info[0])->*test)());
}
template <Test test>
bool check_fast(v8::Local<Value>, v8::Local<Value> value) {
  return ((*value)->*test)();
}
template <Test test>
const v8::CFunction& fast() {
  static const v8::CFunction function = v8::CFunction::Make(&check_fast<test>);
  return function;
}

template <Test test>
void add(Module& m, const char* name) {
  m.raw(name, check<test>, fast<test>());
}

}  // namespace

void bind_types(Module& m) {
  add<&Value::IsExternal>(m, "isExternal");
  add<&Value::IsDate>(m, "isDate");
  add<&Value::IsArgumentsObject>(m, "isArgumentsObject");
  add<&Value::IsBigIntObject>(m, "isBigIntObject");
  add<&Value::IsBooleanObject>(m, "isBooleanObject");
  add<&Value::IsNumberObject>(m, "isNumberObject");
  add<&Value::IsStringObject>(m, "isStringObject");
  add<&Value::IsSymbolObject>(m, "isSymbolObject");
  add<&Value::IsNativeError>(m, "isNativeError");
  add<&Value::IsRegExp>(m, "isRegExp");
  add<&Value::IsAsyncFunction>(m, "isAsyncFunction");
  add<&Value::IsGeneratorFunction>(m, "isGeneratorFunction");
  add<&Value::IsGeneratorObject>(m, "isGeneratorObject");
  add<&Value::IsPromise>(m, "isPromise");
  add<&Value::IsMap>(m, "isMap");
  add<&Value::IsSet>(m, "isSet");
  add<&Value::IsMapIterator>(m, "isMapIterator");
  add<&Value::IsSetIterator>(m, "isSetIterator");
  add<&Value::IsWeakMap>(m, "isWeakMap");
  add<&Value::IsWeakSet>(m, "isWeakSet");
  add<&Value::IsArrayBuffer>(m, "isArrayBuffer");
  add<&Value::IsDataView>(m, "isDataView");
  add<&Value::IsSharedArrayBuffer>(m, "isSharedArrayBuffer");
  add<&Value::IsProxy>(m, "isProxy");
  add<&Value::IsModuleNamespaceObject>(m, "isModuleNamespaceObject");
  add<&Value::IsTypedArray>(m, "isTypedArray");
  add<&Value::IsUint8Array>(m, "isUint8Array");
  add<&Value::IsUint8ClampedArray>(m, "isUint8ClampedArray");
  add<&Value::IsUint16Array>(m, "isUint16Array");
  add<&Value::IsUint32Array>(m, "isUint32Array");
  add<&Value::IsInt8Array>(m, "isInt8Array");
  add<&Value::IsInt16Array>(m, "isInt16Array");
  add<&Value::IsInt32Array>(m, "isInt32Array");
  add<&Value::IsFloat16Array>(m, "isFloat16Array");
  add<&Value::IsFloat32Array>(m, "isFloat32Array");
  add<&Value::IsFloat64Array>(m, "isFloat64Array");
  add<&Value::IsBigInt64Array>(m, "isBigInt64Array");
  add<&Value::IsBigUint64Array>(m, "isBigUint64Array");
}

}  // namespace rondo::modules::util
