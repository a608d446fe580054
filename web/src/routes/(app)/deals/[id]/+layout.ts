export { withId as load } from '#lib/nav/known-id.ts';
