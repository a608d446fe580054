import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { JournalEntryResponse, JournalReader } from '../../platform/journal/index.js';
import { ApiPage, type Page } from '../../platform/listing/index.js';
import { AuditQuery } from './audit.query.js';

@ApiTags('Audit')
@ApiProblems(400, 401, 403)
@Controller('audit')
export class AuditController {
  constructor(private readonly journal: JournalReader) {}

  @Get()
  @Requires('audit:read')
  @ApiOperation({ summary: 'Who did what, newest first' })
  @ApiPage(JournalEntryResponse)
  listAudit(@Query() query: AuditQuery): Promise<Page<JournalEntryResponse>> {
    const { actorId, apiKeyId, entity, entityId, action, from, to } = query;
    const at = { ...(from && { gte: new Date(from) }), ...(to && { lt: new Date(to) }) };
    return this.journal.page(query, { actorId, apiKeyId, entity, entityId, action, at });
  }
}
