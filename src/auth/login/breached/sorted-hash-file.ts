import { type FileHandle, open } from 'node:fs/promises';

/** A hash or its first sixteen digits and more; what follows a colon is how often it was seen. */
const LINE = /^([0-9A-Fa-f]{16,40})(:\d{1,12})?\r?$/;
/** Holds the rest of one line and the whole of the next. */
const WINDOW = 160;
/** Lines that are compared when the file is opened, spread evenly over it. */
const SAMPLES = 2048;

/** The file can't be used, and why. */
export class HashListError extends Error {}

interface Line {
  hash: string;
  /** Where it begins, and where the one after it does. */
  start: number;
  end: number;
}

/**
 * A text file with one hexadecimal hash a line, in ascending order, searched on disk by halves: the memory it takes
 * does not depend on its size, and the largest lists that exist need about forty short reads.
 */
export class SortedHashFile {
  private constructor(
    private readonly file: FileHandle,
    private readonly size: number,
  ) {}

  /** @throws HashListError when it is no such list; the system's own error when it can't be read */
  static async open(path: string): Promise<SortedHashFile> {
    const file = await open(path, 'r');
    try {
      const stat = await file.stat();
      if (!stat.isFile() || stat.size === 0) throw new HashListError('names no file with hashes in it');
      const list = new SortedHashFile(file, stat.size);
      await list.check();
      return list;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** @param hash 40 digits in upper case; a shorter one in the file stands for all that begin with it */
  async has(hash: string): Promise<boolean> {
    let [low, high] = [0, this.size];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const line = await this.lineFrom(middle);
      const side = line && line.start < high ? compare(line.hash, hash) : 1;
      if (side === 0) return true;
      if (side < 0 && line) low = line.end;
      else high = middle;
    }
    return false;
  }

  async close(): Promise<void> {
    await this.file.close();
  }

  /** Reads evenly spread lines; of a short file each one. */
  private async check(): Promise<void> {
    const step = Math.max(1, Math.floor(this.size / SAMPLES));
    let before: Line | undefined;
    for (let at = 0; at < this.size; at = Math.max(at + step, before?.end ?? 0)) {
      const line = await this.lineFrom(at);
      if (!line) break;
      if (before && compare(before.hash, line.hash) > 0)
        throw new HashListError('is not sorted by hash: sort it with LC_ALL=C sort');
      before = line;
    }
  }

  /** The first line that begins at this offset or after it; undefined behind the last one. */
  private async lineFrom(offset: number): Promise<Line | undefined> {
    // One byte more in front shows whether a line begins at the offset itself.
    const from = Math.max(0, offset - 1);
    const { buffer, bytesRead } = await this.file.read(Buffer.alloc(WINDOW), 0, WINDOW, from);
    const text = buffer.toString('latin1', 0, bytesRead);
    const begin = offset === 0 ? 0 : text.indexOf('\n') + 1;
    if (offset !== 0 && begin === 0 && bytesRead === WINDOW) throw notHashes();
    if ((offset !== 0 && begin === 0) || begin >= bytesRead) return undefined;
    const newline = text.indexOf('\n', begin);
    const stop = newline === -1 ? bytesRead : newline;
    const [, hash] = LINE.exec(text.slice(begin, stop)) ?? [];
    if (hash === undefined) throw notHashes();
    return { hash: hash.toUpperCase(), start: from + begin, end: from + stop + 1 };
  }
}

function notHashes(): HashListError {
  return new HashListError('must hold one hexadecimal SHA-1 a line, as HASH or HASH:COUNT');
}

function compare(line: string, hash: string): number {
  const known = hash.slice(0, line.length);
  if (line === known) return 0;
  return line < known ? -1 : 1;
}
