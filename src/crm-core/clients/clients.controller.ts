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
import { ApiIfMatch, IdParam, IfMatch, type JsonText, Versioned } from '../../platform/http/index.js';
import { JournalEntryResponse } from '../../platform/journal/index.js';
import { ApiPage, ListQuery, type Page } from '../../platform/listing/index.js';
import { ApiCustomFilter } from '../custom-fields/custom-values.decorator.js';
import { ClientReader } from './client-reader.service.js';
import { ClientsService } from './clients.service.js';
import { AssignClientDto } from './dto/assign-client.dto.js';
import { ClientListQuery } from './dto/client-list.query.js';
import { ClientResponse } from './dto/client.response.js';
import { CreateClientQuery } from './duplicates/dto/create-client.query.js';
import { CreateClientDto } from './dto/create-client.dto.js';
import { UpdateClientDto } from './dto/update-client.dto.js';

@ApiTags('Clients')
@ApiProblems(400, 401, 403)
@Controller('clients')
export class ClientsController {
  constructor(
    private readonly clients: ClientsService,
    private readonly reader: ClientReader,
  ) {}

  @Get()
  @Requires('client:read')
  @ApiOperation({
    summary: 'List and search clients',
    description:
      'Sorts: `name`, `createdAt`, `updatedAt`, `admExpiresOn` (clients without one last), and with `near` also `distance`, the nearest first, however far unless `radiusKm` is given; `-createdAt` when none is named.',
  })
  @ApiCustomFilter()
  @ApiPage(ClientResponse)
  listClients(
    @Actor() actor: Principal,
    @Query() query: ClientListQuery,
  ): Promise<JsonText<Page<ClientResponse>> | Page<ClientResponse>> {
    return this.reader.page(actor, query);
  }

  @Post()
  @Requires('client:create')
  @Versioned()
  @ApiOperation({
    summary: 'Create a client',
    description:
      'A P.IVA that another client has is refused (`VAT_NUMBER_TAKEN`). Softer likeness is not, unless `onDuplicate=refuse`: ask `POST /clients/duplicates` before.',
  })
  @ApiCreatedResponse({ type: ClientResponse })
  @ApiProblems(409)
  createClient(
    @Actor() actor: Principal,
    @Body() body: CreateClientDto,
    @Query() { onDuplicate }: CreateClientQuery,
  ): Promise<JsonText<ClientResponse>> {
    return this.clients.create(actor, body, onDuplicate);
  }

  @Get(':id')
  @Requires('client:read')
  @Versioned()
  @ApiOperation({ summary: 'Get a client' })
  @ApiOkResponse({ type: ClientResponse })
  @ApiProblems(404)
  getClient(@Actor() actor: Principal, @IdParam() id: string): Promise<JsonText<ClientResponse>> {
    return this.reader.get(actor, id);
  }

  @Patch(':id')
  @Requires('client:update')
  @Versioned()
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Change a client',
    description: 'Only the fields that are sent; null clears one.',
  })
  @ApiOkResponse({ type: ClientResponse })
  @ApiProblems(404, 409, 412)
  updateClient(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: UpdateClientDto,
    @IfMatch() ifMatch?: number,
  ): Promise<ClientResponse> {
    return this.clients.update(actor, id, body, ifMatch);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('client:delete')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Delete a client',
    description:
      'It can be restored. A client with open opportunities or visits ahead stays: 409 `CLIENT_IN_USE`.',
  })
  @ApiNoContentResponse()
  @ApiProblems(404, 409, 412)
  deleteClient(@Actor() actor: Principal, @IdParam() id: string, @IfMatch() ifMatch?: number): Promise<void> {
    return this.clients.delete(actor, id, ifMatch);
  }

  @Post(':id/restore')
  @HttpCode(200)
  @Requires('client:delete')
  @Versioned()
  @ApiOperation({
    summary: 'Bring a deleted client back',
    description:
      'Not one that was merged (409 `CLIENT_MERGED`), a person who was erased (`CLIENT_ERASED`), or whose P.IVA another client has by now (`VAT_NUMBER_TAKEN`).',
  })
  @ApiOkResponse({ type: ClientResponse })
  @ApiProblems(404, 409)
  restoreClient(@Actor() actor: Principal, @IdParam() id: string): Promise<ClientResponse> {
    return this.clients.restore(actor, id);
  }

  @Post(':id/assign')
  @HttpCode(200)
  @Requires('client:assign')
  @Versioned()
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Give a client to another owner',
    description: 'Its opportunities and visits stay with their owners.',
  })
  @ApiOkResponse({ type: ClientResponse })
  @ApiProblems(404, 412)
  assignClient(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: AssignClientDto,
    @IfMatch() ifMatch?: number,
  ): Promise<ClientResponse> {
    return this.clients.assign(actor, id, body.ownerId, ifMatch);
  }

  @Get(':id/timeline')
  @Requires('client:read')
  @ApiOperation({
    summary: 'What happened to a client, its contacts, deals and visits',
    description: 'Newest first.',
  })
  @ApiPage(JournalEntryResponse)
  @ApiProblems(404)
  getClientTimeline(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Query() query: ListQuery,
  ): Promise<Page<JournalEntryResponse>> {
    return this.reader.timeline(actor, id, query);
  }
}
