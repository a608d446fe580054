import { folder, part } from './data/asked.ts';
import { foundOn, openStand, sizesOf } from './history/stand.ts';

/**
 * `npm run bench:data [-- --part 0.1] [--folder .data/bench]`: a history of 1,000,000 clients, 2,000,000 deals with 6,000,000 stays
 * and 5,000,000 visits, or a part of it, in a PostgreSQL of its own whose data stay in the folder for `npm run bench:analytics`.
 * With DATABASE_URL it goes into that database, which must be empty.
 */
const given = process.env['DATABASE_URL'];
const from = performance.now();
if (given) await foundOn(given, sizesOf(part));
else await (await openStand(folder, part)).stop();
console.log(`${((performance.now() - from) / 1000).toFixed(0)} s`);
