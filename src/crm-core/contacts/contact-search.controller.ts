import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { ApiPage, type Page } from '../../platform/listing/index.js';
import { ContactSearch } from './contact-search.service.js';
import { ContactListQuery } from './dto/contact-list.query.js';
import { FoundContactResponse } from './dto/found-contact.response.js';

@ApiTags('Contacts')
@ApiProblems(400, 401, 403)
@Controller('contacts')
export class ContactSearchController {
  constructor(private readonly contacts: ContactSearch) {}

  @Get()
  @Requires('contact:read')
  @ApiOperation({
    summary: 'List and search the contacts of all clients',
    description:
      'Those of the clients within the caller’s scope. Sorts: `fullName`, `createdAt`; by name when none is named.',
  })
  @ApiPage(FoundContactResponse)
  searchContacts(
    @Actor() actor: Principal,
    @Query() query: ContactListQuery,
  ): Promise<Page<FoundContactResponse>> {
    return this.contacts.search(actor, query);
  }
}
