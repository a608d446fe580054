import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsString, MaxLength, MinLength } from 'class-validator';
import { LONGEST_TAG, MOST_TAGS, tidyTag, tidyTags } from '../domain/tag.js';

export class RemoveTagsDto {
  /** In any spelling: case and accents don't matter. */
  @Transform(({ value }: { value: unknown }) => tidyTags(value))
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_TAGS)
  @IsString({ each: true })
  @MinLength(1, { each: true })
  @MaxLength(LONGEST_TAG, { each: true })
  @ApiProperty({ type: [String], example: ['fiera 2025', 'Fiera'] })
  tags: string[];
}

export class RenameTagsDto extends RemoveTagsDto {
  /** What they are called from now on. */
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? tidyTag(value) : value))
  @IsString()
  @MinLength(1)
  @MaxLength(LONGEST_TAG)
  @ApiProperty({ example: 'fiera' })
  to: string;
}
