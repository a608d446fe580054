import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AppConfig } from '../../platform/config/config.js';
import { Housekeeping } from '../../platform/housekeeping/index.js';
import {
  deleteEndedApiKeys,
  deleteEndedSessions,
  deleteEndedTokens,
  deleteExpiredCounts,
  deleteExpiredRefreshTokens,
} from './auth-cleaning.queries.js';

/** Days for which an ended session can still be looked up in the database. */
const SESSION_DAYS = 30;
/** Days for which a refresh token is kept beyond its idle end. */
const REFRESH_TOKEN_DAYS = 1;
/** Days for which an ended API key can still be looked up by who reads the journal. */
const API_KEY_DAYS = 365;
/** Days for which a used, replaced or expired link is kept. */
const ONE_TIME_TOKEN_DAYS = 30;

/** What accounts leave behind; the journal keeps who did what. */
@Injectable()
export class AuthCleaning implements OnModuleInit {
  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly config: AppConfig,
  ) {}

  onModuleInit(): void {
    const { refreshIdleDays } = this.config;
    this.housekeeping.add('loginFailures', deleteExpiredCounts);
    this.housekeeping.add('sessions', (tx, now) =>
      deleteEndedSessions(tx, now, { days: SESSION_DAYS, idleDays: refreshIdleDays }),
    );
    this.housekeeping.add('refreshTokens', (tx, now) =>
      deleteExpiredRefreshTokens(tx, now, REFRESH_TOKEN_DAYS),
    );
    this.housekeeping.add('apiKeys', (tx, now) => deleteEndedApiKeys(tx, now, API_KEY_DAYS));
    this.housekeeping.add('oneTimeTokens', (tx, now) => deleteEndedTokens(tx, now, ONE_TIME_TOKEN_DAYS));
  }
}
