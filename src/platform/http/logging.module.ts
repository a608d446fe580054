import { Module } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { AppConfig } from '../config/config.js';

/** Structured logs, one line an answer; no header, body or query string is ever written, for they carry secrets. */
@Module({
  imports: [
    LoggerModule.forRootAsync({
      inject: [AppConfig],
      useFactory: (config: AppConfig) => ({
        pinoHttp: {
          level: config.logLevel,
          base: { instance: config.instance },
          timestamp: () => `,"time":"${new Date().toISOString()}"`,
          redact: ['req.headers', 'res.headers'],
          serializers: {
            req: (req: { id: string; method: string; url: string; remoteAddress: string }) => ({
              id: req.id,
              method: req.method,
              path: req.url.split('?', 1)[0],
              remoteAddress: req.remoteAddress,
            }),
            res: (res: { statusCode: number }) => ({ statusCode: res.statusCode }),
          },
          autoLogging: { ignore: (req) => req.url?.startsWith('/health') ?? false },
          customLogLevel: (_req, res) => (res.statusCode >= 500 ? 'error' : 'info'),
        },
      }),
    }),
  ],
})
export class LoggingModule {}
