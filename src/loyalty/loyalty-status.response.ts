export class LoyaltyStatusResponse {
  /** PLANNED: nothing is behind the other routes. */
  status: 'PLANNED';

  /** For people. */
  detail: string;

  /** What is meant to come. */
  planned: string[];
}
