export class HealthResponse {
  /** Always `ok`: a service that is not answers with a problem. */
  status: 'ok';
}
