import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { RemoveTagsDto, RenameTagsDto } from './dto/change-tags.dto.js';
import { TagListQuery } from './dto/tag-list.query.js';
import { ChangedTagsResponse, TagListResponse } from './dto/tag.response.js';
import { TagsService } from './tags.service.js';

@ApiTags('Tags')
@ApiProblems(400, 401, 403)
@Controller('tags')
export class TagsController {
  constructor(private readonly tags: TagsService) {}

  @Get()
  @Requires('client:read')
  @ApiOperation({
    summary: 'The tags in use, with how many clients have them',
    description: 'The most used first.',
  })
  @ApiOkResponse({ type: TagListResponse })
  listTags(@Actor() actor: Principal, @Query() query: TagListQuery): Promise<TagListResponse> {
    return this.tags.list(actor, query);
  }

  @Post('rename')
  @HttpCode(200)
  @Requires('client:update')
  @ApiOperation({
    summary: 'Rename tags, or merge several into one',
    description:
      'On every client that the caller may change. More than 10,000 at once: 422 `TOO_MANY_CLIENTS`.',
  })
  @ApiOkResponse({ type: ChangedTagsResponse })
  @ApiProblems(422)
  renameTags(@Actor() actor: Principal, @Body() { tags, to }: RenameTagsDto): Promise<ChangedTagsResponse> {
    return this.tags.replace(actor, tags, to);
  }

  @Post('remove')
  @HttpCode(200)
  @Requires('client:update')
  @ApiOperation({
    summary: 'Take tags away',
    description:
      'From every client that the caller may change. More than 10,000 at once: 422 `TOO_MANY_CLIENTS`.',
  })
  @ApiOkResponse({ type: ChangedTagsResponse })
  @ApiProblems(422)
  removeTags(@Actor() actor: Principal, @Body() { tags }: RemoveTagsDto): Promise<ChangedTagsResponse> {
    return this.tags.replace(actor, tags, undefined);
  }
}
