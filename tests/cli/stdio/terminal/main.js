const { stdin, stdout } = process;
console.log(JSON.stringify([stdin.isTTY, stdout.isTTY, stdout.getWindowSize(), stdin.isRaw]));
stdin.setRawMode(true);
console.log(String(stdin.isRaw));
stdin.setRawMode(false);
