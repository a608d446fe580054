import { Injectable } from '@nestjs/common';
import { InProcessOptimizer } from '../adapters/in-process-optimizer.adapter.js';

/** The engine in threads of its own: a plan of several days takes seconds, and nobody's day waits behind it. */
@Injectable()
export class WeekOptimizer extends InProcessOptimizer {}
