/** Whose rows a permission reaches: one's own, one's team's, everybody's. From narrow to wide. */
export const SCOPE_LEVELS = ['own', 'team', 'all'] as const;
export type ScopeLevel = (typeof SCOPE_LEVELS)[number];

interface Meaning {
  /** For the person who composes a role. */
  readonly description: string;
  /** The scopes it can be given with. */
  readonly scopes: readonly ScopeLevel[];
}

/** A permission over rows that belong to somebody. */
const rows = (description: string): Meaning => ({ description, scopes: SCOPE_LEVELS });
/** A permission over what belongs to nobody: there is no narrower scope than everything. */
const company = (description: string): Meaning => ({ description, scopes: ['all'] });

/** Every permission there is, `resource:action`. Routes ask for one of these, roles are made of these. */
export const VOCABULARY = {
  'client:read': rows('See clients, their timeline and likely duplicates'),
  'client:create': rows('Create clients, for oneself or for those whom the scope reaches'),
  'client:update': rows('Change clients'),
  'client:delete': rows('Delete clients and bring them back'),
  'client:purge': company('Remove deleted clients for good'),
  'client:assign': rows('Give clients to another owner within the scope'),
  'client:export': rows('Download clients as a file'),
  'contact:read': rows('See the contacts of clients'),
  'contact:create': rows('Add contacts to clients'),
  'contact:update': rows('Change contacts'),
  'contact:delete': rows('Delete contacts'),
  'contact:export': rows('Download contacts as a file'),
  'pipeline:read': company('See pipelines and their stages'),
  'pipeline:create': company('Create pipelines'),
  'pipeline:update': company('Change pipelines, their stages and the reasons of a closing'),
  'opportunity:read': rows('See opportunities, their history and the board'),
  'opportunity:create': rows('Create opportunities'),
  'opportunity:update': rows('Change, move and reopen opportunities'),
  'opportunity:delete': rows('Delete opportunities'),
  'opportunity:export': rows('Download opportunities as a file'),
  'opportunity:assign': rows('Give opportunities to another owner within the scope'),
  'product:read': company('See the catalogue of products'),
  'product:create': company('Add products'),
  'product:update': company('Change and retire products'),
  'product:delete': company('Delete products'),
  'target:read': rows('See sales targets'),
  'target:update': rows('Set sales targets'),
  'activity:read': rows('See activities'),
  'activity:create': rows('Create activities'),
  'activity:update': rows('Change and complete activities'),
  'activity:delete': rows('Delete activities'),
  'activity:assign': rows('Give activities to another owner within the scope'),
  'customfield:read': company('See the definitions of custom fields'),
  'customfield:create': company('Add custom fields'),
  'customfield:update': company('Change and archive custom fields'),
  'customfield:delete': company('Delete custom fields that no row uses'),
  'view:read': rows('See saved views, besides those that are shared with one'),
  'view:create': rows('Save views of lists'),
  'view:update': rows('Change saved views'),
  'view:delete': rows('Delete saved views'),
  'import:read': rows('See imports and their errors'),
  'import:create': rows('Upload and carry out imports'),
  'visit:read': rows('See visits and which clients are due'),
  'visit:create': rows('Plan visits'),
  'visit:update': rows('Change visits, check in and out'),
  'visit:delete': rows('Delete planned visits'),
  'visit:assign': rows('Give visits to another agent within the scope'),
  'cadence:update': company('Set how often each class of clients is visited'),
  'route:read': rows('See planned days'),
  'route:plan': rows('Plan days and recalculate them'),
  'workinghours:read': rows('See working hours and absences'),
  'workinghours:update': rows('Set working hours and absences'),
  'analytics:read': rows('Read the figures'),
  'dashboard:read': rows('See saved dashboards, besides those that are shared with one'),
  'dashboard:create': rows('Save dashboards'),
  'dashboard:update': rows('Change saved dashboards'),
  'dashboard:delete': rows('Delete saved dashboards'),
  'analytics:refresh': company('Have the figures computed anew'),
  'loyalty:read': company('See the state of the loyalty programme'),
  'user:read': rows('See accounts'),
  'user:create': company('Create accounts, with roles not above one’s own rights'),
  'user:update': company(
    'Change, activate, suspend and invite accounts whose rights are not above one’s own',
  ),
  'team:read': rows('See teams'),
  'team:create': company('Create teams'),
  'team:update': company('Rename teams'),
  'audit:read': company('Read the journal of all changes'),
  'privacy:export': company('Answer a person what is known of them'),
  'privacy:erase': company('Erase a person'),
  'role:read': company('See roles and the vocabulary they are made of'),
  'role:create': company('Add roles, not above one’s own rights'),
  'role:update': company('Change roles that are not above one’s own rights'),
  'role:delete': company('Delete roles that nobody holds'),
  'apikey:read': rows('See API keys, without their secret'),
  'apikey:create': rows('Make API keys for oneself, not above one’s own rights'),
  'apikey:delete': rows('Revoke API keys'),
  'webhook:read': company('See webhooks and what became of their deliveries'),
  'webhook:create': company('Have events sent to another system; takes the right to read the journal too'),
  'webhook:update': company(
    'Change, pause, test and replay webhooks; takes the right to read the journal too',
  ),
  'webhook:delete': company('Delete webhooks'),
} as const satisfies Readonly<Record<`${string}:${string}`, Meaning>>;
