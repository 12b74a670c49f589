// The frames of a stack as V8 writes them.

const frame = /^ {4}at (?:.*? \(|async )?((?:file:\/\/|\/)[^\n]*?):(\d+):(\d+)\)?$/;

/**
 * @param {Error} error  or its cause, where its own stack shows nothing of the program
 * @returns {{ file: string, line: number, column: number } | undefined} the innermost function of the program, of a file on disk;
 *   line and column count from 1
 */
export function frameOf(error) {
  for (const { stack } of [error, Object(error.cause)]) {
    if (typeof stack !== 'string') continue;
    for (const text of stack.split('\n')) {
      const match = frame.exec(text);
      if (match !== null) return { file: match[1], line: Number(match[2]), column: Number(match[3]) };
    }
  }
  return undefined;
}
