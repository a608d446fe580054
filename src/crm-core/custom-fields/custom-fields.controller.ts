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
import { ApiPage, type Page } from '../../platform/listing/index.js';
import { CustomFieldsService } from './custom-fields.service.js';
import { CreateCustomFieldDto } from './dto/create-custom-field.dto.js';
import { CustomFieldListQuery } from './dto/custom-field-list.query.js';
import { CustomFieldResponse } from './dto/custom-field.response.js';
import { UpdateCustomFieldDto } from './dto/update-custom-field.dto.js';

@ApiTags('Custom fields')
@ApiProblems(400, 401, 403)
@Controller('custom-fields')
export class CustomFieldsController {
  constructor(private readonly fields: CustomFieldsService) {}

  @Get()
  @Requires('customfield:read')
  @ApiOperation({ summary: 'List custom fields', description: 'Sorts: `key`, `createdAt`.' })
  @ApiPage(CustomFieldResponse)
  listCustomFields(@Query() query: CustomFieldListQuery): Promise<Page<CustomFieldResponse>> {
    return this.fields.list(query);
  }

  @Post()
  @Requires('customfield:create')
  @Versioned()
  @ApiOperation({
    summary: 'Add a custom field to a resource',
    description: 'Every replica takes values of it within a second.',
  })
  @ApiCreatedResponse({ type: CustomFieldResponse })
  @ApiProblems(409)
  createCustomField(
    @Actor() actor: Principal,
    @Body() body: CreateCustomFieldDto,
  ): Promise<CustomFieldResponse> {
    return this.fields.create(actor, body);
  }

  @Get(':id')
  @Requires('customfield:read')
  @Versioned()
  @ApiOperation({ summary: 'Get a custom field' })
  @ApiOkResponse({ type: CustomFieldResponse })
  @ApiProblems(404)
  getCustomField(@IdParam() id: string): Promise<CustomFieldResponse> {
    return this.fields.get(id);
  }

  @Patch(':id')
  @Requires('customfield:update')
  @Versioned()
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Change or archive a custom field',
    description:
      'New limits hold for what is written from now on. The type changes, and choices go, only while no row uses them.',
  })
  @ApiOkResponse({ type: CustomFieldResponse })
  @ApiProblems(404, 409, 412)
  updateCustomField(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: UpdateCustomFieldDto,
    @IfMatch() ifMatch?: number,
  ): Promise<CustomFieldResponse> {
    return this.fields.update(actor, id, body, ifMatch);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('customfield:delete')
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Delete a custom field that no row has a value of',
    description: 'Another is archived: 409 `FIELD_IN_USE`.',
  })
  @ApiNoContentResponse()
  @ApiProblems(404, 409, 412)
  deleteCustomField(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @IfMatch() ifMatch?: number,
  ): Promise<void> {
    return this.fields.delete(actor, id, ifMatch);
  }
}
