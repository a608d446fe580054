import { Body, Controller, Get, HttpCode, Post, Query, StreamableFile } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiConsumes,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { NoIdempotencyKey } from '../../platform/idempotency/index.js';
import { IdParam } from '../../platform/http/index.js';
import { Costly } from '../../platform/limits/index.js';
import { ApiPage, type Page } from '../../platform/listing/index.js';
import { CheckImportDto } from './dto/check-import.dto.js';
import { FailedRowsQuery } from './dto/failed-rows.query.js';
import { ImportColumnsResponse } from './dto/import-columns.response.js';
import { ImportErrorResponse } from './dto/import-error.response.js';
import { ImportErrorsQuery } from './dto/import-errors.query.js';
import { ImportListQuery } from './dto/import-list.query.js';
import { ImportUpload } from './dto/import-upload.response.js';
import { ImportAcceptedResponse, ImportResponse } from './dto/import.response.js';
import { RevertImportDto } from './dto/revert-import.dto.js';
import { FailedRowsFile } from './failed-rows/failed-rows-file.service.js';
import { ImportColumns } from './import-columns.service.js';
import { ImportErrorsService } from './import-errors.service.js';
import { ImportSteps } from './import-steps.service.js';
import { ImportsService } from './imports.service.js';
import { type Upload, UploadParts } from './upload/upload-parts.decorator.js';

@ApiTags('Imports')
@ApiProblems(400, 401, 403)
@Controller('imports')
export class ImportsController {
  constructor(
    private readonly imports: ImportsService,
    private readonly steps: ImportSteps,
    private readonly errors: ImportErrorsService,
    private readonly columns: ImportColumns,
    private readonly failedRows: FailedRowsFile,
  ) {}

  @Post()
  @NoIdempotencyKey('A dry run writes nothing into the CRM: send the file again. The commit takes a key.')
  @HttpCode(202)
  @Requires('import:create')
  @Costly('import')
  @ApiOperation({
    summary: 'Bring a CSV of clients or opportunities: a dry run',
    description:
      'Checked in the background; nothing is written before the commit. UTF-8, UTF-16 or Windows-1252, separated by `;`, `,`, `|` or tabs.',
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: ImportUpload })
  @ApiAcceptedResponse({ type: ImportAcceptedResponse })
  @ApiProblems(413, 415)
  createImport(@Actor() actor: Principal, @UploadParts() parts: Upload): Promise<ImportAcceptedResponse> {
    return this.imports.create(actor, parts);
  }

  @Get()
  @Requires('import:read')
  @ApiOperation({ summary: 'List imports', description: 'Sorts: `createdAt`. One’s own; an admin sees all.' })
  @ApiPage(ImportResponse)
  listImports(@Actor() actor: Principal, @Query() query: ImportListQuery): Promise<Page<ImportResponse>> {
    return this.imports.list(actor, query);
  }

  @Get(':id')
  @Requires('import:read')
  @ApiOperation({ summary: 'Get an import with its progress and counts' })
  @ApiOkResponse({ type: ImportResponse })
  @ApiProblems(404)
  getImport(@Actor() actor: Principal, @IdParam() id: string): Promise<ImportResponse> {
    return this.imports.get(actor, id);
  }

  @Get(':id/columns')
  @Requires('import:read')
  @ApiOperation({
    summary: 'The columns of the file, with what stands in them and what they could bring',
    description:
      'To correct a mapping by hand. For as long as the file is kept: until the commit, for a day. Sample values are told only to whoever brought the file.',
  })
  @ApiOkResponse({ type: ImportColumnsResponse })
  @ApiProblems(404, 409)
  listImportColumns(@Actor() actor: Principal, @IdParam() id: string): Promise<ImportColumnsResponse> {
    return this.columns.of(actor, id);
  }

