/** The import law of docs/architecture.md: who may know whom. */
const mayNotImport = (name, from, to, why) => ({
  name,
  severity: 'error',
  comment: why,
  from: { path: from },
  to: { path: to },
});

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    mayNotImport(
      'platform-knows-no-module',
      '^src/platform',
      '^src/(auth|crm-core|visits|analytics|loyalty|privacy|webhooks|sync)/',
      'Everyone stands on the platform; it stands on nobody.',
    ),
    mayNotImport(
      'auth-knows-only-platform',
      '^src/auth',
      '^src/(crm-core|visits|analytics|loyalty|privacy|webhooks|sync)/',
      'auth is below the business modules',
    ),
    mayNotImport(
      'crm-core-below-visits',
      '^src/crm-core',
      '^src/(visits|analytics|loyalty|privacy|webhooks|sync)/',
      'the reverse direction goes through the journal',
    ),
    mayNotImport(
      'visits-below-analytics',
      '^src/visits',
      '^src/(analytics|loyalty|privacy|webhooks|sync)/',
      'the reverse direction goes through the journal',
    ),
    mayNotImport(
      'analytics-beside-loyalty',
      '^src/analytics',
      '^src/(loyalty|privacy|webhooks|sync)/',
      'nobody imports loyalty, privacy, webhooks or sync, but webhooks privacy',
    ),
    mayNotImport(
      'loyalty-beside-others',
      '^src/loyalty',
      '^src/(visits|analytics|privacy|webhooks|sync)/',
      'loyalty stands on auth and crm-core',
    ),
    mayNotImport(
      'privacy-on-top',
      '^src/privacy',
      '^src/(visits|analytics|loyalty|webhooks|sync)/',
      'it reads their tables, not their code',
    ),
    mayNotImport(
      'webhooks-read-the-journal',
      '^src/webhooks',
      '^src/(crm-core|visits|analytics|loyalty|sync)/',
      'what happens there reaches them through the journal',
    ),
    mayNotImport(
      'sync-on-top',
      '^src/sync',
      '^src/(analytics|loyalty|privacy|webhooks)/',
      'it brings what crm-core and visits keep to those who follow',
    ),
    {
      name: 'one-public-face',
      severity: 'error',
      comment: "Another module's rooms are entered through its index.ts.",
      from: { path: '^src/([^/]+)/' },
      to: {
        path: '^src/(auth|crm-core|visits|analytics|loyalty|privacy|webhooks|sync)/.+',
        pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$'],
      },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      comment: 'domain/ imports nothing but domain/.',
      from: { path: '/domain/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: ['/domain/'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['src/platform/prisma/generated', '\\.spec\\.ts$'] },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
