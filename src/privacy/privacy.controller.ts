import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../platform/access/index.js';
import { ApiProblems } from '../platform/errors/index.js';
import { NoIdempotencyKey } from '../platform/idempotency/index.js';
import { ApiPage, ListQuery, type Page } from '../platform/listing/index.js';
import { EraseSubjectDto } from './erasure/erasure.dto.js';
import { ErasurePlanResponse, ErasureResponse } from './erasure/erasure.response.js';
import { Erasures } from './erasure/erasures.service.js';
import { SubjectExportResponse } from './export/subject-export.response.js';
import { SubjectExport } from './export/subject-export.service.js';
import { Retention } from './retention/retention.service.js';
import { SilentProspectQuery } from './retention/silent-prospect.query.js';
import { SilentProspectResponse } from './retention/silent-prospect.response.js';
import { SubjectDto } from './subjects/subject.dto.js';

@ApiTags('Privacy')
@ApiProblems(400, 401, 403)
@Controller('privacy')
export class PrivacyController {
  constructor(
    private readonly exports: SubjectExport,
    private readonly erasures: Erasures,
    private readonly retention: Retention,
  ) {}

  @Post('exports')
  @NoIdempotencyKey('All that is known of a person is kept nowhere else.')
  @HttpCode(200)
  @Requires('privacy:export')
  @ApiOperation({
    summary: 'All that is known of a person',
    description:
      'Deleted rows and the journal included. For the answer to a request for access (art. 15 GDPR).',
  })
  @ApiOkResponse({ type: SubjectExportResponse })
  @ApiProblems(404, 409)
  exportSubject(@Actor() actor: Principal, @Body() body: SubjectDto): Promise<SubjectExportResponse> {
    return this.exports.create(actor, body);
  }

  @Post('erasures')
  @NoIdempotencyKey('What was erased is kept nowhere; the confirmation holds for one erasure.')
  @HttpCode(200)
  @Requires('privacy:erase')
  @ApiOperation({
    summary: 'Erase a person',
    description:
      'Without `confirmation` a dry run: what goes in which table, what is held and why. With the `confirmation` of the dry run exactly that is ' +
      'done, in one transaction, and can’t be undone; 409 `ERASURE_CHANGED` when it would be something else by now. A client with open ' +
      'deals or visits ahead is refused (`CLIENT_IN_USE`).',
  })
  @ApiOkResponse({ type: ErasurePlanResponse })
  @ApiProblems(404, 409)
  eraseSubject(@Actor() actor: Principal, @Body() body: EraseSubjectDto): Promise<ErasurePlanResponse> {
    return this.erasures.erase(actor, body);
  }

  @Get('erasures')
  @Requires('privacy:erase')
  @ApiOperation({
    summary: 'The erasures that were done',
    description:
      'Sorts: `createdAt`. Nothing in it names a person: kept beside the backups it says what to erase again after one is restored.',
  })
  @ApiPage(ErasureResponse)
  listErasures(@Query() query: ListQuery): Promise<Page<ErasureResponse>> {
    return this.erasures.list(query);
  }

  @Get('silent-prospects')
  @Requires('privacy:erase')
  @ApiOperation({
    summary: 'Prospects of whom nothing was heard for long',
    description:
      'Who never bought anything, with nothing open or ahead and nothing written for so many months. Sorts: `updatedAt`, the longest silent ' +
      'first. Housekeeping erases them when `PROSPECT_RETENTION_MONTHS` is set, and nobody otherwise.',
  })
  @ApiPage(SilentProspectResponse)
  listSilentProspects(@Query() query: SilentProspectQuery): Promise<Page<SilentProspectResponse>> {
    return this.retention.list(query);
  }
}
