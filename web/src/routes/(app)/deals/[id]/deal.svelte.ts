import { api, ask, type Schemas } from '#lib/api/client.ts';
import { session } from '#lib/session/session.svelte.ts';
import { Remote } from '#lib/state/remote.svelte.ts';

const ALL = { limit: 100 } as const;

/** A deal with all that is known of it, read piece by piece: each is shown as it comes. */
export class Deal {
  readonly deal = new Remote<Schemas['OpportunityResponse']>();
  readonly pipeline = new Remote<Schemas['PipelineResponse'] | undefined>();
  readonly client = new Remote<{ id: string; name: string }>();
  readonly lines = new Remote<Schemas['OpportunityLinesResponse']>();
  readonly stays = new Remote<readonly Schemas['OpportunityHistoryEntryResponse'][]>();
  readonly activities = new Remote<readonly Schemas['ActivityResponse'][]>();
  readonly visits = new Remote<readonly Schemas['VisitResponse'][]>();
  readonly reasons = new Remote<readonly Schemas['ClosingReasonResponse'][]>();

  constructor(readonly id: string) {}

  load = async (): Promise<void> => {
    await this.readDeal();
    const found = this.deal.data;
    if (!found) return;
    await Promise.all([
      this.readPipeline(found),
      this.readClient(found),
      this.readLines(),
      this.readActivities(),
      this.readVisits(found),
      this.readReasons(found),
    ]);
  };

  /** The deal and its stays: what a step changes. */
  async readDeal(): Promise<void> {
    const params = { path: { id: this.id } };
    await Promise.all([
      this.deal.load((signal) => ask(api.GET('/api/v1/opportunities/{id}', { params, signal }))),
      this.stays.load(async (signal) => {
        const call = api.GET('/api/v1/opportunities/{id}/history', {
          params: { ...params, query: { ...ALL, sort: '-sequence' } },
          signal,
        });
        return (await ask(call)).items;
      }),
    ]);
  }

  readLines = (): Promise<void> => {
    const params = { path: { id: this.id } };
    return this.lines.load((signal) => ask(api.GET('/api/v1/opportunities/{id}/lines', { params, signal })));
  };

  readActivities = (): Promise<void> => {
    if (!session.can('activity:read')) return Promise.resolve();
    const query = { ...ALL, opportunityId: this.id };
    return this.activities.load(
      async (signal) => (await ask(api.GET('/api/v1/activities', { params: { query }, signal }))).items,
    );
  };

  private readPipeline({ pipelineId }: Schemas['OpportunityResponse']): Promise<void> {
    return this.pipeline.load(async (signal) => {
      const { items } = await ask(api.GET('/api/v1/pipelines', { params: { query: ALL }, signal }));
      return items.find(({ id }) => id === pipelineId);
    });
  }

  private readClient({ clientId }: Schemas['OpportunityResponse']): Promise<void> {
    this.client.data = undefined;
    if (clientId === null || !session.can('client:read')) return Promise.resolve();
    const params = { path: { id: clientId } };
    return this.client.load((signal) => ask(api.GET('/api/v1/clients/{id}', { params, signal })));
  }

  /** Those of its client that are for this deal, or for none in particular. */
  private readVisits({ clientId }: Schemas['OpportunityResponse']): Promise<void> {
    if (clientId === null || !session.can('visit:read')) return Promise.resolve();
    const query = { ...ALL, clientId, sort: '-scheduledAt' };
    return this.visits.load(async (signal) => {
      const { items } = await ask(api.GET('/api/v1/visits', { params: { query }, signal }));
      return items.filter(({ opportunityId }) => opportunityId === null || opportunityId === this.id);
    });
  }

  private readReasons({ status }: Schemas['OpportunityResponse']): Promise<void> {
    if (status === 'OPEN') return Promise.resolve();
    const query = { ...ALL, outcome: status };
    return this.reasons.load(
      async (signal) => (await ask(api.GET('/api/v1/closing-reasons', { params: { query }, signal }))).items,
    );
  }
}
