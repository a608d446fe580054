import { Prisma } from '../../platform/prisma/generated/client.js';
import { toDateColumn } from '../../platform/time/rome.js';
import type { ClientFieldsDto } from './dto/client-fields.dto.js';

type Columns<Fields> = Omit<Fields, 'admExpiresOn' | 'openingHours' | 'openingExceptions'> & {
  admExpiresOn?: Date | null;
  openingHours?: Prisma.InputJsonObject | typeof Prisma.DbNull;
  openingExceptions?: Prisma.InputJsonArray | typeof Prisma.DbNull;
};

/** The fields as their columns take them; what is left out stays out. */
export function toColumns<Fields extends ClientFieldsDto>({
  admExpiresOn,
  openingHours,
  openingExceptions,
  ...fields
}: Fields): Columns<Fields> {
  return {
    ...fields,
    ...(admExpiresOn !== undefined && {
      admExpiresOn: admExpiresOn === null ? null : toDateColumn(admExpiresOn),
    }),
    ...(openingHours !== undefined && {
      openingHours: (openingHours as Prisma.InputJsonObject | null) ?? Prisma.DbNull,
    }),
    ...(openingExceptions !== undefined && {
      openingExceptions: (openingExceptions as unknown as Prisma.InputJsonArray | null) ?? Prisma.DbNull,
    }),
  };
}
