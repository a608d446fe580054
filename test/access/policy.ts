import type { Permission } from '#app/platform/access/index.js';
import { randomUUID } from 'node:crypto';
import { PASSWORD } from '../support/people.ts';
import type { Target } from './world.ts';

/** Whose record a call names: the caller's own, a team-mate's, or one of another team. */
export type Relation = 'own' | 'team' | 'foreign';

/** What a body may be made of; all of it is the caller's own. */
export interface BodyParts {
  callerId: string;
  clientId: string;
  stageId: string;
}

/**
 * Who may call one operation. From this line, and from what a role holds, follows every answer:
 *
 * | caller | answer |
 * | --- | --- |
 * | without a living session (no token, or a pending or suspended user's) | 401, unless `public` |
 * | whose role lacks the permission | 403 |
 * | whose scope doesn't reach the record, or there is none | 404, the same body for both |
 * | anybody else | the success that the document names, or `answers` |
 *
 * After each of the first three the database is as it was.
 */
export interface PolicyLine {
  /** Everybody, any signed-in user about the own account, or who holds this permission. */
  access: 'public' | 'signed-in' | Permission;
  /** Needed besides, for the same record. */
  besides?: Permission;
  /** What the `{id}` of the path names; none: the operation names no record. */
  target?: Target;
  /** Such records belong to nobody (pipelines, stages): everybody who holds the permission may use them. */
  shared?: true;
  /** Input that passes validation, so that only access decides. */
  body?: (parts: BodyParts) => object;
  query?: string;
  /** What who is let in is told, where it isn't the documented success: the record's state or the input decides. */
  answers?: number | Partial<Record<Relation, number>>;
}

const at = '2026-12-01T09:00:00Z';
const inTenDays = () => new Date(Date.now() + 864_000_000).toISOString().slice(0, 10);
const linkUse = () => ({ token: 'x'.repeat(43), password: 'corretto cavallo batteria 42' });
const secondFactorProof = () => ({ currentPassword: 'wrong', totp: '000000' });
const newKey = () => ({
  name: 'magazzino',
  currentPassword: PASSWORD,
  expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
  permissions: [{ resource: 'client', action: 'read', scope: 'own' }],
});
// An address in figures: no name has to be looked up.
const newWebhook = () => ({ url: 'https://1.1.1.1/events', events: ['client.created'] });
const nobody = '01999999-9999-7999-8999-999999999999';

