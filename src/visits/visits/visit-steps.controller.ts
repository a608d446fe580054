import { applyDecorators, Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { IdParam, Versioned } from '../../platform/http/index.js';
import { CancelDto, CheckInDto, CheckOutDto, NoShowDto, ReasonDto } from './dto/visit-steps.dto.js';
import { VisitResponse } from './dto/visit.response.js';
import { VisitStepsService } from './visit-steps.service.js';

/** One step of a visit's life; a step out of order is 409 `VISIT_TRANSITION`. */
const Step = (path: string, summary: string, description?: string): MethodDecorator =>
  applyDecorators(
    Post(`:id/${path}`),
    HttpCode(200),
    Requires('visit:update'),
    Versioned(),
    ApiOperation({ summary, description }),
    ApiOkResponse({ type: VisitResponse }),
    ApiProblems(404, 409),
  );

@ApiTags('Visits')
@ApiProblems(400, 401, 403)
@Controller('visits')
export class VisitStepsController {
  constructor(private readonly steps: VisitStepsService) {}

  @Step('confirm', 'The client has confirmed', 'From here on no plan moves the visit.')
  confirmVisit(@Actor() actor: Principal, @IdParam() id: string): Promise<VisitResponse> {
    return this.steps.confirm(actor, id);
  }

  @Step(
    'check-in',
    'Begin a visit',
    'The position is optional and never blocks; `verification` says what it proves. From a telephone that was offline: `at` and an Idempotency-Key.',
  )
  checkInVisit(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: CheckInDto,
  ): Promise<VisitResponse> {
    return this.steps.checkIn(actor, id, body);
  }

  @Step(
    'check-out',
    'Complete a visit with its outcome',
    'From a telephone that was offline: `at` and an Idempotency-Key, after the check-in.',
  )
  checkOutVisit(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: CheckOutDto,
  ): Promise<VisitResponse> {
    return this.steps.checkOut(actor, id, body);
  }

  @Step('skip', 'The agent leaves a visit out')
  skipVisit(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() { reason }: ReasonDto,
  ): Promise<VisitResponse> {
    return this.steps.skip(actor, id, reason);
  }

  @Step('no-show', 'The client was not there')
  markVisitNoShow(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() { reason }: NoShowDto,
  ): Promise<VisitResponse> {
    return this.steps.noShow(actor, id, reason ?? null);
  }

  @Step('cancel', 'Call a visit off')
  cancelVisit(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: CancelDto,
  ): Promise<VisitResponse> {
    return this.steps.cancel(actor, id, body);
  }
}
