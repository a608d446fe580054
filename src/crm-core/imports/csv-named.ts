import type { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';

/** An answer that a browser saves beside the file from which it comes, under a harmless name. */
export function csvNamed(csv: Readable, fileName: string, what: string): StreamableFile {
  return new StreamableFile(csv, {
    type: 'text/csv; charset=utf-8',
    disposition: `attachment; filename="${harmless(fileName)}-${what}.csv"`,
  });
}

/** Without its ending, whatever its sender called it: no path, no quote, no hidden file. */
function harmless(fileName: string): string {
  const stem = fileName.replace(/\.\w*$/, '').replace(/[^\w.-]/g, '_');
  return stem.replace(/^\.+/, '') || 'file';
}
