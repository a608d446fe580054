import { Body, Controller, Get, Patch } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { ApiIfMatch, IfMatch, Versioned } from '../../platform/http/index.js';
import { SetVisitCadenceDto } from './dto/set-visit-cadence.dto.js';
import { VisitCadenceResponse } from './dto/visit-cadence.response.js';
import { VisitCadenceService } from './visit-cadence.service.js';

@ApiTags('Visits')
@ApiProblems(400, 401, 403)
@Controller('visits/cadence')
export class VisitCadenceController {
  constructor(private readonly cadence: VisitCadenceService) {}

  @Get()
  @Requires('visit:read')
  @Versioned()
  @ApiOperation({
    summary: 'How often each class of clients is visited',
    description: 'A client’s own `visitIntervalDays` goes before that of its class.',
  })
  @ApiOkResponse({ type: VisitCadenceResponse })
  getVisitCadence(): Promise<VisitCadenceResponse> {
    return this.cadence.read();
  }

  @Patch()
  @Requires('cadence:update')
  @Versioned()
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Set how often classes of clients are visited',
    description: 'The due list, urgencies and plans made from now on go by it at once.',
  })
  @ApiOkResponse({ type: VisitCadenceResponse })
  @ApiProblems(412)
  updateVisitCadence(
    @Actor() actor: Principal,
    @Body() body: SetVisitCadenceDto,
    @IfMatch() ifMatch?: number,
  ): Promise<VisitCadenceResponse> {
    return this.cadence.update(actor, body, ifMatch);
  }
}
