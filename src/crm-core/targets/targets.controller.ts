import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { ApiPage, type Page } from '../../platform/listing/index.js';
import { SetTargetsDto } from './dto/set-targets.dto.js';
import { TargetListQuery } from './dto/target-list.query.js';
import { SetTargetsResponse, TargetResponse } from './dto/target.response.js';
import { TargetsService } from './targets.service.js';

@ApiTags('Targets')
@ApiProblems(400, 401, 403)
@Controller('targets')
export class TargetsController {
  constructor(private readonly targets: TargetsService) {}

  @Get()
  @Requires('target:read')
  @ApiOperation({
    summary: 'List targets',
    description: 'Sorts: `month`, `amount`, `updatedAt`. Months are half-open: `from` is in, `to` is out.',
  })
  @ApiPage(TargetResponse)
  listTargets(@Actor() actor: Principal, @Query() query: TargetListQuery): Promise<Page<TargetResponse>> {
    return this.targets.list(actor, query);
  }

  @Put()
  @Requires('target:update')
  @ApiOperation({
    summary: 'Set many targets at once',
    description:
      'One for each person and month, all or none; those that are not named stay. An amount of null removes one.',
  })
  @ApiOkResponse({ type: SetTargetsResponse })
  @ApiProblems(412)
  setTargets(@Actor() actor: Principal, @Body() body: SetTargetsDto): Promise<SetTargetsResponse> {
    return this.targets.set(actor, body);
  }
}
