export { type Chore, Housekeeping } from './housekeeping.service.js';
