import type { components } from './schema.gen.ts';

export type ProblemDocument = components['schemas']['ProblemResponse'];

/** A refusal of the API (RFC 9457), or a network that brought no answer (`status` 0). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    readonly document: Partial<ProblemDocument> = {},
  ) {
    super(detail);
    this.name = 'Problem';
  }

  get requestId(): string | undefined {
    return this.document.requestId;
  }

  static offline(cause: unknown): Problem {
    const problem = new Problem(0, 'OFFLINE', 'No answer.');
    problem.cause = cause;
    return problem;
  }

  static async from(response: Response): Promise<Problem> {
    const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json');
    if (!isProblem) return new Problem(response.status, 'NO_PROBLEM_DOCUMENT', response.statusText);
    const document = (await response.json()) as ProblemDocument;
    return new Problem(response.status, document.code, document.detail, document);
  }
}
