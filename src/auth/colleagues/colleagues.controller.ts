import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, SignedIn } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { ApiPage, type Page } from '../../platform/listing/index.js';
import { ColleagueListQuery } from './colleague-list.query.js';
import { ColleagueResponse } from './colleague.response.js';
import { ColleaguesService } from './colleagues.service.js';

@ApiTags('Users')
@Controller('colleagues')
export class ColleaguesController {
  constructor(private readonly colleagues: ColleaguesService) {}

  @Get()
  @SignedIn()
  @ApiOperation({
    summary: 'One’s colleagues by name',
    description:
      'For owners’ names and for choosing whom to give something: one’s team, and everybody for who sees everybody’s clients. Sorts: `fullName`.',
  })
  @ApiPage(ColleagueResponse)
  @ApiProblems(400, 401)
  listColleagues(
    @Actor() actor: Principal,
    @Query() query: ColleagueListQuery,
  ): Promise<Page<ColleagueResponse>> {
    return this.colleagues.list(actor, query);
  }
}
