import { Global, Module } from '@nestjs/common';
import { AnalyticsDatabase } from './analytics-database.js';
import { PrismaService } from './prisma.service.js';

@Global()
@Module({ providers: [PrismaService, AnalyticsDatabase], exports: [PrismaService, AnalyticsDatabase] })
export class PrismaModule {}
