import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/access/index.js';
import { DomainError } from '../../../platform/errors/index.js';
import { PrismaService } from '../../../platform/prisma/prisma.service.js';
import { Clock } from '../../../platform/time/clock.js';
import { businessDateOf } from '../../../platform/time/rome.js';
import { applyClientRules } from '../client-rules.js';
import { toClientResponse } from '../client.mapper.js';
import type { ClientFieldsDto } from '../dto/client-fields.dto.js';
import { type Comparable, LIKELY_DUPLICATE, scoreDuplicate } from './domain/duplicate-score.js';
import type { DuplicateResponse, DuplicatesResponse } from './dto/duplicates.response.js';
import type { DraftClientDto } from './dto/draft-client.dto.js';
import { findCandidates } from './duplicates.queries.js';

const MOST_SHOWN = 20;
const CERTAIN = 100;

/** Who a new client might already be. */
@Injectable()
export class DuplicatesService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
  ) {}

  /**
   * Likely duplicates of a draft within the reader's scope, best first. Of clients outside of it only one thing is
   * said, as a create would say it: that their P.IVA is taken.
   * @throws DomainError VALIDATION_FAILED (400)
   */
  async find(actor: Principal, { exceptId, ...draft }: DraftClientDto): Promise<DuplicatesResponse> {
    const wanted = toComparable(applyClientRules(draft));
    const items = await this.likely(actor, wanted, exceptId);
    return { vatNumberTaken: await this.isVatNumberTaken(wanted.vatNumber, exceptId), items };
  }

  /**
   * For those who would rather not create a client than create it twice.
   * @throws DomainError LIKELY_DUPLICATE (409) with `duplicates`, best first
   */
  async assertNone(actor: Principal, fields: ClientFieldsDto & { name: string }): Promise<void> {
    const duplicates = await this.likely(actor, toComparable(fields), undefined);
    // The same P.IVA is refused by the create itself, with its own code.
    if (duplicates.length === 0 || duplicates[0]?.score === CERTAIN) return;
    throw new DomainError(
      'conflict',
      'LIKELY_DUPLICATE',
      'There are clients already who are likely to be this one. Nothing was created.',
      {
        members: {
          duplicates: duplicates.map(({ client, score, reasons }) => ({
            clientId: client.id,
            name: client.name,
            score,
            reasons,
          })),
        },
      },
    );
  }

  private async likely(
    actor: Principal,
    wanted: Comparable,
    exceptId: string | undefined,
  ): Promise<DuplicateResponse[]> {
    const today = businessDateOf(this.clock.now());
    const candidates = await findCandidates(this.prisma, actor.scope('client:read'), wanted);
    return candidates
      .filter(({ id }) => id !== exceptId)
      .map((client) => ({ ...scoreDuplicate(wanted, client), client: toClientResponse(client, today) }))
      .filter(({ score }) => score >= LIKELY_DUPLICATE)
      .sort((one, other) => other.score - one.score || one.client.id.localeCompare(other.client.id))
      .slice(0, MOST_SHOWN);
  }

  private async isVatNumberTaken(vatNumber: string | null, exceptId: string | undefined): Promise<boolean> {
    if (vatNumber === null) return false;
    const where = { vatNumber, deletedAt: null, ...(exceptId && { id: { not: exceptId } }) };
    return (await this.prisma.client.findFirst({ where, select: { id: true } })) !== null;
  }
}

function toComparable(fields: ClientFieldsDto & { name?: string | undefined }): Comparable {
  const { name, vatNumber, taxCode, email, pecEmail, phone, street, city, postalCode } = fields;
  return {
    name: name ?? null,
    vatNumber: vatNumber ?? null,
    taxCode: taxCode ?? null,
    email: email ?? null,
    pecEmail: pecEmail ?? null,
    phone: phone ?? null,
    street: street ?? null,
    city: city ?? null,
    postalCode: postalCode ?? null,
  };
}
