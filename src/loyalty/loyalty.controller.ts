import { All, Controller, Get, Inject } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '../platform/access/index.js';
import { ApiProblems, DomainError } from '../platform/errors/index.js';
import { LOYALTY_PROGRAM, type LoyaltyProgram } from './loyalty-program.port.js';
import { LoyaltyStatusResponse } from './loyalty-status.response.js';

@ApiTags('Loyalty')
@ApiProblems(401, 403)
@Controller('loyalty')
export class LoyaltyController {
  constructor(@Inject(LOYALTY_PROGRAM) private readonly program: LoyaltyProgram) {}

  @Get('status')
  @Requires('loyalty:read')
  @ApiOperation({
    summary: 'What there is of the loyalty programme',
    description: 'Every other address under `/loyalty` answers 501.',
  })
  @ApiOkResponse({ type: LoyaltyStatusResponse })
  getLoyaltyStatus(): LoyaltyStatusResponse {
    return this.program.status();
  }

  @All('*')
  @Requires('loyalty:read')
  @ApiExcludeEndpoint()
  notYet(): never {
    throw new DomainError('not-implemented', 'NOT_IMPLEMENTED', this.program.status().detail);
  }
}
