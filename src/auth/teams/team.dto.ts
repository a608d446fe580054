import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength, MinLength } from 'class-validator';
import { Trim } from '../../platform/http/index.js';

export class CreateTeamDto {
  /** Unique among the teams, case, accents and spaces aside. */
  @Trim()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  name: string;
}

export class UpdateTeamDto extends CreateTeamDto {}

export class TeamResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  name: string;

  createdAt: Date;

  @ApiProperty({ type: 'integer' })
  version: number;
}