  @Get(':id/errors')
  @Requires('import:read')
  @ApiOperation({
    summary: 'What is wrong with which row and column',
    description: 'In the order of the file.',
  })
  @ApiPage(ImportErrorResponse)
  @ApiProblems(404)
  listImportErrors(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Query() query: ImportErrorsQuery,
  ): Promise<Page<ImportErrorResponse>> {
    return this.errors.page(actor, id, 'errors', query);
  }

  @Get(':id/warnings')
  @Requires('import:read')
  @ApiOperation({
    summary: 'What was mended in valid rows',
    description: 'Zeros that a spreadsheet had taken, a second telephone left out. In the order of the file.',
  })
  @ApiPage(ImportErrorResponse)
  @ApiProblems(404)
  listImportWarnings(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Query() query: ImportErrorsQuery,
  ): Promise<Page<ImportErrorResponse>> {
    return this.errors.page(actor, id, 'warnings', query);
  }

  @Get(':id/errors.csv')
  @Requires('import:read')
  @Costly('export')
  @ApiOperation({ summary: 'The same as a spreadsheet' })
  @ApiOkResponse({
    description: 'CSV, separated by `;`',
    content: { 'text/csv': { schema: { type: 'string' } } },
  })
  @ApiProblems(404)
  downloadImportErrors(@Actor() actor: Principal, @IdParam() id: string): Promise<StreamableFile> {
    return this.errors.csv(actor, id);
  }

  @Get(':id/failed-rows.csv')
  @Requires('import:read')
  @Costly('export')
  @ApiOperation({
    summary: 'The rows that stay out, as they stood in the file, to be mended and sent again',
    description:
      'Under the file’s own headers, behind two columns: the row’s number, and what is wrong with it. An import ignores those two. For as long as the rows are kept: thirty days.',
  })
  @ApiOkResponse({
    description: 'CSV, separated by `;`',
    content: { 'text/csv': { schema: { type: 'string' } } },
  })
  @ApiProblems(404, 409)
  downloadFailedImportRows(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Query() { language }: FailedRowsQuery,
  ): Promise<StreamableFile> {
    return this.failedRows.of(actor, id, language);
  }

  @Post(':id/check')
  @HttpCode(202)
  @Requires('import:create')
  @Costly('import')
  @ApiOperation({
    summary: 'Check the same file again, read in another way',
    description:
      'Take `mapping` from the import, correct it and send it here; `{}` lets it be guessed anew. `key` and `defaults` stay as they were, unless they are sent. For an import that is READY, or whose dry run FAILED, within a day of the upload.',
  })
  @ApiAcceptedResponse({ type: ImportAcceptedResponse })
  @ApiProblems(404, 409)
  checkImportAgain(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: CheckImportDto,
  ): Promise<ImportAcceptedResponse> {
    return this.steps.checkAgain(actor, id, body);
  }

  @Post(':id/commit')
  @HttpCode(202)
  @Requires('import:create')
  @Costly('import')
  @ApiOperation({
    summary: 'Write the valid rows of an import that is READY',
    description:
      'In the background, in batches that are written whole. Invalid rows are left out and stay counted as `failed`.',
  })
  @ApiAcceptedResponse({ type: ImportAcceptedResponse })
  @ApiProblems(404, 409)
  commitImport(@Actor() actor: Principal, @IdParam() id: string): Promise<ImportAcceptedResponse> {
    return this.steps.commit(actor, id);
  }

  @Post(':id/revert')
  @HttpCode(202)
  @Requires('import:create')
  @ApiOperation({
    summary: 'Take back what an import wrote',
    description:
      'What it created is deleted, what it updated is as it was before. When somebody touched some of it since, nothing is taken back: 409 `IMPORT_TOUCHED` names the first hundred `rows` and how many there are (`touched`); `keepTouched` takes back the others.',
  })
  @ApiAcceptedResponse({ type: ImportAcceptedResponse })
  @ApiProblems(404, 409)
  revertImport(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: RevertImportDto,
  ): Promise<ImportAcceptedResponse> {
    return this.steps.revert(actor, id, body);
  }
}
