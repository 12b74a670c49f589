export const globalSetup = () => console.log('set up');
export const globalTeardown = () => console.log('torn down');
