import { ApiProperty } from '@nestjs/swagger';

/** Who stands behind an `ownerId`, an `agentId` or an actor of the journal. */
export class ColleagueResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  fullName: string;

  @ApiProperty({ type: 'string', format: 'uuid', nullable: true })
  teamId: string | null;

  teamName: string | null;

  /** false: can't sign in (any more), so that nothing new should be given to them. */
  active: boolean;
}
