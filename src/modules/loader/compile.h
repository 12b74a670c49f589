// Compiling what is no ES module: the function around a CommonJS module, and scripts.
#pragma once
#include "bind/module.h"

namespace rondo::modules::loader {

/// (source, filename, may be a module) -> the function (exports, require, module, __filename, __dirname), or undefined where the
/// source holds the syntax of ES modules. Throws the SyntaxError. (Node: "Modules: Packages", "Syntax detection")
void compile_function(const Arguments& info);

/// (source, name) -> whether the source is no CommonJS but an ES module, by its syntax.
void has_module_syntax(const Arguments& info);

/// (source, name) -> the value of the script's last statement.
void run_script(const Arguments& info);

/// (source, name) -> whether it is a script by its syntax.
void compiles_as_script(const Arguments& info);

}  // namespace rondo::modules::loader
