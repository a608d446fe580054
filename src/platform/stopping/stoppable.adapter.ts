import { FastifyAdapter } from '@nestjs/platform-fastify';

/** Says that the application begins to stop, before any module hears of it: these wait for each other in turn. */
export class StoppableAdapter extends FastifyAdapter {
  /** Called once for each stop. */
  onStop: () => void = () => {};

  override beforeClose(): void {
    super.beforeClose();
    this.onStop();
  }
}
