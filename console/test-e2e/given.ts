/** What the one who starts these tests has to say in the environment. */
export function given(name: 'ANTIPHON_URL' | 'MICROPHONE' | 'SIGN_IN'): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`Set ${name}: these tests are started by BrowserCallIT in the server's module.`);
  return value;
}
