import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { ApiIfMatch, IdParam, IfMatch, Versioned } from '../../platform/http/index.js';
import { NoIdempotencyKey } from '../../platform/idempotency/index.js';
import { ApiPage, type Page } from '../../platform/listing/index.js';
import { EventTypeListResponse, eventTypeList } from '../catalogue/event-type.response.js';
import { CreateWebhookDto } from './dto/create-webhook.dto.js';
import { UpdateWebhookDto } from './dto/update-webhook.dto.js';
import { WebhookListQuery } from './dto/webhook-list.query.js';
import { WebhookPingResponse, WebhookResponse, WebhookWithSecretResponse } from './dto/webhook.response.js';
import { WebhookPing } from './webhook-ping.service.js';
import { WebhooksService } from './webhooks.service.js';

@ApiTags('Webhooks')
@ApiProblems(400, 401, 403)
@Controller('webhooks')
export class WebhooksController {
  constructor(
    private readonly webhooks: WebhooksService,
    private readonly ping: WebhookPing,
  ) {}

  @Get('events')
  @Requires('webhook:read')
  @ApiOperation({ summary: 'List the events that a webhook can be told of' })
  @ApiOkResponse({ type: EventTypeListResponse })
  listWebhookEvents(): EventTypeListResponse {
    return eventTypeList();
  }

  @Get()
  @Requires('webhook:read')
  @ApiOperation({ summary: 'List webhooks', description: 'Sorts: `createdAt`, `url`.' })
  @ApiPage(WebhookResponse)
  listWebhooks(@Query() query: WebhookListQuery): Promise<Page<WebhookResponse>> {
    return this.webhooks.list(query);
  }

  @Post()
  @NoIdempotencyKey('A secret is shown once.')
  @Requires('webhook:create')
  @Versioned()
  @ApiOperation({
    summary: 'Have events sent to another system',
    description:
      'Everything that happens from now on, in everybody’s rows: it takes `audit:read` too. The secret is shown once.',
  })
  @ApiCreatedResponse({ type: WebhookWithSecretResponse })
  @ApiProblems(409)
  createWebhook(
    @Actor() actor: Principal,
    @Body() body: CreateWebhookDto,
  ): Promise<WebhookWithSecretResponse> {
    return this.webhooks.create(actor, body);
  }

  @Get(':id')
  @Requires('webhook:read')
  @Versioned()
  @ApiOperation({ summary: 'Get a webhook' })
  @ApiOkResponse({ type: WebhookResponse })
  @ApiProblems(404)
  getWebhook(@IdParam() id: string): Promise<WebhookResponse> {
    return this.webhooks.get(id);
  }

  @Patch(':id')
  @Requires('webhook:update')
  @Versioned()
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Change, pause or resume a webhook',
    description: 'Other events count from the change on. Takes `audit:read` too.',
  })
  @ApiOkResponse({ type: WebhookResponse })
  @ApiProblems(404, 412)
  updateWebhook(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: UpdateWebhookDto,
    @IfMatch() ifMatch?: number,
  ): Promise<WebhookResponse> {
    return this.webhooks.update(actor, id, body, ifMatch);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('webhook:delete')
  @ApiIfMatch()
  @ApiOperation({ summary: 'Delete a webhook', description: 'What waits for it is not sent any more.' })
  @ApiNoContentResponse()
  @ApiProblems(404, 412)
  deleteWebhook(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @IfMatch() ifMatch?: number,
  ): Promise<void> {
    return this.webhooks.delete(actor, id, ifMatch);
  }

  @Post(':id/rotate-secret')
  @HttpCode(200)
  @NoIdempotencyKey('A secret is shown once.')
  @Requires('webhook:update')
  @Versioned()
  @ApiOperation({
    summary: 'Give a webhook another secret',
    description:
      'Shown once. For 24 hours events carry a signature by the former secret as well. Takes `audit:read` too.',
  })
  @ApiOkResponse({ type: WebhookWithSecretResponse })
  @ApiProblems(404)
  rotateWebhookSecret(@Actor() actor: Principal, @IdParam() id: string): Promise<WebhookWithSecretResponse> {
    return this.webhooks.rotateSecret(actor, id);
  }

  @Post(':id/ping')
  @HttpCode(200)
  @NoIdempotencyKey('It sends anew each time.')
  @Requires('webhook:update')
  @ApiOperation({
    summary: 'Send a test event',
    description:
      'A signed `webhook.ping`, sent once; the answer says what became of it. Takes `audit:read` too.',
  })
  @ApiOkResponse({ type: WebhookPingResponse })
  @ApiProblems(404)
  pingWebhook(@Actor() actor: Principal, @IdParam() id: string): Promise<WebhookPingResponse> {
    return this.ping.send(actor, id);
  }
}
