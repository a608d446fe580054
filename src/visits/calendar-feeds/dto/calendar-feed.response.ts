import { ApiProperty } from '@nestjs/swagger';

export class CalendarFeedResponse {
  @ApiProperty({ format: 'uuid' })
  id: string;

  /** Where one uses it, to tell it from others. */
  name: string;

  createdAt: Date;

  /** Since when the present address is good, where it was changed. */
  rotatedAt: Date | null;

  /** To the hour; null: never. */
  lastReadAt: Date | null;
}

export class NewCalendarFeedResponse extends CalendarFeedResponse {
  /** For a calendar program to subscribe to. Whoever has it reads one's visits; it can't be shown again. */
  @ApiProperty({ format: 'uri', example: 'https://crm.example.it/api/v1/calendar/3fQ9….ics' })
  address: string;
}
