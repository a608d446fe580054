import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { SignedIn } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { HolidaysQuery, HolidaysResponse } from './dto/holidays.dto.js';
import { HolidaysService } from './holidays.service.js';

@ApiTags('Working hours')
@ApiProblems(400, 401)
@Controller('holidays')
export class HolidaysController {
  constructor(private readonly holidays: HolidaysService) {}

  @Get()
  @SignedIn()
  @ApiOperation({
    summary: 'List the holidays of a year',
    description: 'Those of all Italy, Easter and 4 October included, and with `town` its patron saint’s day.',
  })
  @ApiOkResponse({ type: HolidaysResponse })
  listHolidays(@Query() query: HolidaysQuery): HolidaysResponse {
    return this.holidays.list(query);
  }
}
