import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, AlsoForKeys, type Principal, SignedIn } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { ChangesService } from './changes.service.js';
import { ChangesQuery } from './dto/changes.query.js';
import { ChangesResponse } from './dto/changes.response.js';

@ApiTags('Synchronising')
@Controller('changes')
export class ChangesController {
  constructor(private readonly changes: ChangesService) {}

  @Get()
  @SignedIn()
  @AlsoForKeys()
  @ApiOperation({
    summary: 'What changed since, within what one may see',
    description:
      'For a copy that stays right: ask without `after` for a cursor **first**, then read the lists, then follow from the cursor; ' +
      'so nothing falls between. Each record comes as it is now, the newest state even for an old change, or as `gone` when it was ' +
      'deleted, merged away or given to somebody out of one’s sight. It may come more than once: take the higher `version`. ' +
      '410 `CHANGES_START_ANEW`: role, team or protected fields are others than before, other `types` are asked for, or the database was restored.',
  })
  @ApiOkResponse({ type: ChangesResponse })
  @ApiProblems(400, 401, 403, 410)
  listChanges(@Actor() actor: Principal, @Query() query: ChangesQuery): Promise<ChangesResponse> {
    return this.changes.page(actor, query);
  }
}
