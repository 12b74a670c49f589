setInterval(() => process.stdout.write('x'), 1);
