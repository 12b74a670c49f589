// The commands that every REPL has (Node: "REPL", "Commands and special keys").
import { load } from '../builtins.js';

function fail(server, message) {
  server.output.write(`${message}\n`);
  server.displayPrompt();
}

function forgetStarted() {
  this.clearBufferedCommand();
  this.displayPrompt();
}

export const commands = {
  break: { help: 'Sometimes you get stuck, this gets you out', action: forgetStarted },

  clear: {
    help: 'Break, and also clear the local context',
    action() {
      this.clearBufferedCommand();
      if (!this.useGlobal) {
        this.output.write('Clearing context...\n');
        this.resetContext();
      }
      this.displayPrompt();
    },
  },

  exit: {
    help: 'Exit the REPL',
    action() {
      this.close();
    },
  },

  help: {
    help: 'Print this help message',
    action() {
      const names = Object.keys(this.commands).sort();
      const width = Math.max(...names.map((name) => name.length));
      for (const name of names) {
        const { help } = this.commands[name];
        this.output.write(`.${name}${help ? `${' '.repeat(width - name.length + 3)}${help}` : ''}\n`);
      }
      this.output.write('\nPress Ctrl+C to abort current expression, Ctrl+D to exit the REPL\n');
      this.displayPrompt();
    },
  },

  save: {
    help: 'Save all evaluated commands in this REPL session to a file',
    action(file) {
      if (file === '') {
        fail(this, 'The "file" argument must be specified');
        return;
      }
      try {
        load('fs').writeFileSync(file, this.lines.join('\n'));
        this.output.write(`Session saved to: ${file}\n`);
      } catch {
        this.output.write(`Failed to save: ${file}\n`);
      }
      this.displayPrompt();
    },
  },

  load: {
    help: 'Load JS from a file into the REPL session',
    action(file) {
      if (file === '') {
        fail(this, 'The "file" argument must be specified');
        return;
      }
      const fs = load('fs');
      let text;
      try {
        if (!fs.statSync(file).isFile()) {
          fail(this, `Failed to load: ${file} is not a valid file`);
          return;
        }
        text = fs.readFileSync(file, 'utf8');
      } catch {
        fail(this, `Failed to load: ${file}`);
        return;
      }
      if (this.terminal) this.output.write(text.endsWith('\n') ? text : `${text}\n`);
      this._sawEnd = true;
      this._runText(text);
    },
  },

  editor: {
    help: 'Enter editor mode',
    action() {
      this._enterEditor();
      this.output.write('// Entering editor mode (Ctrl+D to finish, Ctrl+C to cancel)\n');
    },
  },
};
