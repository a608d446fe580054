import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { IdParam } from '../../platform/http/index.js';
import { ApiPage, ListQuery, type Page } from '../../platform/listing/index.js';
import { ConsentsService } from './consents.service.js';
import { ConsentResponse, CurrentConsentResponse } from './dto/consent.response.js';
import { CreateConsentDto } from './dto/create-consent.dto.js';

@ApiTags('Contacts')
@ApiProblems(400, 401, 403, 404)
@Controller('contacts/:id/consents')
export class ConsentsController {
  constructor(private readonly consents: ConsentsService) {}

  @Get()
  @Requires('contact:read')
  @ApiOperation({
    summary: 'The ledger of what a contact agreed to and withdrew',
    description: 'Sorts: `at`; newest first when none is named. Nothing in it is ever changed or deleted.',
  })
  @ApiPage(ConsentResponse)
  listConsents(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Query() query: ListQuery,
  ): Promise<Page<ConsentResponse>> {
    return this.consents.list(actor, id, query);
  }

  @Get('current')
  @Requires('contact:read')
  @ApiOperation({ summary: 'What a contact agrees to now, for each purpose and channel' })
  @ApiOkResponse({ type: [CurrentConsentResponse] })
  listCurrentConsents(@Actor() actor: Principal, @IdParam() id: string): Promise<CurrentConsentResponse[]> {
    return this.consents.current(actor, id);
  }

  @Post()
  @Requires('contact:update')
  @ApiOperation({
    summary: 'Note what a contact agreed to or withdrew',
    description:
      '`marketingConsent` of the contact follows the last word on marketing by e-mail or by any channel.',
  })
  @ApiCreatedResponse({ type: ConsentResponse })
  recordConsent(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: CreateConsentDto,
  ): Promise<ConsentResponse> {
    return this.consents.record(actor, id, body);
  }
}
