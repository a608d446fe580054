export { ClientDeletionRules, type DeletionRule } from './clients/client-deletion-rules.js';
export { ClientDirectory, type VisibleClient } from './clients/client-directory.service.js';
export {
  type ClientChange,
  ClientChildren,
  type ClientReturn,
  goingBack,
} from './clients/merge/client-children.service.js';
export type { OpeningHours, OpeningInterval, Weekday } from './clients/domain/opening-hours.js';
export { assertDealOfClient } from './opportunities/deal-of-client.js';
export { CrmCoreModule } from './crm-core.module.js';
export {
  type DealFacts,
  opportunityFacts,
  type OpportunityFacts,
} from './opportunities/opportunity-facts.js';
