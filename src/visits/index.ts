export { VisitsModule } from './visits.module.js';
export { VisitResponse } from './visits/dto/visit.response.js';
export { VisitRecords } from './visits/visit-records.service.js';
