import { ApiProperty } from '@nestjs/swagger';
import { IsString, IsUUID, MaxLength, MinLength } from 'class-validator';
import { IsInstant, IsOmittable, Trim } from '../../../platform/http/index.js';

export class MoveOpportunityDto {
  /** A living stage of the same pipeline. */
  @IsUUID()
  stageId: string;

  /** Needed for a LOST stage: the `key` of a living reason of `GET /closing-reasons?outcome=LOST`. */
  @IsOmittable()
  @IsString()
  @MaxLength(40)
  @ApiProperty({ example: 'PRICE', required: false })
  lostReason?: string;

  /** For a LOST stage; needed where the reason says so, as OTHER does. */
  @IsOmittable()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  lostNote?: string;

  /** For a LOST stage: who got the order instead. */
  @IsOmittable()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  competitor?: string;

  /** For a WON stage: the `key` of a living reason of `GET /closing-reasons?outcome=WON`. Left out, it is asked for later. */
  @IsOmittable()
  @IsString()
  @MaxLength(40)
  @ApiProperty({ example: 'SERVICE', required: false })
  wonReason?: string;

  /** For a WON stage. */
  @IsOmittable()
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  wonNote?: string;

  /** When it was won or lost; left out: now. Not in the future, and not before the creation. */
  @IsOmittable()
  @IsInstant()
  @ApiProperty({ type: String, format: 'date-time', required: false })
  closedAt?: string;
}

export class ReopenOpportunityDto {
  /** An open stage of the same pipeline. */
  @IsUUID()
  stageId: string;
}

export class AssignOpportunityDto {
  /** An active user whom your role lets you give it to. */
  @IsUUID()
  ownerId: string;
}
