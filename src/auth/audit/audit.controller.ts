import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { ApiPage, type Page } from '../../platform/listing/index.js';
import { AuditEntryResponse } from './audit-entry.response.js';
import { AuditQuery } from './audit.query.js';
import { AuditService } from './audit.service.js';

@ApiTags('Audit')
@ApiProblems(400, 401, 403)
@Controller('audit')
export class AuditController {
  constructor(private readonly audit: AuditService) {}

  @Get()
  @Requires('audit:read')
  @ApiOperation({ summary: 'Who did what, newest first' })
  @ApiPage(AuditEntryResponse)
  listAudit(@Actor() actor: Principal, @Query() query: AuditQuery): Promise<Page<AuditEntryResponse>> {
    return this.audit.page(actor, query);
  }
}
