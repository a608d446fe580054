import { hostname } from 'node:os';
import { validateCronExpression } from 'cron';

export type Environment = 'development' | 'test' | 'production';

/** Everything the application takes from its surroundings, read once at boot. */
export class AppConfig {
  readonly environment: Environment;
  readonly port: number;
  /** Address to listen on. */
  readonly host: string;
  readonly databaseUrl: string;
  /** PostgreSQL without a pooler in between, for locks that live as long as a session; the same where there is no pooler. */
  readonly databaseDirectUrl: string;
  /** A streaming replica that reports are read from; undefined: they are read from the one database. */
  readonly databaseReplicaUrl: string | undefined;
  /** Connections of this process to PostgreSQL. */
  readonly databasePoolSize: number;
  /** HMAC key that signs the access tokens, at least 32 bytes. */
  readonly jwtSecret: string;
  /** A second key whose tokens are accepted: the coming or the former one, while keys are rotated. */
  readonly jwtSecondSecret: string | undefined;
  /** Seals the seeds of authenticator apps, at least 32 bytes. */
  readonly totpKey: string;
  /** A second key that opens seeds: the coming or the former one, while keys are rotated. */
  readonly totpSecondKey: string | undefined;
  /** An ADMIN without a second factor may do nothing but switch one on. */
  readonly requireAdminTotp: boolean;
  /** Seconds for which a process that was told to stop still serves, with readiness red. */
  readonly drainSeconds: number;
  readonly accessTokenSeconds: number;
  /** A refresh token not used for so long is dead. */
  readonly refreshIdleDays: number;
  /** A login ends after so long, however much it is used. */
  readonly refreshAbsoluteDays: number;
  /** Origins a browser may call from; none by default. */
  readonly corsOrigins: readonly string[];
  /** Number of proxies in front whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: number;
  /** Swagger UI and the OpenAPI document; closed in production unless opened. */
  readonly docsEnabled: boolean;
  readonly metricsEnabled: boolean;
  readonly logLevel: string;
  /** VROOM service; empty: the in-process engine plans alone. */
  readonly vroomUrl: string | undefined;
  /** OSRM service; empty: travel is estimated from the great circle. */
  readonly osrmUrl: string | undefined;
  /** Speed of the travel estimate, km/h. */
  readonly routeSpeedKmh: number;
  /** Address of map tiles with {z}, {x} and {y}; undefined: the pages' maps have a backdrop of their own. */
  readonly mapTiles: string | undefined;
  /** Whose tiles they are, shown on each map; an address at its end becomes the link. */
  readonly mapAttribution: string;
  /** Cron expression of the KPI refresh; empty switches the schedule off. */
  readonly kpiRefreshCron: string;
  /** Cron expression of the cleaning; its first tick of a business day does that day's. Empty switches it off. */
  readonly housekeepingCron: string;
  /** Cron expression of the look for events to send, with seconds; empty switches it off. */
  readonly webhookCron: string;
  /** Seconds within which a receiver of events has to answer. */
  readonly webhookTimeoutSeconds: number;
  /** Whether events may be sent to this very machine, without TLS too; for trying out, never in production. */
  readonly webhookAllowLoopback: boolean;
  /** Cron expression of the letters that remind of activities; empty switches them off. */
  readonly remindersCron: string;
  /** Cron expression of the weekly letters with figures; empty switches them off. */
  readonly summaryCron: string;
  /** Days for which it is kept where an agent stood at a check-in. */
  readonly checkInPositionDays: number;
  /** Months of silence after which prospects are erased; 0: never. */
  readonly prospectRetentionMonths: number;
  /** Requests per minute and user (or address, before login). */
  readonly requestsPerMinute: number;
  /** The same for each kind of costly request (import, export, planning), over all replicas. */
  readonly costlyPerMinute: number;
  /** How many costly requests of one kind a user may run at the same time, over all replicas. */
  readonly costlyAtOnce: number;
  /** How many streams of what happens on boards this process keeps open. */
  readonly boardStreams: number;
  /** The largest file that an import takes, in megabytes, and its most rows. */
  readonly importMaxMegabytes: number;
  readonly importMaxRows: number;
  /** Mail server, `smtp://` or `smtps://`; undefined: no mail leaves. */
  readonly smtpUrl: string | undefined;
  /** Sender of mails: an address, or `Name <address>`. */
  readonly mailFrom: string;
  /** Where people open the CRM; the links in mails begin with it. */
  readonly publicUrl: string;
  /**
   * Sorted list of SHA-1 hashes of breached passwords; undefined: only the list that is compiled in. Production goes
   * without one only where `none` is written, so that it is never missing by oversight.
   */
  readonly breachedPasswordsFile: string | undefined;
  /** Name of this replica in logs and run rows. */
  readonly instance: string;
}

