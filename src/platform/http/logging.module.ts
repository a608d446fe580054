import { Global, Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { AppConfig } from '../config/config.js';
import { Answers } from './answers.service.js';
import { logOutput } from './log-output.js';
import { loggedError } from './logged-error.js';

/** Structured logs. No header, body or query string is ever written, for they carry secrets. */
@Global()
@Module({
  providers: [Answers],
  exports: [Answers],
  imports: [
    LoggerModule.forRootAsync({
      inject: [AppConfig],
      useFactory: (config: AppConfig) => ({
        // No logger of its own for each request: whoever speaks of one names its id.
        forRoutes: [],
        pinoHttp: [
          {
            level: config.logLevel,
            base: { instance: config.instance },
            timestamp: () => `,"time":"${new Date().toISOString()}"`,
            // The line for each answer is written by addHttpHooks, which knows the route and the user.
            autoLogging: false,
            serializers: { err: loggedError },
          },
          logOutput,
        ],
      }),
    }),
  ],
})
export class LoggingModule {}
