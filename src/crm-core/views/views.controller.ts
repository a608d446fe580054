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
import { CreateViewDto } from './dto/create-view.dto.js';
import { UpdateViewDto } from './dto/update-view.dto.js';
import { ViewListQuery } from './dto/view-list.query.js';
import { ViewResponse } from './dto/view.response.js';
import { ViewsService } from './views.service.js';

@ApiTags('Views')
@ApiProblems(400, 401, 403)
@Controller('views')
export class ViewsController {
  constructor(private readonly views: ViewsService) {}

  @Get()
  @Requires('view:read')
  @ApiOperation({
    summary: 'List the views that one may use',
    description: 'One’s own, those shared with one’s team, the public ones. Sorts: `name`, `createdAt`.',
  })
  @ApiPage(ViewResponse)
  listViews(@Actor() actor: Principal, @Query() query: ViewListQuery): Promise<Page<ViewResponse>> {
    return this.views.list(actor, query);
  }

  @Post()
  @Requires('view:create')
  @Versioned()
  @ApiOperation({
    summary: 'Save a view of a list',
    description:
      'Use it with `viewId` on `GET /clients`, `GET /clients/export.csv` or `GET /opportunities`; parameters of that call go before its filter. What the list would refuse is not saved.',
  })
  @ApiCreatedResponse({ type: ViewResponse })
  @ApiProblems(409)
  createView(@Actor() actor: Principal, @Body() body: CreateViewDto): Promise<ViewResponse> {
    return this.views.create(actor, body);
  }

  @Get(':id')
  @Requires('view:read')
  @Versioned()
  @ApiOperation({ summary: 'Get a view' })
  @ApiOkResponse({ type: ViewResponse })
  @ApiProblems(404)
  getView(@Actor() actor: Principal, @IdParam() id: string): Promise<ViewResponse> {
    return this.views.get(actor, id);
  }

  @Patch(':id')
  @Requires('view:update')
  @Versioned()
  @ApiIfMatch()
  @ApiOperation({ summary: 'Change a view', description: 'Its owner’s, or an admin’s.' })
  @ApiOkResponse({ type: ViewResponse })
  @ApiProblems(404, 409, 412)
  updateView(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: UpdateViewDto,
    @IfMatch() ifMatch?: number,
  ): Promise<ViewResponse> {
    return this.views.update(actor, id, body, ifMatch);
  }

  @Delete(':id')
  @HttpCode(204)
  @Requires('view:delete')
  @ApiIfMatch()
  @ApiOperation({ summary: 'Delete a view' })
  @ApiNoContentResponse()
  @ApiProblems(404, 412)
  deleteView(@Actor() actor: Principal, @IdParam() id: string, @IfMatch() ifMatch?: number): Promise<void> {
    return this.views.delete(actor, id, ifMatch);
  }
}
