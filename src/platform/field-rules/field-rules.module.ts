import { Global, Module } from '@nestjs/common';
import { ShownAnswers } from './shown-answers.service.js';

@Global()
@Module({ providers: [ShownAnswers], exports: [ShownAnswers] })
export class FieldRulesModule {}