/** One line for each operation of the OpenAPI document; the access matrix fails without it, and on a line too many. */
export const POLICY: Readonly<Record<string, PolicyLine>> = {
  getLiveness: { access: 'public' },
  getReadiness: { access: 'public' },

  register: {
    access: 'public',
    body: () => ({
      email: 'newcomer@example.test',
      fullName: 'New',
      password: 'corretto cavallo batteria 42',
    }),
  },
  login: {
    access: 'public',
    body: () => ({ email: 'nobody@example.test', password: 'x' }),
    answers: 401,
  },
  refresh: { access: 'public', body: () => ({ refreshToken: 'x'.repeat(43) }), answers: 401 },
  beginWebSession: {
    access: 'public',
    body: () => ({ email: 'nobody@example.test', password: 'x' }),
    answers: 401,
  },
  renewWebSession: { access: 'public', answers: 401 },
  endWebSession: { access: 'public' },
  logout: { access: 'signed-in' },
  logoutAll: { access: 'signed-in' },
  getMe: { access: 'signed-in' },
  changePassword: {
    access: 'signed-in',
    body: () => ({ currentPassword: 'wrong', newPassword: 'corretto cavallo batteria 43' }),
    answers: 400,
  },
  forgotPassword: { access: 'public', body: () => ({ email: 'nobody@example.test' }) },
  resetPassword: { access: 'public', body: linkUse, answers: 400 },
  acceptInvitation: { access: 'public', body: linkUse, answers: 400 },
  beginSecondFactor: {
    access: 'signed-in',
    body: () => ({ currentPassword: 'wrong' }),
    answers: 400,
  },
  // Nobody of the world has a second factor, or has begun with one.
  confirmSecondFactor: { access: 'signed-in', body: () => ({ totp: '000000' }), answers: 409 },
  renewRecoveryCodes: { access: 'signed-in', body: secondFactorProof, answers: 409 },
  disableSecondFactor: { access: 'signed-in', body: secondFactorProof, answers: 409 },
  updateMe: { access: 'signed-in', body: () => ({ fullName: 'Other' }) },
  listSessions: { access: 'signed-in' },
  endSession: { access: 'signed-in', target: 'session' },

  listColleagues: { access: 'signed-in' },
  listUsers: { access: 'user:read' },
  createUser: {
    access: 'user:create',
    body: () => ({ email: `${randomUUID()}@example.test`, fullName: 'New', role: 'AGENT' }),
  },
  getUser: { access: 'user:read', target: 'user' },
  updateUser: { access: 'user:update', target: 'user', body: () => ({ fullName: 'Other' }) },
  activateUser: { access: 'user:update', target: 'user' },
  suspendUser: { access: 'user:update', target: 'user', answers: { own: 409 } },
  // The records of the world are active users, who are no longer invited.
  inviteUser: { access: 'user:update', target: 'user', answers: 409 },
  resetSecondFactor: { access: 'user:update', target: 'user', answers: 409 },
  listUserSessions: { access: 'user:update', target: 'user' },
  endUserSessions: { access: 'user:update', target: 'user' },
  // The second id of the path names no session of that user.
  endUserSession: { access: 'user:update', target: 'user', answers: 404 },
  listApiKeys: { access: 'apikey:read' },
  createApiKey: { access: 'apikey:create', body: newKey },
  revokeApiKey: { access: 'apikey:delete', target: 'apiKey' },
  listTeams: { access: 'team:read' },
  createTeam: { access: 'team:create', body: () => ({ name: 'Isole' }) },
  updateTeam: { access: 'team:update', target: 'team', body: () => ({ name: randomUUID() }) },
  listAudit: { access: 'audit:read' },

  listWebhookEvents: { access: 'webhook:read' },
  listWebhooks: { access: 'webhook:read' },
  createWebhook: { access: 'webhook:create', besides: 'audit:read', body: newWebhook },
  getWebhook: { access: 'webhook:read', target: 'webhook' },
  updateWebhook: {
    access: 'webhook:update',
    besides: 'audit:read',
    target: 'webhook',
    body: () => ({ description: 'Gestionale' }),
  },
  deleteWebhook: { access: 'webhook:delete', target: 'webhook' },
  rotateWebhookSecret: { access: 'webhook:update', besides: 'audit:read', target: 'webhook' },
  pingWebhook: { access: 'webhook:update', besides: 'audit:read', target: 'webhook' },
  listWebhookDeliveries: { access: 'webhook:read', target: 'webhook' },
  replayDeadWebhookDeliveries: { access: 'webhook:update', besides: 'audit:read', target: 'webhook' },
  // The second id of the path names no delivery of that webhook.
  replayWebhookDelivery: { access: 'webhook:update', besides: 'audit:read', target: 'webhook', answers: 404 },

  listRoles: { access: 'role:read' },
  getRoleVocabulary: { access: 'role:read' },
  createRole: {
    access: 'role:create',
    body: () => {
      const key = `R${randomUUID().replaceAll('-', '').toUpperCase()}`;
      return { key, name: key, permissions: [{ resource: 'client', action: 'read', scope: 'own' }] };
    },
  },
  getRole: { access: 'role:read', target: 'role', shared: true },
  updateRole: {
    access: 'role:update',
    target: 'role',
    shared: true,
    body: () => ({ description: 'Altro' }),
  },
  deleteRole: { access: 'role:delete', target: 'role', shared: true },

  listClients: { access: 'client:read' },
  createClient: { access: 'client:create', body: () => ({ name: 'Svapo Nuovo' }) },
  findDuplicates: { access: 'client:read', body: () => ({ name: 'Svapo Nuovo' }) },
  exportClients: { access: 'client:export' },
  exportContacts: { access: 'contact:export' },
  exportOpportunities: { access: 'opportunity:export' },
  getClient: { access: 'client:read', target: 'client' },
  updateClient: { access: 'client:update', target: 'client', body: () => ({ name: 'Svapo Altro' }) },
  deleteClient: { access: 'client:delete', target: 'client' },
  restoreClient: { access: 'client:delete', target: 'client' },
  assignClient: {
    access: 'client:assign',
    target: 'client',
    body: ({ callerId }) => ({ ownerId: callerId }),
  },
  bulkChangeClients: {
    access: 'client:update',
    body: ({ clientId }) => ({ action: 'TAG', tags: ['fiera'], ids: [clientId] }),
  },
  listBulkOperations: { access: 'client:update' },
  getBulkOperation: { access: 'client:update', target: 'bulkOperation' },
  listBulkResults: { access: 'client:update', target: 'bulkOperation' },
  mergeClient: {
    access: 'client:delete',
    besides: 'client:update',
    target: 'client',
    body: ({ clientId }) => ({ sourceId: clientId, dryRun: true }),
  },
  listDeletedClients: { access: 'client:delete' },
  purgeClient: { access: 'client:purge', target: 'deletedClient' },
  convertClient: { access: 'client:update', target: 'client', body: () => ({}) },
  listTags: { access: 'client:read' },
  renameTags: { access: 'client:update', body: () => ({ tags: ['fiera'], to: 'salone' }) },
  removeTags: { access: 'client:update', body: () => ({ tags: ['fiera'] }) },
  searchContacts: { access: 'contact:read' },
  listMerges: { access: 'client:read', target: 'client' },
  undoMerge: { access: 'client:delete', besides: 'client:update', target: 'merge' },
  getClientTimeline: { access: 'client:read', target: 'client' },
  listContacts: { access: 'contact:read', target: 'client' },
  createContact: { access: 'contact:create', target: 'client', body: () => ({ fullName: 'Carla' }) },
  updateContact: { access: 'contact:update', target: 'contact', body: () => ({ fullName: 'Carla' }) },
  deleteContact: { access: 'contact:delete', target: 'contact' },
  listConsents: { access: 'contact:read', target: 'contact' },
  listCurrentConsents: { access: 'contact:read', target: 'contact' },
  recordConsent: {
    access: 'contact:update',
    target: 'contact',
    body: () => ({ channel: 'EMAIL', purpose: 'MARKETING', given: true, source: 'modulo' }),
  },

  exportSubject: {
    access: 'privacy:export',
    body: () => ({ email: 'nobody@elsewhere.test' }),
    answers: 404,
  },
  eraseSubject: { access: 'privacy:erase', body: () => ({ email: 'nobody@elsewhere.test' }), answers: 404 },
  listErasures: { access: 'privacy:erase' },
  listSilentProspects: { access: 'privacy:erase' },

  listPipelines: { access: 'pipeline:read' },
  createPipeline: {
    access: 'pipeline:create',
    body: () => ({
      name: randomUUID(),
      stages: [
        { name: 'Aperta', probability: 10, kind: 'OPEN' },
        { name: 'Vinta', probability: 100, kind: 'WON' },
        { name: 'Persa', probability: 0, kind: 'LOST' },
      ],
    }),
  },
  updatePipeline: {
    access: 'pipeline:update',
    target: 'pipeline',
    shared: true,
    body: () => ({ name: 'Vendita' }),
  },
  createStage: {
    access: 'pipeline:update',
    target: 'pipeline',
    shared: true,
    body: () => ({ name: randomUUID(), probability: 40, kind: 'OPEN' }),
  },
  orderStages: {
    access: 'pipeline:update',
    target: 'pipeline',
    shared: true,
    body: () => ({ stageIds: [nobody] }),
    answers: 400,
  },
  updateStage: {
    access: 'pipeline:update',
    target: 'stage',
    shared: true,
    body: () => ({ probability: 30 }),
  },
  listClosingReasons: { access: 'opportunity:read' },
  createClosingReason: {
    access: 'pipeline:update',
    body: () => {
      const key = `R${randomUUID().replaceAll('-', '').toUpperCase()}`;
      return { outcome: 'LOST', key, labelIt: 'Altro', labelEn: 'Other' };
    },
  },
  updateClosingReason: {
    access: 'pipeline:update',
    target: 'closingReason',
    shared: true,
    body: () => ({ labelIt: 'Altro' }),
  },
  // Without `Accept: text/event-stream`: the stream would have no end.
  watchBoard: { access: 'opportunity:read', target: 'pipeline', shared: true, answers: 406 },
  listBoardCards: { access: 'opportunity:read', target: 'pipeline', shared: true },
  getPipelineBoard: { access: 'opportunity:read', target: 'pipeline', shared: true },

  listTargets: { access: 'target:read' },
  setTargets: {
    access: 'target:update',
    body: ({ callerId }) => ({ targets: [{ ownerId: callerId, month: '2026-11', amount: '1000.00' }] }),
  },
  listProducts: { access: 'product:read' },
  createProduct: {
    access: 'product:create',
    body: () => ({ code: randomUUID(), name: 'Base 50/50', listPrice: '4.90', vatClass: '22' }),
  },
  getProduct: { access: 'product:read', target: 'product', shared: true },
  updateProduct: {
    access: 'product:update',
    target: 'product',
    shared: true,
    body: () => ({ name: 'Base 70/30' }),
  },
  deleteProduct: { access: 'product:delete', target: 'product', shared: true },

  listOpportunityLines: { access: 'opportunity:read', target: 'opportunity' },
  replaceOpportunityLines: {
    access: 'opportunity:update',
    target: 'opportunity',
    body: () => ({ lines: [{ description: 'Espositore', quantity: '1', unitPrice: '90', vatClass: '22' }] }),
  },
  addOpportunityLine: {
    access: 'opportunity:update',
    target: 'opportunity',
    body: () => ({ description: 'Espositore', quantity: '1', unitPrice: '90', vatClass: '22' }),
  },
  // The second id of the path names no line of that opportunity.
  updateOpportunityLine: {
    access: 'opportunity:update',
    target: 'opportunity',
    body: () => ({ quantity: '2' }),
    answers: 404,
  },
  removeOpportunityLine: { access: 'opportunity:update', target: 'opportunity', answers: 404 },

  listOpportunities: { access: 'opportunity:read' },
  createOpportunity: {
    access: 'opportunity:create',
    body: ({ stageId }) => ({ title: 'Espositore', stageId, amount: '100.00' }),
  },
  getOpportunity: { access: 'opportunity:read', target: 'opportunity' },
  updateOpportunity: {
    access: 'opportunity:update',
    target: 'opportunity',
    body: () => ({ title: 'Altro' }),
  },
  deleteOpportunity: { access: 'opportunity:delete', target: 'opportunity' },
  moveOpportunity: {
    access: 'opportunity:update',
    target: 'opportunity',
    body: ({ stageId }) => ({ stageId }),
    answers: 409,
  },
  reopenOpportunity: {
    access: 'opportunity:update',
    target: 'opportunity',
    body: ({ stageId }) => ({ stageId }),
    answers: 409,
  },
  assignOpportunity: {
    access: 'opportunity:assign',
    target: 'opportunity',
    body: ({ callerId }) => ({ ownerId: callerId }),
  },
  bulkChangeOpportunities: {
    access: 'opportunity:update',
    body: () => ({ action: 'EXPECTED_CLOSE_DATE', expectedCloseDate: '2026-12-31', ids: [nobody] }),
  },
  listChanges: { access: 'signed-in' },

  listOpportunityHistory: { access: 'opportunity:read', target: 'opportunity' },

  listActivities: { access: 'activity:read' },
  createActivity: { access: 'activity:create', body: () => ({ type: 'TASK', subject: 'Richiamare' }) },
  getActivity: { access: 'activity:read', target: 'activity' },
  updateActivity: { access: 'activity:update', target: 'activity', body: () => ({ subject: 'Altro' }) },
  completeActivity: { access: 'activity:update', target: 'activity' },
  reopenActivity: { access: 'activity:update', target: 'activity', answers: 409 },
  deleteActivity: { access: 'activity:delete', target: 'activity' },

  listCustomFields: { access: 'customfield:read' },
  createCustomField: {
    access: 'customfield:create',
    body: () => ({
      ...{ resource: 'clients', key: `k${randomUUID().replaceAll('-', '')}` },
      ...{ labelIt: 'Forma', labelEn: 'Shape', type: 'TEXT' },
    }),
  },
  getCustomField: { access: 'customfield:read', target: 'customField', shared: true },
  updateCustomField: {
    access: 'customfield:update',
    target: 'customField',
    shared: true,
    body: () => ({ labelIt: 'Tinta' }),
  },
  deleteCustomField: { access: 'customfield:delete', target: 'customField', shared: true },

  listViews: { access: 'view:read' },
  createView: { access: 'view:create', body: () => ({ resource: 'clients', name: randomUUID() }) },
  getView: { access: 'view:read', target: 'view' },
  updateView: { access: 'view:update', target: 'view', body: () => ({ name: randomUUID() }) },
  deleteView: { access: 'view:delete', target: 'view' },

  listImports: { access: 'import:read' },
  createImport: { access: 'import:create', answers: 415 },
  getImport: { access: 'import:read', target: 'import' },
  listImportColumns: { access: 'import:read', target: 'import', answers: 409 },
  listImportErrors: { access: 'import:read', target: 'import' },
  listImportWarnings: { access: 'import:read', target: 'import' },
  downloadImportErrors: { access: 'import:read', target: 'import' },
  downloadFailedImportRows: { access: 'import:read', target: 'import', answers: 409 },
  checkImportAgain: { access: 'import:create', target: 'import', body: () => ({}), answers: 409 },
  commitImport: { access: 'import:create', target: 'import' },
  revertImport: { access: 'import:create', target: 'import', answers: 409 },

  listVisitSeries: { access: 'visit:read' },
  createVisitSeries: {
    access: 'visit:create',
    body: ({ clientId }) => ({ clientId, frequency: 'WEEKLY', from: inTenDays(), count: 1, time: '05:10' }),
  },
  getVisitSeries: { access: 'visit:read', target: 'visitSeries' },
  updateVisitSeries: { access: 'visit:update', target: 'visitSeries', body: () => ({ purpose: 'Altro' }) },
  endVisitSeries: { access: 'visit:delete', target: 'visitSeries' },
  listCalendarFeeds: { access: 'signed-in' },
  createCalendarFeed: { access: 'signed-in', body: () => ({ name: 'telefono' }) },
  rotateCalendarFeed: { access: 'signed-in', target: 'calendarFeed' },
  deleteCalendarFeed: { access: 'signed-in', target: 'calendarFeed' },
  readCalendar: { access: 'public', answers: 404 },
  listHolidays: { access: 'signed-in' },
  getWorkingHours: { access: 'workinghours:read', target: 'user' },
  setWorkingHours: {
    access: 'workinghours:update',
    target: 'user',
    body: () => ({ days: { mon: { from: '09:00', to: '18:00' } } }),
  },
  listAbsences: { access: 'workinghours:read', target: 'user' },
  createAbsence: {
    access: 'workinghours:update',
    target: 'user',
    body: () => ({ from: inTenDays(), to: inTenDays() }),
  },
  updateAbsence: {
    access: 'workinghours:update',
    target: 'absence',
    body: () => ({ fromTime: '09:00', toTime: '11:00' }),
  },
  deleteAbsence: { access: 'workinghours:update', target: 'absence' },
  listDueVisits: { access: 'visit:read' },
  getVisitCadence: { access: 'visit:read' },
  updateVisitCadence: { access: 'cadence:update', body: () => ({ intervalDays: { FARMACIA: 50 } }) },
  listVisits: { access: 'visit:read' },
  createVisit: {
    access: 'visit:create',
    body: ({ callerId, clientId }) => ({ clientId, agentId: callerId, scheduledAt: at, durationMinutes: 30 }),
  },
  getVisit: { access: 'visit:read', target: 'visit' },
  updateVisit: { access: 'visit:update', target: 'visit', body: () => ({ purpose: 'Altro' }) },
  deleteVisit: { access: 'visit:delete', target: 'visit' },
  confirmVisit: { access: 'visit:update', target: 'visit' },
  checkInVisit: { access: 'visit:update', target: 'visit', body: () => ({}) },
  checkOutVisit: {
    access: 'visit:update',
    target: 'visit',
    body: () => ({ outcome: 'FOLLOW_UP' }),
    answers: 409,
  },
  skipVisit: { access: 'visit:update', target: 'visit', body: () => ({ reason: 'chiuso' }) },
  markVisitNoShow: { access: 'visit:update', target: 'visit', body: () => ({}) },
  cancelVisit: { access: 'visit:update', target: 'visit', body: () => ({ reason: 'chiuso' }) },

  listRoutes: { access: 'route:read' },
  planDay: {
    access: 'route:plan',
    body: ({ callerId }) => ({
      agentId: callerId,
      date: '2026-12-01',
      start: { latitude: 45.46, longitude: 9.19 },
      shift: { from: '09:00', to: '18:00' },
    }),
  },
  planWeek: {
    access: 'route:plan',
    body: ({ callerId }) => ({
      agentId: callerId,
      from: '2026-12-01',
      days: 2,
      start: { latitude: 45.46, longitude: 9.19 },
      shift: { from: '09:00', to: '18:00' },
    }),
  },
  findDay: {
    access: 'route:plan',
    body: ({ callerId }) => ({
      agentId: callerId,
      clientId: nobody,
      from: '2026-12-01',
      days: 2,
      start: { latitude: 45.46, longitude: 9.19 },
      shift: { from: '09:00', to: '18:00' },
    }),
    answers: 400,
  },
  getAgentCalendar: { access: 'route:plan' },
  getMyDay: { access: 'activity:read' },
  getRoute: { access: 'route:read', target: 'route' },
  getRouteGeoJson: { access: 'route:read', target: 'route' },
  recalculateRoute: {
    access: 'route:plan',
    target: 'route',
    body: () => ({ order: [nobody] }),
    answers: 400,
  },

  getOverview: { access: 'analytics:read' },
  getSalesTrend: { access: 'analytics:read' },
  getFunnel: { access: 'analytics:read' },
  getForecast: { access: 'analytics:read' },
  getAgentFigures: { access: 'analytics:read' },
  getLeadFigures: { access: 'analytics:read' },
  getJourney: { access: 'analytics:read' },
  getLostReasons: { access: 'analytics:read' },
  getVisitFigures: { access: 'analytics:read' },
  getAnalyticsStatus: { access: 'analytics:read' },
  getKpiDefinitions: { access: 'analytics:read' },
  refreshAnalytics: { access: 'analytics:refresh', body: () => ({}) },
  listDashboards: { access: 'dashboard:read' },
  createDashboard: {
    access: 'dashboard:create',
    body: () => ({ name: randomUUID(), widgets: [{ report: 'funnel' }] }),
  },
  getDashboard: { access: 'dashboard:read', target: 'dashboard' },
  getDashboardFigures: { access: 'analytics:read', besides: 'dashboard:read', target: 'dashboard' },
  updateDashboard: { access: 'dashboard:update', target: 'dashboard', body: () => ({ name: randomUUID() }) },
  deleteDashboard: { access: 'dashboard:delete', target: 'dashboard' },
  getSummarySubscription: { access: 'analytics:read' },
  subscribeToSummary: { access: 'analytics:read', body: () => ({ weekday: 1 }) },
  unsubscribeFromSummary: { access: 'analytics:read' },
  unsubscribeByLetter: { access: 'public', answers: 404 },
  exportLeadFigures: { access: 'analytics:read' },
  exportJourney: { access: 'analytics:read' },
  exportLostReasons: { access: 'analytics:read' },
  exportVisitFigures: { access: 'analytics:read' },
  exportOverview: { access: 'analytics:read' },
  exportSalesTrend: { access: 'analytics:read' },
  exportFunnel: { access: 'analytics:read' },
  exportForecast: { access: 'analytics:read' },
  exportAgentFigures: { access: 'analytics:read' },
  getLoyaltyStatus: { access: 'loyalty:read' },
};
