import { Injectable } from '@nestjs/common';
import { BoardTotals, type ColumnTotals } from '../../crm-core/index.js';
import type { Principal } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { ChangesService } from '../changes/changes.service.js';
import type { ChangeType } from '../changes/domain/change-type.js';
import type { ChangeResponse } from '../changes/dto/changes.response.js';

/** More cards at once are told as a whole. */
const MOST_CARDS = 200;

export interface ChangedCard {
  id: string;
  stageId: string;
  version: number;
}

/** What happened on a board since a cursor. */
export interface BoardNews {
  cursor: string;
  /** The board is to be read anew: its stages changed, or too much else, or the reader sees something else now. */
  reload: boolean;
  changed: ChangedCard[];
  gone: string[];
}

/** The feed of changes, as far as it concerns one board. */
@Injectable()
export class BoardNewsService {
  constructor(
    private readonly changes: ChangesService,
    private readonly columns: BoardTotals,
  ) {}

  /** @throws DomainError NOT_FOUND */
  totals(actor: Principal, pipelineId: string): Promise<ColumnTotals[]> {
    return this.columns.of(actor, pipelineId);
  }

  /** The present end. */
  async cursor(actor: Principal): Promise<string> {
    return (await this.changes.page(actor, { types: typesFor(actor), limit: MOST_CARDS })).nextCursor;
  }

  async since(actor: Principal, pipelineId: string, after: string): Promise<BoardNews> {
    const news: BoardNews = { cursor: after, reload: false, changed: [], gone: [] };
    for (let more = true; more;) {
      const page = await this.pageAfter(actor, news.cursor);
      if (page === undefined) return this.anew(actor);
      for (const item of page.items) note(news, pipelineId, item);
      if (news.changed.length + news.gone.length > MOST_CARDS) return this.anew(actor);
      [news.cursor, more] = [page.nextCursor, page.more];
    }
    return news;
  }

  private async anew(actor: Principal): Promise<BoardNews> {
    return { cursor: await this.cursor(actor), reload: true, changed: [], gone: [] };
  }

  /** undefined: the cursor leads nowhere any more. */
  private async pageAfter(actor: Principal, after: string) {
    try {
      return await this.changes.page(actor, { after, types: typesFor(actor), limit: MOST_CARDS });
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'gone') return undefined;
      throw error;
    }
  }
}

function note(news: BoardNews, pipelineId: string, item: ChangeResponse): void {
  const { entity, entityId, gone, opportunity } = item;
  if (entity === 'pipeline') news.reload ||= entityId === pipelineId;
  else if (gone) news.gone.push(entityId);
  else if (opportunity?.pipelineId === pipelineId)
    news.changed.push({ id: entityId, stageId: opportunity.stageId, version: opportunity.version });
}

/** The stages of a board are shown to who may see pipelines. */
function typesFor(actor: Principal): ChangeType[] {
  return actor.can('pipeline:read') ? ['opportunity', 'pipeline'] : ['opportunity'];
}
