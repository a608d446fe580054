import { Injectable } from '@nestjs/common';
import { Counter, Gauge } from 'prom-client';
import { MetricsService } from '../health/metrics.service.js';

/** What became of the letters, for those who watch the service. */
@Injectable()
export class MailFigures {
  private readonly letters: Counter<'outcome'>;
  private readonly queue: Gauge;

  constructor({ registry }: MetricsService) {
    this.letters = new Counter({
      name: 'mail_letters_total',
      help: 'Letters by outcome: sent, failed after all tries, dropped because too many waited',
      labelNames: ['outcome'],
      registers: [registry],
    });
    // From none to one would be no increase to who watches.
    for (const outcome of ['sent', 'failed', 'dropped']) this.letters.inc({ outcome }, 0);
    this.queue = new Gauge({
      name: 'mail_letters_waiting',
      help: 'Letters that the mail server has not taken yet',
      registers: [registry],
    });
  }

  count(outcome: 'sent' | 'failed' | 'dropped'): void {
    this.letters.inc({ outcome });
  }

  waiting(letters: number): void {
    this.queue.set(letters);
  }
}
