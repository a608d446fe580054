import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { CalendarReader } from './calendar-reader.service.js';

const CALENDAR = 'text/calendar';

@ApiTags('Calendar feeds')
@Controller('calendar')
export class CalendarController {
  constructor(private readonly reader: CalendarReader) {}

  @Get(':token.ics')
  @Public()
  @ApiOperation({
    summary: 'Read a calendar by its secret address',
    description:
      'One’s visits from 30 days back to 180 ahead as iCalendar (RFC 5545), for calendar programs. Whoever has the address reads it.',
  })
  @ApiParam({ name: 'token', description: 'The secret part of the address.' })
  @ApiHeader({ name: 'If-None-Match', required: false, description: 'The `ETag` of the copy one has.' })
  @ApiOkResponse({ description: 'RFC 5545', content: { [CALENDAR]: { schema: { type: 'string' } } } })
  @ApiResponse({ status: 304, description: 'The copy is still right.' })
  @ApiProblems(404, 429)
  async readCalendar(
    @Param('token') token: string,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    const { text, etag } = await this.reader.read(token);
    void reply.header('ETag', etag);
    if (known === etag) {
      void reply.status(304);
      return undefined;
    }
    void reply.header('Content-Type', `${CALENDAR}; charset=utf-8`);
    void reply.header('Content-Disposition', 'inline; filename="visite.ics"');
    return text;
  }
}
