import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { ApiIfMatch, IdParam, IfMatch, Versioned } from '../../platform/http/index.js';
import { ApiPage, ListQuery, type Page } from '../../platform/listing/index.js';
import { ContactsService } from './contacts.service.js';
import { ContactResponse } from './dto/contact.response.js';
import { CreateContactDto } from './dto/create-contact.dto.js';
import { UpdateContactDto } from './dto/update-contact.dto.js';

@ApiTags('Contacts')
@ApiProblems(400, 401, 403, 404)
@Controller()
export class ContactsController {
  constructor(private readonly contacts: ContactsService) {}

  @Get('clients/:id/contacts')
  @Requires('contact:read')
  @ApiOperation({ summary: 'The people at a client', description: 'Sorts: `fullName`, `createdAt`.' })
  @ApiPage(ContactResponse)
  listContacts(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Query() query: ListQuery,
  ): Promise<Page<ContactResponse>> {
    return this.contacts.list(actor, id, query);
  }

  @Post('clients/:id/contacts')
  @Requires('contact:create')
  @Versioned()
  @ApiOperation({ summary: 'Add a person at a client' })
  @ApiCreatedResponse({ type: ContactResponse })
  createContact(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: CreateContactDto,
  ): Promise<ContactResponse> {
    return this.contacts.create(actor, id, body);
  }

  @Patch('contacts/:id')
  @Requires('contact:update')
  @Versioned()
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Change a contact',
    description: 'Only the fields that are sent; null clears one.',
  })
  @ApiOkResponse({ type: ContactResponse })
  @ApiProblems(412)
  updateContact(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: UpdateContactDto,
    @IfMatch() ifMatch?: number,
  ): Promise<ContactResponse> {
    return this.contacts.update(actor, id, body, ifMatch);
  }

  @Delete('contacts/:id')
  @HttpCode(204)
  @Requires('contact:delete')
  @ApiIfMatch()
  @ApiOperation({ summary: 'Delete a contact' })
  @ApiNoContentResponse()
  @ApiProblems(412)
  deleteContact(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @IfMatch() ifMatch?: number,
  ): Promise<void> {
    return this.contacts.delete(actor, id, ifMatch);
  }
}
