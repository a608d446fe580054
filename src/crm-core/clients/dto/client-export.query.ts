import { OmitType } from '@nestjs/swagger';
import { ClientListQuery } from './client-list.query.js';

/** The filters of the client list; a file has no pages. */
export class ClientExportQuery extends OmitType(ClientListQuery, ['limit', 'cursor', 'count']) {}
