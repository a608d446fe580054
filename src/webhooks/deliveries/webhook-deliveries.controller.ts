import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { IdParam } from '../../platform/http/index.js';
import { ApiPage, type Page } from '../../platform/listing/index.js';
import { WebhookDeliveryListQuery } from './dto/webhook-delivery-list.query.js';
import { WebhookDeliveryResponse, WebhookReplayResponse } from './dto/webhook-delivery.response.js';
import { WebhookDeliveries } from './webhook-deliveries.service.js';

@ApiTags('Webhooks')
@ApiProblems(400, 401, 403, 404)
@Controller('webhooks/:id/deliveries')
export class WebhookDeliveriesController {
  constructor(private readonly deliveries: WebhookDeliveries) {}

  @Get()
  @Requires('webhook:read')
  @ApiOperation({
    summary: 'List what became of a webhook’s events',
    description:
      'Arrived ones for 30 days, the others for 90. `status=DEAD`: the dead letters. Sort: `createdAt`.',
  })
  @ApiPage(WebhookDeliveryResponse)
  listWebhookDeliveries(
    @IdParam() id: string,
    @Query() query: WebhookDeliveryListQuery,
  ): Promise<Page<WebhookDeliveryResponse>> {
    return this.deliveries.list(id, query);
  }

  @Post('replay')
  @HttpCode(202)
  @Requires('webhook:update')
  @ApiOperation({
    summary: 'Send all dead letters of a webhook again',
    description:
      'With the ids that they had. What was erased meanwhile is not in them. Takes `audit:read` too.',
  })
  @ApiAcceptedResponse({ type: WebhookReplayResponse })
  replayDeadWebhookDeliveries(
    @Actor() actor: Principal,
    @IdParam() id: string,
  ): Promise<WebhookReplayResponse> {
    return this.deliveries.replayDead(actor, id);
  }

  @Post(':deliveryId/replay')
  @HttpCode(202)
  @Requires('webhook:update')
  @ApiOperation({
    summary: 'Send one event again',
    description: 'Whether it was given up or had arrived. Takes `audit:read` too.',
  })
  @ApiAcceptedResponse({ type: WebhookDeliveryResponse })
  @ApiProblems(409)
  replayWebhookDelivery(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @IdParam('deliveryId') deliveryId: string,
  ): Promise<WebhookDeliveryResponse> {
    return this.deliveries.replay(actor, id, deliveryId);
  }
}
