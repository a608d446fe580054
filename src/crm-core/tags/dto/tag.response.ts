import { ApiProperty } from '@nestjs/swagger';

export class TagResponse {
  /** The spelling that most clients have. */
  tag: string;

  /** Clients with it in any spelling, within the reader's scope. */
  @ApiProperty({ type: 'integer' })
  count: number;

  /** All of its spellings. */
  spellings: string[];
}

export class TagListResponse {
  items: TagResponse[];
}

export class ChangedTagsResponse {
  /** Clients that were changed. */
  @ApiProperty({ type: 'integer' })
  changed: number;
}
