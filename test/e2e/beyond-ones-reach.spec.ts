import { openApiDocument } from '#app/platform/openapi/openapi.js';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type EveryRoute, everyRoute, type KnownRoute } from '../access/every-route.ts';
import { bodyObjects, withMember } from '../access/request-bodies.ts';
import { comparable } from '../access/routes.ts';
import { MISSING, type Target } from '../access/world.ts';
import { createOpportunity } from '../factories/opportunity.ts';
import { databasePrint } from '../support/database-print.ts';
import type { Person } from '../support/people.ts';
import { refreshFigures } from '../support/refresh-figures.ts';
import { startStory, type Story } from '../support/story.ts';

jest.setTimeout(120_000);

/** What an id by this name in a body or a query speaks of. */
const SPEAKS_OF: Readonly<Record<string, Target>> = {
  clientId: 'client',
  clientIds: 'client',
  sourceId: 'client',
  exceptId: 'client',
  opportunityId: 'opportunity',
  visitId: 'visit',
  visitIds: 'visit',
  ownerId: 'user',
  agentId: 'user',
  userId: 'user',
  actorId: 'user',
  teamId: 'team',
};
const CANARY_AMOUNT = '7654.32';

describe('ids of others, in bodies and in filters', () => {
  let story: Story;
  let every: EveryRoute;
  /** What belongs to Sud, by kind. */
  const theirs = new Map<Target, string>();

  beforeAll(async () => {
    story = await startStory();
    every = await everyRoute(story);
    const { beppe } = story.people;
    for (const target of new Set([...Object.values(SPEAKS_OF), 'contact', 'activity', 'route'] as Target[]))
      theirs.set(target, target === 'user' ? beppe.id : await every.world.of(beppe, target));
    theirs.set('team', beppe.teamId ?? '');
    await story.prisma.salesPipeline.updateMany({ data: { isDefault: true } });
    const deal = await createOpportunity(story, beppe, { title: 'Segreto di Sud', amount: CANARY_AMOUNT });
    theirs.set('opportunity', deal.id);
    await story.as(beppe).post('/clients').send({ name: 'Svapo Segreto Sud', city: 'Lecce' });
    for (const person of [story.people.aldo, story.people.anna])
      for (const route of every.routes) {
        await every.recordFor(route, person);
        await every.bodyFor(route, person);
      }
    await refreshFigures(story);
  });
  afterAll(() => story.end());

  const inject = async (route: KnownRoute, caller: Person, more: { query?: string; body?: unknown } = {}) => {
    const path = route.path.replace(/\{[^}]+\}/g, await every.recordFor(route, caller));
    const answer = await story.app.inject({
      method: route.method,
      url: path + (more.query ? `?${more.query}` : ''),
      headers: { authorization: `Bearer ${caller.token}` },
      ...(more.body !== undefined && { payload: more.body as object }),
    });
    return { status: answer.statusCode, body: answer.payload };
  };
  /** An answer with the id taken out, and what differs between any two answers. */
  const plain = ({ status, body }: { status: number; body: string }, id: string) =>
    `${status} ${comparable({ status, body: body.replaceAll(id, 'ID') })}`.replace(
      /"(id|\w+At)":"[^"]*"/g,
      '',
    );

  it('in a body are answered as ids that are not there, and nothing is attached', async () => {
    const objects = bodyObjects(story);
    const tried: string[] = [];
    const wrong: string[] = [];
    for (const caller of [story.people.aldo, story.people.anna])
      for (const route of every.routes) {
        for (const { path, known } of objects.get(route.operationId) ?? [])
          for (const name of known) {
            const target = SPEAKS_OF[name];
            // Of accounts and teams an admin alone speaks.
            if (target === undefined || /^(user|team|role):/.test(route.line.access)) continue;
            // A view keeps a filter as it was typed; it is asked, within the reader's scope, when a list uses it.
            if (/View$/.test(route.operationId) && path[0] === 'filter') continue;
            const their = theirs.get(target) ?? '';
            const asked = async (id: string) => {
              const value = name.endsWith('Ids') ? [id] : id;
              const body = withMember(await every.bodyFor(route, caller), path, { [name]: value });
              return inject(route, caller, { body });
            };
            // Once beforehand: what a call does to the caller's own record, it does the first time only.
            await asked(MISSING);
            const before = await databasePrint(story.prisma);
            const [foreign, missing] = [await asked(their), await asked(MISSING)];
            const place = `${caller.email} ${[route.operationId, ...path, name].join('/')}`;
            tried.push(place);
            if (plain(foreign, their) !== plain(missing, MISSING))
              wrong.push(`${place}: ${plain(foreign, their)} but ${plain(missing, MISSING)}`);
            if (foreign.status >= 300 && (await databasePrint(story.prisma)) !== before)
              wrong.push(`${place} wrote something`);
          }
      }
    expect(wrong).toEqual([]);
    expect(tried.map((place) => place.split(' ')[1])).toEqual(
      expect.arrayContaining([
        ...[
          'createVisit/clientId',
          'createVisit/opportunityId',
          'createVisit/agentId',
          'createOpportunity/clientId',
        ],
        ...['createActivity/clientId', 'updateOpportunity/clientId', 'planDay/clientIds', 'planDay/visitIds'],
      ]),
    );
  });

  it('in a filter show nothing: the answer is that for an id that is not there', async () => {
    const document = openApiDocument(story.app).paths as Record<string, Record<string, Operation>>;
    const parameters = new Map(
      Object.values(document)
        .flatMap((path) => Object.values(path))
        .map(({ operationId, parameters: all = [] }) => [
          operationId,
          all.filter((one) => one.in === 'query'),
        ]),
    );
    const tried: string[] = [];
    const wrong: string[] = [];
    for (const caller of [story.people.aldo, story.people.anna])
      for (const route of every.routes.filter(({ method }) => method === 'GET'))
        for (const { name } of parameters.get(route.operationId) ?? []) {
          const target = SPEAKS_OF[name];
          if (target === undefined) continue;
          const their = theirs.get(target) ?? '';
          const counted = (parameters.get(route.operationId) ?? []).some((one) => one.name === 'count');
          const asked = (id: string) =>
            inject(route, caller, { query: `${name}=${id}${counted ? '&count=exact' : ''}` });
          const [foreign, missing] = [await asked(their), await asked(MISSING)];
          const place = `${caller.email} ${route.operationId}?${name}`;
          tried.push(place);
          if (plain(foreign, their) !== plain(missing, MISSING))
            wrong.push(`${place}: ${plain(foreign, their)}`);
        }
    expect(wrong).toEqual([]);
    expect(tried.map((place) => place.split(' ')[1])).toEqual(
      expect.arrayContaining([
        ...['listClients?ownerId', 'listClients?teamId', 'listVisits?clientId', 'listOpportunities?teamId'],
        ...[
          'exportClients?ownerId',
          'getOverview?teamId',
          'getPipelineBoard?ownerId',
          'listActivities?opportunityId',
        ],
      ]),
    );
  });

  it('a manager reads nothing of another team in any list, figure, search or file', async () => {
    const { admin, anna, bruno, beppe } = story.people;
    const canaries = [
      ...['client', 'contact', 'opportunity', 'activity', 'visit', 'route'].map(
        (target) => theirs.get(target as Target) ?? '',
      ),
      ...[bruno.id, beppe.id, beppe.email, 'Segreto', CANARY_AMOUNT, beppe.teamId ?? ''],
    ];
    const leaks = async (person: Person, query: string): Promise<string[]> => {
      const found: string[] = [];
      for (const route of every.routes.filter(({ method }) => method === 'GET')) {
        const isSearched = /\?q|list(Clients|Opportunities)|exportClients/.test(route.operationId);
        // The files taken before fill the newest page of the audit.
        const asked = route.operationId === 'listAudit' ? { query: 'entity=client' } : { query };
        const isAsked = isSearched || route.operationId === 'listAudit';
        const { status, body } = await inject(route, person, isAsked ? asked : {});
        if (status < 300)
          for (const canary of canaries)
            if (body.includes(canary)) found.push(`${route.operationId}: ${canary}`);
      }
      return found;
    };
    for (const query of ['', 'q=Segreto', 'q=lecce', 'sort=-createdAt', 'count=exact'])
      expect([query, await leaks(anna, query)]).toEqual([query, []]);
    const open = await leaks(admin, '');
    for (const operation of [
      ...[
        'listClients',
        'listOpportunities',
        'listVisits',
        'listActivities',
        'listRoutes',
        'listUsers',
        'listTeams',
      ],
      ...['exportClients', 'getPipelineBoard', 'getOverview', 'getAgentFigures', 'getForecast', 'listAudit'],
    ])
      expect(open.map((leak) => leak.split(':')[0])).toContain(operation);
  });
});

interface Operation {
  operationId: string;
  parameters?: { name: string; in: string }[];
}
