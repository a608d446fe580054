import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { NoIdempotencyKey } from '../../platform/idempotency/index.js';
import { IdParam } from '../../platform/http/index.js';
import { ApiPage, ListQuery, type Page } from '../../platform/listing/index.js';
import type { Caller } from '../login/caller.js';
import { From } from '../login/caller.decorator.js';
import { ApiKeysService } from './api-keys.service.js';
import { ApiKeyResponse, NewApiKeyResponse } from './dto/api-key.response.js';
import { CreateApiKeyDto } from './dto/create-api-key.dto.js';

@ApiTags('API keys')
@ApiProblems(400, 401, 403)
@Controller('api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @Get()
  @Requires('apikey:read')
  @ApiOperation({
    summary: 'List API keys',
    description: 'One’s own; an admin’s list has everybody’s. Sorts: `createdAt`, `expiresAt`, `name`.',
  })
  @ApiPage(ApiKeyResponse)
  listApiKeys(@Actor() actor: Principal, @Query() query: ListQuery): Promise<Page<ApiKeyResponse>> {
    return this.keys.list(actor, query);
  }

  @Post()
  @NoIdempotencyKey('A key is shown once.')
  @Requires('apikey:create')
  @ApiOperation({
    summary: 'Make an API key',
    description:
      'The key is shown once. It acts on its maker’s behalf and never beyond the maker’s rights: 403 `ABOVE_OWN_RIGHTS` names what is.',
  })
  @ApiCreatedResponse({ type: NewApiKeyResponse })
  @ApiProblems(429)
  createApiKey(
    @Actor() actor: Principal,
    @Body() body: CreateApiKeyDto,
    @From() caller: Caller,
  ): Promise<NewApiKeyResponse> {
    return this.keys.create(actor, body, caller);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('apikey:delete')
  @ApiOperation({ summary: 'Revoke an API key', description: 'Within a second, on every replica.' })
  @ApiNoContentResponse()
  @ApiProblems(404)
  revokeApiKey(@Actor() actor: Principal, @IdParam() id: string): Promise<void> {
    return this.keys.revoke(actor, id);
  }
}
