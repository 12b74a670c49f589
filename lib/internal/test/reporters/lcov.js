// Coverage in the format of lcov's tracefiles (https://ltp.sourceforge.net/coverage/lcov/geninfo.1.php).
import { load } from '../../builtins.js';
import { relative } from '../../path/posix.js';

function record({ path, functions, branches, lines, ...shares }, workingDirectory) {
  let text = `TN:\nSF:${relative(workingDirectory, path)}\n`;
  const names = functions.map(({ name }, i) => name || `anonymous_${i}`);
  functions.forEach(({ line }, i) => {
    text += `FN:${line},${names[i]}\n`;
  });
  functions.forEach(({ count }, i) => {
    text += `FNDA:${count},${names[i]}\n`;
  });
  text += `FNF:${shares.totalFunctionCount}\nFNH:${shares.coveredFunctionCount}\n`;
  branches.forEach(({ line, count }, i) => {
    text += `BRDA:${line},${i},0,${count}\n`;
  });
  text += `BRF:${shares.totalBranchCount}\nBRH:${shares.coveredBranchCount}\n`;
  for (const { line, count } of lines) text += `DA:${line},${count}\n`;
  return `${text}LH:${shares.coveredLineCount}\nLF:${shares.totalLineCount}\nend_of_record\n`;
}

/** Node test/reporters lcov since v22.0.0: a Transform from events to text, with and without `new`. */
export function lcov() {
  const { Transform } = load('stream');
  return new Transform({
    writableObjectMode: true,
    transform({ type, data }, _encoding, done) {
      if (type !== 'test:coverage') return done();
      const { files, workingDirectory } = data.summary;
      return done(null, files.map((file) => record(file, workingDirectory)).join(''));
    },
  });
}