/** Says everything that is wrong with the environment at once, naming variables and never their values. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The configuration is not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

const SENDER = /^([^<>\r\n]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/;
const SAMPLE_SECRETS = /change-?me|secret|password|example|nexus/i;

/**
 * Reads the environment into an {@link AppConfig}.
 * @throws ConfigError with every problem found
 */
export function readConfig(env: NodeJS.ProcessEnv): AppConfig {
  const problems: string[] = [];
  const text = (name: string, fallback = ''): string => env[name]?.trim() || fallback;
  const whole = (name: string, fallback: number, min: number, max: number): number => {
    const value = Number(text(name, String(fallback)));
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    problems.push(`${name} must be a whole number from ${min} to ${max}`);
    return fallback;
  };
  const flag = (name: string, fallback: boolean): boolean => {
    const value = text(name, String(fallback));
    if (value !== 'true' && value !== 'false') problems.push(`${name} must be true or false`);
    return value === 'true';
  };
  const url = (name: string): string | undefined => {
    const value = text(name);
    if (value && !URL.canParse(value)) problems.push(`${name} must be an absolute URL`);
    return value || undefined;
  };
  const webAddress = (name: string): string | undefined => {
    const value = url(name);
    if (value && URL.canParse(value) && !/^https?:$/.test(new URL(value).protocol))
      problems.push(`${name} must be an http:// or https:// address`);
    return value;
  };

  const secret = (name: string): string => {
    const value = text(name);
    if (Buffer.byteLength(value) < 32)
      problems.push(`${name} must have at least 32 bytes (openssl rand -base64 48)`);
    else if (production && (SAMPLE_SECRETS.test(value) || new Set(value).size < 12))
      problems.push(`${name} looks like a sample value: make one with openssl rand -base64 48`);
    return value;
  };
  const optionalSecret = (name: string): string | undefined => (text(name) ? secret(name) : undefined);

  const environment = text('NODE_ENV');
  if (!isEnvironment(environment)) problems.push('NODE_ENV must be development, test or production');
  const production = environment === 'production';

  const databaseUrl = text('DATABASE_URL');
  if (!/^postgres(ql)?:\/\//.test(databaseUrl)) problems.push('DATABASE_URL must be a postgresql:// address');
  else if (production && usesSamplePassword(databaseUrl))
    problems.push('DATABASE_URL uses a sample password');

  const otherDatabase = (name: string): string | undefined => {
    const value = text(name);
    if (value && !/^postgres(ql)?:\/\//.test(value)) problems.push(`${name} must be a postgresql:// address`);
    else if (value && production && usesSamplePassword(value))
      problems.push(`${name} uses a sample password`);
    return value || undefined;
  };

  const breachedPasswords = text('BREACHED_PASSWORDS_FILE');
  if (production && !breachedPasswords) {
    problems.push(
      'BREACHED_PASSWORDS_FILE must name a list of stolen passwords, or say none (docs/accounts.md tells where to get one)',
    );
  }

  const config: AppConfig = {
    environment: isEnvironment(environment) ? environment : 'development',
    port: whole('PORT', 3000, 0, 65_535),
    host: text('HOST', production ? '0.0.0.0' : '127.0.0.1'),
    databaseUrl,
    databaseDirectUrl: otherDatabase('DATABASE_DIRECT_URL') ?? databaseUrl,
    databaseReplicaUrl: otherDatabase('DATABASE_REPLICA_URL'),
    databasePoolSize: whole('DATABASE_POOL_SIZE', 10, 1, 200),
    jwtSecret: secret('JWT_SECRET'),
    jwtSecondSecret: optionalSecret('JWT_SECOND_SECRET'),
    // Beside production nobody has to make another key for a database that is thrown away.
    totpKey: production || text('TOTP_KEY') ? secret('TOTP_KEY') : text('JWT_SECRET'),
    totpSecondKey: optionalSecret('TOTP_SECOND_KEY'),
    requireAdminTotp: flag('AUTH_REQUIRE_ADMIN_TOTP', false),
    drainSeconds: whole('DRAIN_SECONDS', production ? 2 : 0, 0, 4),
    accessTokenSeconds: whole('ACCESS_TOKEN_SECONDS', 600, 60, 3600),
    refreshIdleDays: whole('REFRESH_IDLE_DAYS', 7, 1, 90),
    refreshAbsoluteDays: whole('REFRESH_ABSOLUTE_DAYS', 30, 1, 365),
    corsOrigins: text('CORS_ORIGINS')
      .split(',')
      .map((origin) => origin.trim())
      .filter(Boolean),
    trustedProxies: whole('TRUSTED_PROXIES', 0, 0, 10),
    docsEnabled: flag('DOCS_ENABLED', !production),
    metricsEnabled: flag('METRICS_ENABLED', !production),
    logLevel: text('LOG_LEVEL', 'info'),
    vroomUrl: webAddress('VROOM_URL'),
    osrmUrl: webAddress('OSRM_URL'),
    routeSpeedKmh: whole('ROUTE_SPEED_KMH', 40, 5, 130),
    mapTiles: webAddress('MAP_TILES'),
    mapAttribution: text('MAP_ATTRIBUTION'),
    kpiRefreshCron: env['KPI_REFRESH_CRON'] ?? '*/5 * * * *',
    housekeepingCron: env['HOUSEKEEPING_CRON'] ?? '17 * * * *',
    webhookCron: env['WEBHOOK_CRON'] ?? '* * * * * *',
    webhookTimeoutSeconds: whole('WEBHOOK_TIMEOUT_SECONDS', 10, 1, 30),
    webhookAllowLoopback: flag('WEBHOOK_ALLOW_LOOPBACK', false),
    remindersCron: env['REMINDERS_CRON'] ?? '* * * * *',
    summaryCron: env['SUMMARY_CRON'] ?? '* * * * *',
    checkInPositionDays: whole('CHECK_IN_POSITION_DAYS', 30, 1, 365),
    prospectRetentionMonths: whole('PROSPECT_RETENTION_MONTHS', 0, 0, 120),
    requestsPerMinute: whole('REQUESTS_PER_MINUTE', 600, 1, 1_000_000),
    costlyPerMinute: whole('COSTLY_PER_MINUTE', 20, 1, 1_000_000),
    costlyAtOnce: whole('COSTLY_AT_ONCE', 2, 1, 100),
    boardStreams: whole('BOARD_STREAMS', 200, 1, 10_000),
    importMaxMegabytes: whole('IMPORT_MAX_MEGABYTES', 64, 1, 1024),
    importMaxRows: whole('IMPORT_MAX_ROWS', 500_000, 1, 5_000_000),
    smtpUrl: url('SMTP_URL'),
    mailFrom: text('MAIL_FROM'),
    publicUrl: url('PUBLIC_URL')?.replace(/\/+$/, '') ?? `http://localhost:${text('PORT', '3000')}`,
    breachedPasswordsFile: breachedPasswords === 'none' ? undefined : breachedPasswords || undefined,
    instance: text('INSTANCE', hostname()),
  };
  if (config.corsOrigins.includes('*')) problems.push('CORS_ORIGINS must name origins; * is refused');
  for (const [name, cron] of [
    ['KPI_REFRESH_CRON', config.kpiRefreshCron],
    ['HOUSEKEEPING_CRON', config.housekeepingCron],
    ['WEBHOOK_CRON', config.webhookCron],
    ['REMINDERS_CRON', config.remindersCron],
    ['SUMMARY_CRON', config.summaryCron],
  ] as const) {
    if (cron && !validateCronExpression(cron).valid)
      problems.push(`${name} must be a cron expression, or empty`);
  }
  if (production && config.webhookAllowLoopback)
    problems.push('WEBHOOK_ALLOW_LOOPBACK is for development and tests; production refuses it');
  if (!['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'].includes(config.logLevel)) {
    problems.push('LOG_LEVEL must be fatal, error, warn, info, debug, trace or silent');
  }
  problems.push(...mapProblems(config, production));
  problems.push(...mailProblems(config, production && !text('PUBLIC_URL')));
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

function mailProblems({ smtpUrl, mailFrom, publicUrl }: AppConfig, hasNoPublicUrl: boolean): string[] {
  const problems: string[] = [];
  if (!/^https?:/.test(publicUrl)) problems.push('PUBLIC_URL must be an http:// or https:// address');
  if (smtpUrl === undefined) return problems;
  if (!/^smtps?:\/\//.test(smtpUrl)) problems.push('SMTP_URL must be an smtp:// or smtps:// address');
  if (!SENDER.test(mailFrom))
    problems.push('MAIL_FROM must be an address or "Name <address>" when SMTP_URL is set');
  if (hasNoPublicUrl) problems.push('PUBLIC_URL must be set with SMTP_URL: the links in mails begin with it');
  return problems;
}

function mapProblems({ mapTiles, mapAttribution }: AppConfig, production: boolean): string[] {
  if (mapTiles === undefined || !URL.canParse(mapTiles)) return [];
  const problems: string[] = [];
  const { protocol, host } = new URL(mapTiles);
  if (!['{z}', '{x}', '{y}'].every((part) => mapTiles.includes(part)) || !/^[\w.:[\]-]+$/.test(host))
    problems.push('MAP_TILES must have {z}, {x} and {y} in its path, on one host');
  if (production && protocol !== 'https:')
    problems.push('MAP_TILES must be an https:// address in production');
  if (!mapAttribution) problems.push('MAP_ATTRIBUTION must say whose the tiles of MAP_TILES are');
  return problems;
}

function isEnvironment(value: string): value is Environment {
  return value === 'development' || value === 'test' || value === 'production';
}

function usesSamplePassword(databaseUrl: string): boolean {
  const password = URL.canParse(databaseUrl) ? decodeURIComponent(new URL(databaseUrl).password) : '';
  return ['', 'postgres', 'nexus', 'password', 'change-me', 'changeme'].includes(password.toLowerCase());
}
