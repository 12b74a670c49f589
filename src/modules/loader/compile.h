// Compiling what is no ES module: the function around a CommonJS module, and scripts.
#pragma once
#include "bind/module.h"

namespace rondo::modules::loader {

/// A code cache as bytes of JavaScript.
v8::Local<v8::Uint8Array> bytes_of(v8::Isolate* isolate, const v8::ScriptCompiler::CachedData& data);

/// (source, filename, may be a module, cache) -> the function (exports, require, module, __filename, __dirname), or undefined where the
/// source holds the syntax of ES modules. Throws the SyntaxError. (Node: "Modules: Packages", "Syntax detection")
/// `cache` may be an object { data, rejected }: bytes of function_cache() to start from, and whether the engine refused them.
void compile_function(const Arguments& info);

/// (function) -> bytes from which the same source compiles faster, with what was compiled of it so far.
void function_cache(const Arguments& info);

/// (text or bytes) -> 32 bits that are others for another content.
void hash_text(const Arguments& info);

/// (source, name) -> whether the source is no CommonJS but an ES module, by its syntax.
void has_module_syntax(const Arguments& info);

/// (source, name) -> the value of the script's last statement.
void run_script(const Arguments& info);

/// (source, name) -> undefined where it is a script by its syntax; else file:line, source line and caret of what is wrong with it.
void script_error(const Arguments& info);

}  // namespace rondo::modules::loader
