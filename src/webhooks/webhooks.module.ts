import { Module } from '@nestjs/common';
import { AuthModule } from '../auth/index.js';
import { HealthModule } from '../platform/health/health.module.js';
import { HostResolver } from './addresses/host-resolver.js';
import { ReceiverAddresses } from './addresses/receiver-addresses.service.js';
import { WebhookDeliveriesController } from './deliveries/webhook-deliveries.controller.js';
import { WebhookDeliveries } from './deliveries/webhook-deliveries.service.js';
import { FanOut } from './feed/fan-out.service.js';
import { WebhookSecrets } from './secrets/webhook-secrets.service.js';
import { Deliverer } from './sending/deliverer.service.js';
import { DeliveryResults } from './sending/delivery-results.service.js';
import { HttpSender } from './sending/http-sender.service.js';
import { WebhookWorker } from './sending/webhook-worker.service.js';
import { WebhookPauses } from './subscriptions/webhook-pauses.service.js';
import { WebhookPing } from './subscriptions/webhook-ping.service.js';
import { WebhooksController } from './subscriptions/webhooks.controller.js';
import { WebhooksService } from './subscriptions/webhooks.service.js';
import { WebhookCleaning } from './upkeep/webhook-cleaning.service.js';
import { WebhookFigures } from './upkeep/webhook-figures.service.js';

/** Events for other systems: what the journal says, sent over HTTP, signed. */
@Module({
  imports: [AuthModule, HealthModule],
  controllers: [WebhooksController, WebhookDeliveriesController],
  providers: [
    WebhooksService,
    WebhookPing,
    WebhookPauses,
    WebhookSecrets,
    WebhookDeliveries,
    HostResolver,
    ReceiverAddresses,
    FanOut,
    HttpSender,
    Deliverer,
    DeliveryResults,
    WebhookWorker,
    WebhookFigures,
    WebhookCleaning,
  ],
})
export class WebhooksModule {}
