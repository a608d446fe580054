import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Principal, within } from '../../platform/access/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { JournalService } from '../../platform/journal/index.js';
import { listPage, type Page } from '../../platform/listing/index.js';
import type { Prisma } from '../../platform/prisma/generated/client.js';
import { PrismaService } from '../../platform/prisma/prisma.service.js';
import type { ImportListQuery } from './dto/import-list.query.js';
import { type ImportAcceptedResponse, type ImportResponse, toImportResponse } from './dto/import.response.js';
import type { CreateImportDto } from './dto/create-import.dto.js';
import { FileStore } from './file/file-store.service.js';
import { ImportFailure } from './import-failure.js';
import { recordImport } from './import-journal.js';
import { Targets } from './targets/targets.service.js';
import { readForm } from './upload/read-form.js';
import type { Upload } from './upload/upload-parts.decorator.js';
import { ImportWorker } from './worker/import-worker.service.js';

const SORTS = { createdAt: { column: 'createdAt', kind: 'date' } } as const;
const MAX_FILE_NAME = 255;

/** Files that people bring: received and shown. The work on them is the worker's. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly journal: JournalService,
    private readonly files: FileStore,
    private readonly targets: Targets,
    private readonly worker: ImportWorker,
  ) {}

  /**
   * Takes a file in; once this has answered, the dry run happens whatever befalls this replica.
   * @throws DomainError VALIDATION_FAILED, FILE_MISSING, FILE_EMPTY, FILE_UNREADABLE (400), FIELD_HIDDEN (403), BODY_TOO_LARGE (413)
   */
  async create(actor: Principal, parts: Upload): Promise<ImportAcceptedResponse> {
    const id = randomUUID();
    try {
      const { form, file } = await this.receive(id, parts);
      if (!file) throw DomainError.field('/file', 'FILE_MISSING', 'Send the CSV as the part “file”.');
      const body = await readForm(form);
      await this.targets.assertUsable(body, actor);
      await this.record(actor, id, body, file);
    } catch (error) {
      await this.files.remove(id);
      throw error;
    }
    this.prisma.afterCommit(() => this.worker.nudge());
    return { id, status: 'CHECKING' };
  }

  list(actor: Principal, query: ImportListQuery): Promise<Page<ImportResponse>> {
    const { type, status } = query;
    return listPage({
      query,
      sorts: SORTS,
      defaultSort: '-createdAt',
      where: { AND: [this.visible(actor), { type, status }] },
      find: (args) => this.prisma.import.findMany(args),
      count: (args) => this.prisma.import.count(args),
      toItem: toImportResponse,
    });
  }

  /** @throws DomainError NOT_FOUND */
  async get(actor: Principal, id: string): Promise<ImportResponse> {
    const found = await this.prisma.import.findFirst({ where: { AND: [{ id }, this.visible(actor)] } });
    if (!found) throw DomainError.notFound('import');
    return toImportResponse(found);
  }

  private visible(actor: Principal): Prisma.ImportWhereInput {
    return within<Prisma.ImportWhereInput>(actor.scope('import:read'), 'createdBy');
  }

  private async receive(
    id: string,
    parts: Upload,
  ): Promise<{ form: Record<string, string>; file?: ReceivedFile }> {
    const form: Record<string, string> = {};
    let file: ReceivedFile | undefined;
    for await (const part of parts) {
      if (part.type === 'field') form[part.fieldname] = String(part.value);
      else if (part.fieldname !== 'file')
        throw DomainError.field(`/${part.fieldname}`, 'UNKNOWN_FIELD', 'The file comes as the part “file”.');
      else
        file = {
          name: fileNameOf(part.filename),
          encoding: await this.files.store(id, part.file).catch(refuseUnreadable),
        };
    }
    return { form, file };
  }

  private async record(
    actor: Principal,
    id: string,
    body: CreateImportDto,
    file: ReceivedFile,
  ): Promise<void> {
    const { type, key, mapping = {}, defaults = {} } = body;
    await this.prisma.$transaction(async (tx) => {
      await tx.import.create({
        data: {
          id,
          type,
          key,
          mapping,
          guessed: Object.keys(mapping).length === 0,
          defaults,
          fileName: file.name,
          encoding: file.encoding,
          createdById: actor.userId,
        },
      });
      await recordImport(tx, this.journal, actor, id, 'created', { type, fileName: file.name });
    });
  }
}

interface ReceivedFile {
  name: string;
  encoding: string;
}

function refuseUnreadable(error: unknown): never {
  if (error instanceof ImportFailure)
    throw DomainError.field('/file', error.code, `${error.message} ${error.it}`);
  throw error;
}

/** A name to show: without control characters and marks that turn the direction of writing, not cut through a character; some senders give none. */
function fileNameOf(given: string | undefined): string {
  const printable = (given ?? '')
    .replaceAll(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .slice(0, MAX_FILE_NAME)
    .toWellFormed();
  return printable || 'file.csv';
}
