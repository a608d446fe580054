import { IsString, MaxLength } from 'class-validator';
import { IsOmittable } from '../../platform/http/index.js';
import { SubjectDto } from '../subjects/subject.dto.js';

export class EraseSubjectDto extends SubjectDto {
  /** The `confirmation` of the dry run. Left out: a dry run, which changes nothing. */
  @IsOmittable()
  @IsString()
  @MaxLength(100)
  confirmation?: string;
}
