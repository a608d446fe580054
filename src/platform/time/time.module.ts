import { DynamicModule, Global, Module } from '@nestjs/common';
import { Clock } from './clock.js';

/** Provides the one {@link Clock} everywhere. */
@Global()
@Module({})
export class TimeModule {
  static with(clock: Clock): DynamicModule {
    return { module: TimeModule, providers: [{ provide: Clock, useValue: clock }], exports: [Clock] };
  }
}
