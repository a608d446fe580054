import { createHash } from 'node:crypto';
import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { AppConfig, ConfigError } from '../../../platform/config/config.js';
import { HashListError, SortedHashFile } from './sorted-hash-file.js';

/**
 * The list of stolen passwords that BREACHED_PASSWORDS_FILE names, looked up without leaving the machine. The commonest
 * of them are compiled in and refused without it; a list that is named but can't be used stops the start.
 */
@Injectable()
export class BreachedPasswords implements OnModuleInit, OnApplicationShutdown {
  private list: SortedHashFile | undefined;

  constructor(private readonly config: AppConfig) {}

  /** @throws ConfigError when the file is missing, unreadable, empty, not such a list, or not sorted */
  async onModuleInit(): Promise<void> {
    const path = this.config.breachedPasswordsFile;
    if (path === undefined) return;
    try {
      this.list = await SortedHashFile.open(path);
    } catch (error) {
      throw new ConfigError([`BREACHED_PASSWORDS_FILE ${whyNot(error)}`]);
    }
  }

  async contain(password: string): Promise<boolean> {
    if (!this.list) return false;
    return this.list.has(createHash('sha1').update(password).digest('hex').toUpperCase());
  }

  async onApplicationShutdown(): Promise<void> {
    await this.list?.close();
  }
}

/** Neither the path nor a line of the file. */
function whyNot(error: unknown): string {
  if (error instanceof HashListError) return error.message;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === undefined) throw error;
  return `can't be read (${code})`;
}
