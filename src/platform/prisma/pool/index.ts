export { inBackground, type Patience, withPatience } from './patience.js';
export { PatientPool } from './patient-pool.js';
export { sharing } from './sharing.js';
