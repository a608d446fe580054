import { Module } from '@nestjs/common';
import { LinesController } from '../lines/lines.controller.js';
import { LinesService } from '../lines/lines.service.js';
import { ProductsController } from './products.controller.js';
import { ProductsService } from './products.service.js';

/** The catalogue, and the lines of opportunities that are made from it. */
@Module({
  controllers: [ProductsController, LinesController],
  providers: [ProductsService, LinesService],
})
export class ProductsModule {}
