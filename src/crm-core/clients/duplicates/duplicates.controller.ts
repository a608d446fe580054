import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../../platform/access/index.js';
import { ApiProblems } from '../../../platform/errors/index.js';
import { DraftClientDto } from './dto/draft-client.dto.js';
import { DuplicatesResponse } from './dto/duplicates.response.js';
import { DuplicatesService } from './duplicates.service.js';

@ApiTags('Clients')
@ApiProblems(400, 401, 403)
@Controller('clients/duplicates')
export class DuplicatesController {
  constructor(private readonly duplicates: DuplicatesService) {}

  @Post()
  @HttpCode(200)
  @Requires('client:read')
  @ApiOperation({
    summary: 'Find clients that a draft may already be',
    description:
      'Ask before saving. The P.IVA decides; name, place, street, telephone and e-mail add up to a score. Changes nothing.',
  })
  @ApiOkResponse({ type: DuplicatesResponse })
  findDuplicates(@Actor() actor: Principal, @Body() body: DraftClientDto): Promise<DuplicatesResponse> {
    return this.duplicates.find(actor, body);
  }
}
