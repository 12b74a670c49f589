// More than a pipe holds, and the program ends at once.
process.stdout.write('x'.repeat(5_000_000));
process.exit();
