/**
 * Loaded into a replica with `--import`: its clock starts at CLOCK_STARTS and goes on as clocks do. Timers count spans and
 * need no shifting; PostgreSQL keeps its own time.
 */
const Real = Date;
const shift = Real.parse(process.env.CLOCK_STARTS) - Real.now();
const now = () => Real.now() + shift;

globalThis.Date = new Proxy(Real, {
  construct: (target, values, made) => Reflect.construct(target, values.length > 0 ? values : [now()], made),
  apply: () => new Real(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
