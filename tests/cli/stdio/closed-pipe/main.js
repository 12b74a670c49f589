process.stdout.on('error', (error) => {
  console.error(error.code, error.syscall, error.errno);
  process.exit(3);
});
setInterval(() => process.stdout.write('x'), 1);
