import { Global, Module } from '@nestjs/common';
import { Stopping } from './stopping.service.js';

/** Everywhere the one answer to whether this process stops. */
@Global()
@Module({ providers: [Stopping], exports: [Stopping] })
export class StoppingModule {}
