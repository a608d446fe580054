import { Injectable } from '@nestjs/common';
import type { FieldReader } from '../access/index.js';
import type { FieldPlan } from './field-plan.js';
import { redacted } from './redact.js';

/** The plans of the routes, for the routes themselves and for what goes another way than as their JSON. */
@Injectable()
export class ShownAnswers {
  private read: (() => ReadonlyMap<string, FieldPlan>) | undefined;
  private known: ReadonlyMap<string, FieldPlan> | undefined;

  /** @param read asked once, when a plan is first wanted */
  readFrom(read: () => ReadonlyMap<string, FieldPlan>): void {
    this.read = read;
  }

  planOf(operationId: string): FieldPlan | undefined {
    if (!this.read) throw new Error('Nobody said where the plans of the routes stand.');
    return (this.known ??= this.read()).get(operationId);
  }

  /** What a route would answer to this reader: without the fields that are hidden, for a file or a letter. */
  shown<Answer extends object>(operationId: string, answer: Answer, reader: FieldReader): Partial<Answer> {
    return redacted(answer, this.planOf(operationId)?.answer, reader) as Partial<Answer>;
  }
}
