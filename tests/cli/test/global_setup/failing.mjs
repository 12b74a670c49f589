export function globalSetup() {
  throw new Error('not prepared');
}
