export { ClientDeletionRules, type DeletionRule } from './clients/client-deletion-rules.js';
export { ClientDirectory, type VisibleClient } from './clients/client-directory.service.js';
export {
  type ClientChange,
  ClientChildren,
  type ClientReturn,
  goingBack,
} from './clients/merge/client-children.service.js';
export { exceptionOn, type OpeningException } from './clients/domain/opening-exceptions.js';
export type { OpeningHours, OpeningInterval, Weekday } from './clients/domain/opening-hours.js';
export { assertDealOfClient } from './opportunities/deal-of-client.js';
export { CrmCoreModule } from './crm-core.module.js';
export { CrmRecords } from './records/crm-records.service.js';
export { ActivityResponse } from './activities/dto/activity.response.js';
export { INTERVALS } from './clients/dto/opening-hours.decorator.js';
export { ClientResponse } from './clients/dto/client.response.js';
export { ContactResponse } from './contacts/dto/contact.response.js';
export { OpportunityResponse } from './opportunities/dto/opportunity.response.js';
export { BoardTotals } from './pipelines/board-totals.service.js';
export type { ColumnTotals } from './pipelines/column-totals.queries.js';
export { PipelineResponse } from './pipelines/dto/pipeline.response.js';
export {
  type DealFacts,
  opportunityFacts,
  type OpportunityFacts,
} from './opportunities/opportunity-facts.js';
