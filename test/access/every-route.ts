import type { Person } from '../support/people.ts';
import type { Story } from '../support/story.ts';
import type { PolicyLine } from './policy.ts';
import { readRoutes, type Route } from './routes.ts';
import { makeWorld, MISSING, type World } from './world.ts';

/** A route that the policy knows. */
export type KnownRoute = Route & { line: PolicyLine };

/** Every route of a story, with what it takes to call each as somebody. */
export interface EveryRoute {
  routes: KnownRoute[];
  world: World;
  /** The valid body that the policy gives, of the caller's own records. */
  bodyFor: (route: KnownRoute, caller: Person) => Promise<object | undefined>;
  /** A record of somebody's that the route can name. */
  recordFor: (route: KnownRoute, owner: Person) => Promise<string>;
}

export async function everyRoute(story: Story): Promise<EveryRoute> {
  const world = await makeWorld(story);
  return {
    world,
    routes: readRoutes(story).filter((route): route is KnownRoute => Boolean(route.line)),
    bodyFor: async ({ line }, caller) =>
      line.body?.({
        callerId: caller.id,
        stageId: world.stageId,
        clientId: await world.of(caller, 'client'),
      }),
    recordFor: ({ line }, owner) => (line.target ? world.of(owner, line.target) : Promise.resolve(MISSING)),
  };
}
