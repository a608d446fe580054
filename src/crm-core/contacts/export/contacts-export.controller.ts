import { Controller, Get, Query, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../../platform/access/index.js';
import { ApiProblems } from '../../../platform/errors/index.js';
import { Costly } from '../../../platform/limits/index.js';
import { ContactExportQuery } from './contact-export.query.js';
import { ContactExportService } from './contact-export.service.js';

@ApiTags('Contacts')
@ApiProblems(400, 401, 403)
@Controller('contacts')
export class ContactsExportController {
  constructor(private readonly contacts: ContactExportService) {}

  @Get('export.csv')
  @Requires('contact:export')
  @Costly('export')
  @ApiOperation({
    summary: 'Contacts as a CSV file',
    description:
      'RFC 4180 in UTF-8: the filters and sorts of the list, those of all clients within the caller’s scope, with whether each agreed to marketing. ' +
      'What a spreadsheet would run as a formula begins with an apostrophe.',
  })
  @ApiOkResponse({ description: 'The file', content: { 'text/csv': { schema: { type: 'string' } } } })
  exportContacts(@Actor() actor: Principal, @Query() query: ContactExportQuery): Promise<StreamableFile> {
    return this.contacts.csv(actor, query);
  }
}
