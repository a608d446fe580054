import { Body, Controller, Get, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Actor, type Principal, Requires } from '../../platform/access/index.js';
import { ApiProblems } from '../../platform/errors/index.js';
import { ApiIfMatch, IdParam, IfMatch, Versioned } from '../../platform/http/index.js';
import { ApiPage, type Page } from '../../platform/listing/index.js';
import { BoardCardsService } from './board-cards.service.js';
import { BoardService } from './board.service.js';
import { BoardCardsQuery } from './dto/board-cards.query.js';
import { BoardQuery } from './dto/board.query.js';
import { BoardCardResponse, BoardResponse } from './dto/board.response.js';
import { CreatePipelineDto } from './dto/create-pipeline.dto.js';
import { CreateStageDto } from './dto/create-stage.dto.js';
import { PipelineListQuery } from './dto/pipeline-list.query.js';
import { PipelineResponse, StageResponse } from './dto/pipeline.response.js';
import { StageOrderDto } from './dto/stage-order.dto.js';
import { UpdatePipelineDto } from './dto/update-pipeline.dto.js';
import { UpdateStageDto } from './dto/update-stage.dto.js';
import { PipelinesService } from './pipelines.service.js';
import { StagesService } from './stages.service.js';

@ApiTags('Pipelines')
@ApiProblems(400, 401, 403)
@Controller()
export class PipelinesController {
  constructor(
    private readonly pipelines: PipelinesService,
    private readonly stages: StagesService,
    private readonly boards: BoardService,
    private readonly cards: BoardCardsService,
  ) {}

  @Get('pipelines')
  @Requires('pipeline:read')
  @ApiOperation({ summary: 'List pipelines with their stages', description: 'Sorts: `name`, `createdAt`.' })
  @ApiPage(PipelineResponse)
  listPipelines(@Query() query: PipelineListQuery): Promise<Page<PipelineResponse>> {
    return this.pipelines.list(query);
  }

  @Post('pipelines')
  @Requires('pipeline:create')
  @Versioned()
  @ApiOperation({
    summary: 'Create a pipeline',
    description: 'With at least one stage of each kind: OPEN, WON, LOST.',
  })
  @ApiCreatedResponse({ type: PipelineResponse })
  @ApiProblems(409)
  createPipeline(@Actor() actor: Principal, @Body() body: CreatePipelineDto): Promise<PipelineResponse> {
    return this.pipelines.create(actor, body);
  }

  @Patch('pipelines/:id')
  @Requires('pipeline:update')
  @Versioned()
  @ApiIfMatch()
  @ApiOperation({ summary: 'Rename a pipeline, make it the default one, or retire it' })
  @ApiOkResponse({ type: PipelineResponse })
  @ApiProblems(404, 409, 412)
  updatePipeline(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: UpdatePipelineDto,
    @IfMatch() ifMatch?: number,
  ): Promise<PipelineResponse> {
    return this.pipelines.update(actor, id, body, ifMatch);
  }

  @Get('pipelines/:id/board')
  @Requires('opportunity:read')
  @ApiOperation({
    summary: 'The board of a pipeline',
    description:
      'A column for each stage: how many deals, their amount, the weighted amount, and the first cards, largest first. ' +
      'Columns of won and lost deals show those closed since `closedFrom`, 30 days ago unless another day is named.',
  })
  @ApiOkResponse({ type: BoardResponse })
  @ApiProblems(404)
  getPipelineBoard(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Query() query: BoardQuery,
  ): Promise<BoardResponse> {
    return this.boards.board(actor, id, query);
  }

  @Get('pipelines/:id/board/cards')
  @Requires('opportunity:read')
  @ApiOperation({
    summary: 'The cards of a board',
    description:
      'A column read on, or cards that have changed. Sorts: `amount`, `createdAt`; the largest first, or the newest for who sees no amounts.',
  })
  @ApiPage(BoardCardResponse)
  @ApiProblems(404)
  listBoardCards(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Query() query: BoardCardsQuery,
  ): Promise<Page<BoardCardResponse>> {
    return this.cards.list(actor, id, query);
  }

  @Put('pipelines/:id/stages/order')
  @Requires('pipeline:update')
  @Versioned()
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Put the stages of a pipeline in order',
    description: 'All living stages at once. Deals, histories and figures keep the stages that they name.',
  })
  @ApiOkResponse({ type: PipelineResponse })
  @ApiProblems(404, 412)
  orderStages(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() { stageIds }: StageOrderDto,
    @IfMatch() ifMatch?: number,
  ): Promise<PipelineResponse> {
    return this.stages.order(actor, id, stageIds, ifMatch);
  }

  @Post('pipelines/:id/stages')
  @Requires('pipeline:update')
  @Versioned()
  @ApiOperation({ summary: 'Add a stage to a pipeline' })
  @ApiCreatedResponse({ type: StageResponse })
  @ApiProblems(404, 409)
  createStage(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: CreateStageDto,
  ): Promise<StageResponse> {
    return this.stages.create(actor, id, body);
  }

  @Patch('stages/:id')
  @Requires('pipeline:update')
  @Versioned()
  @ApiIfMatch()
  @ApiOperation({
    summary: 'Rename, reorder, weigh or retire a stage',
    description:
      'The other stages shift. Open deals leave a stage that is retired for `moveTo`, each by a move of its own. Deals and histories keep the stage that they name, also a retired one.',
  })
  @ApiOkResponse({ type: StageResponse })
  @ApiProblems(404, 409, 412)
  updateStage(
    @Actor() actor: Principal,
    @IdParam() id: string,
    @Body() body: UpdateStageDto,
    @IfMatch() ifMatch?: number,
  ): Promise<StageResponse> {
    return this.stages.update(actor, id, body, ifMatch);
  }
}
