/** Also after failures: the throw-away PostgreSQL ends, and its files go. */
export default async function teardown() {
  await globalThis.nexusTestPostgres?.stop();
}
