/** What the `{id}` of an operation names. */
export type Target =
  | 'client'
  | 'contact'
  | 'opportunity'
  | 'activity'
  | 'visit'
  | 'route'
  | 'import'
  | 'pipeline'
  | 'stage'
  | 'user'
  | 'team'
  | 'session';

export interface PolicyLine {
  /** The record that the path names; none: the operation names no record. */
  target?: Target;
  /** A body that passes validation, so that only access decides. `agentId` and the like are the caller's own. */
  body?: (world: { callerId: string; stageId: string; clientId: string }) => object;
  /** Some records that the path names belong to nobody (pipelines, stages): everybody who holds the permission may use them. */
  shared?: true;
}

const at = '2026-12-01T09:00:00Z';

/** One line for each operation of the API that names a record or takes a body; the access matrix fails without it. */
export const POLICY: Readonly<Record<string, PolicyLine>> = {
  createUser: { body: () => ({ email: 'new@example.test', fullName: 'New', role: 'AGENT' }) },
  getUser: { target: 'user' },
  updateUser: { target: 'user', body: () => ({ fullName: 'Other' }) },
  activateUser: { target: 'user' },
  suspendUser: { target: 'user' },
  createTeam: { body: () => ({ name: 'Isole' }) },
  updateTeam: { target: 'team', body: () => ({ name: 'Isole' }) },

  createClient: { body: () => ({ name: 'Svapo Nuovo' }) },
  getClient: { target: 'client' },
  updateClient: { target: 'client', body: () => ({ name: 'Svapo Altro' }) },
  deleteClient: { target: 'client' },
  restoreClient: { target: 'client' },
  assignClient: { target: 'client', body: ({ callerId }) => ({ ownerId: callerId }) },
  getClientTimeline: { target: 'client' },
  listContacts: { target: 'client' },
  createContact: { target: 'client', body: () => ({ fullName: 'Carla' }) },
  updateContact: { target: 'contact', body: () => ({ fullName: 'Carla' }) },
  deleteContact: { target: 'contact' },

  createPipeline: {
    body: () => ({
      name: 'Altra',
      stages: [
        { name: 'Aperta', probability: 10, kind: 'OPEN' },
        { name: 'Vinta', probability: 100, kind: 'WON' },
        { name: 'Persa', probability: 0, kind: 'LOST' },
      ],
    }),
  },
  updatePipeline: { target: 'pipeline', shared: true, body: () => ({ name: 'Vendita' }) },
  createStage: {
    target: 'pipeline',
    shared: true,
    body: () => ({ name: 'In prova', probability: 40, kind: 'OPEN' }),
  },
  updateStage: { target: 'stage', shared: true, body: () => ({ probability: 30 }) },
  getPipelineBoard: { target: 'pipeline', shared: true },

  createOpportunity: { body: ({ stageId }) => ({ title: 'Espositore', stageId, amount: '100.00' }) },
  getOpportunity: { target: 'opportunity' },
  updateOpportunity: { target: 'opportunity', body: () => ({ title: 'Altro' }) },
  deleteOpportunity: { target: 'opportunity' },
  moveOpportunity: { target: 'opportunity', body: ({ stageId }) => ({ stageId }) },
  reopenOpportunity: { target: 'opportunity', body: ({ stageId }) => ({ stageId }) },
  assignOpportunity: { target: 'opportunity', body: ({ callerId }) => ({ ownerId: callerId }) },
  listOpportunityHistory: { target: 'opportunity' },

  createActivity: { body: () => ({ type: 'TASK', subject: 'Richiamare' }) },
  getActivity: { target: 'activity' },
  updateActivity: { target: 'activity', body: () => ({ subject: 'Altro' }) },
  completeActivity: { target: 'activity' },
  deleteActivity: { target: 'activity' },

  createImport: {},
  getImport: { target: 'import' },
  listImportErrors: { target: 'import' },
  downloadImportErrors: { target: 'import' },
  commitImport: { target: 'import' },

  createVisit: {
    body: ({ callerId, clientId }) => ({ clientId, agentId: callerId, scheduledAt: at, durationMinutes: 30 }),
  },
  getVisit: { target: 'visit' },
  updateVisit: { target: 'visit', body: () => ({ purpose: 'Altro' }) },
  deleteVisit: { target: 'visit' },
  confirmVisit: { target: 'visit' },
  checkInVisit: { target: 'visit', body: () => ({}) },
  checkOutVisit: { target: 'visit', body: () => ({ outcome: 'FOLLOW_UP' }) },
  skipVisit: { target: 'visit', body: () => ({ reason: 'chiuso' }) },
  markVisitNoShow: { target: 'visit', body: () => ({}) },
  cancelVisit: { target: 'visit', body: () => ({ reason: 'chiuso' }) },

  planDay: {
    body: ({ callerId }) => ({
      agentId: callerId,
      date: '2026-12-01',
      start: { latitude: 45.46, longitude: 9.19 },
      shift: { from: '09:00', to: '18:00' },
    }),
  },
  getRoute: { target: 'route' },
  getRouteGeoJson: { target: 'route' },
  recalculateRoute: { target: 'route', body: () => ({ order: ['01999999-9999-7999-8999-999999999999'] }) },

  refreshAnalytics: { body: () => ({}) },
};
