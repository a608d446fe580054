const ACCOUNTS = ['admin', 'manager', 'agent', 'analyst'].map((role) => `${role}@nexus.local`);
const PASSWORD = 'Agenti-In-Viaggio-2026';

/** What a newcomer needs to go on. */
export function welcome(url) {
  return `
NEXUS-CRM runs. Ctrl-C stops it; your data stay in .data/

  CRM       ${url}
  API       ${url}/api/v1
  API docs  ${url}/api/docs
  Accounts  ${ACCOUNTS.join('  ')}
  Password  ${PASSWORD}
`;
}
