import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { ApiIfMatch, IdParam, IfMatch } from '../../platform/http/index.js';
import { ConversionService } from './conversion.service.js';
import { ConversionResponse } from './dto/conversion.response.js';
import { ConvertClientDto } from './dto/convert-client.dto.js';

@ApiTags('Clients')
@ApiProblems(400, 401, 403, 404, 409, 412)
@Controller('clients/:id/convert')
export class ConversionController {
  constructor(private readonly conversions: ConversionService) {}

  @Post()
  @HttpCode(200)
  @Requires('client:update')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Make a prospect of a lead, or a customer of either',
    description:
      'With the first contact and the first opportunity, all of it or nothing. A second click finds the client converted: 409 `ALREADY_CONVERTED`.',
  })
  @ApiOkResponse({ type: ConversionResponse })
  convertClient(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: ConvertClientDto,
    @IfMatch() ifMatch?: number,
  ): Promise<ConversionResponse> {
    return this.conversions.convert(actor, id, body, ifMatch);
  }
}
