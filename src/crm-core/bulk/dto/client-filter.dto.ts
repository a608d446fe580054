import { OmitType } from '@nestjs/swagger';
import { ClientListQuery } from '../../clients/dto/client-list.query.js';

/** The filters of the client list. */
export class ClientFilterDto extends OmitType(ClientListQuery, ['limit', 'cursor', 'sort', 'count']) {}
