import { destination, type DestinationStream } from 'pino';

/** Bytes that are written at once, and milliseconds after which a line no longer waits for others. */
const ENOUGH = 4096;
const AT_THE_LATEST = 200;
/** Bytes that are kept while they can't be written, because the disk is full; what comes on top is dropped. */
const MOST_KEPT = 1_048_576;

/**
 * The standard output, to which lines go a dozen at a time: a system call for each is 7 % of a short request. A process
 * that ends otherwise than by `kill -9` leaves none behind.
 */
class LogOutput implements DestinationStream {
  private output: ReturnType<typeof destination> | undefined;
  private timer: NodeJS.Timeout | undefined;

  write(line: string): void {
    this.output ??= this.open();
    this.output.write(line);
    this.timer ??= setTimeout(() => this.flush(), AT_THE_LATEST).unref();
  }

  private flush(): void {
    this.timer = undefined;
    this.output?.flush();
  }

  /** Only when there is something to say: who is silent, such as a story, leaves no listener behind. */
  private open(): ReturnType<typeof destination> {
    const output = destination({ fd: 1, sync: true, minLength: ENOUGH, maxLength: MOST_KEPT });
    // Without a listener, a full disk would end the process. Each later line tries again.
    output.on('error', () => undefined);
    // Not `flushSync`, which tries for ever when nobody reads any more: the process would not end.
    process.on('exit', () => this.flush());
    return output;
  }
}

/** One for the process. */
export const logOutput = new LogOutput();
