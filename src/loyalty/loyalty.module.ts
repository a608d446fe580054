import { Module } from '@nestjs/common';
import { LoyaltyController } from './loyalty.controller.js';
import { LOYALTY_PROGRAM } from './loyalty-program.port.js';
import { PlannedLoyaltyProgram } from './planned-loyalty-program.adapter.js';

/** A stub, wired and honest about being one: the port stands, the adapter says that nothing is behind it yet. */
@Module({
  controllers: [LoyaltyController],
  providers: [{ provide: LOYALTY_PROGRAM, useClass: PlannedLoyaltyProgram }],
})
export class LoyaltyModule {}
