import { Injectable } from '@nestjs/common';
import { PrismaService } from '../../../platform/prisma/prisma.service.js';
import { readChunk, storeChunk } from './chunk.queries.js';
import { type FileEncoding, EncodingProbe } from './encoding-probe.js';

const CHUNK_BYTES = 262_144;

/** The bytes of uploaded files, in the database until their rows are written, a day at most: any replica can go on with them. */
@Injectable()
export class FileStore {
  constructor(private readonly prisma: PrismaService) {}

  /**
   * Stores a file as it arrives; of a big one, about a quarter of a megabyte is held at a time. What a failing upload had stored is
   * taken away again.
   * @throws ImportFailure when it is empty or no text
   */
  async store(importId: string, stream: AsyncIterable<Uint8Array>): Promise<FileEncoding> {
    const probe = new EncodingProbe();
    let sequence = 0;
    try {
      for await (const bytes of inChunks(stream)) {
        probe.push(bytes);
        await storeChunk(this.prisma.pool, importId, sequence++, bytes);
      }
      return probe.verdict();
    } catch (error) {
      await this.remove(importId);
      throw error;
    }
  }

  async *read(importId: string): AsyncGenerator<Uint8Array, void> {
    for (let sequence = 0; ; sequence += 1) {
      const bytes = await readChunk(this.prisma.pool, importId, sequence);
      if (!bytes) return;
      yield bytes;
    }
  }

  async remove(importId: string): Promise<void> {
    await this.prisma.importChunk.deleteMany({ where: { importId } });
  }
}

async function* inChunks(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const bytes of stream) {
    held.push(bytes);
    size += bytes.length;
    if (size < CHUNK_BYTES) continue;
    yield Buffer.concat(held);
    held = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(held);
}
