import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { AppConfig } from '../platform/config/config.js';
import { ApiKeyDirectory } from './api-keys/api-key-directory.js';
import { ApiKeysController } from './api-keys/api-keys.controller.js';
import { ApiKeysService } from './api-keys/api-keys.service.js';
import { AuditController } from './audit/audit.controller.js';
import { LoginFailures } from './audit/login-failures.service.js';
import { AccountNames } from './audit/account-names.service.js';
import { AuditService } from './audit/audit.service.js';
import { Refusals } from './audit/refusals.service.js';
import { SecurityLog } from './audit/security-log.service.js';
import { SecurityNotes } from './audit/security-notes.service.js';
import { AuthCleaning } from './cleaning/auth-cleaning.service.js';
import { AuthenticationGuard } from './guards/authentication.guard.js';
import { Credentials } from './guards/credentials.service.js';
import { JwtStrategy } from './guards/jwt.strategy.js';
import { InteractiveGuard } from './guards/interactive.guard.js';
import { EnrolmentGuard } from './guards/enrolment.guard.js';
import { PermissionGuard } from './guards/permission.guard.js';
import { RequestLimitGuard } from './guards/request-limit.guard.js';
import { RequestLimits } from './guards/request-limits.service.js';
import { Invitations } from './links/invitations.service.js';
import { LinkLimiter } from './links/link-limiter.js';
import { LinksController } from './links/links.controller.js';
import { OneTimeTokens } from './links/one-time-tokens.service.js';
import { PasswordByLink } from './links/password-by-link.service.js';
import { PasswordRecovery } from './links/password-recovery.service.js';
import { AccountService } from './login/account.service.js';
import { Registration } from './login/registration.service.js';
import { AuthController } from './login/auth.controller.js';
import { BreachedPasswords } from './login/breached/breached-passwords.service.js';
import { LoginLimiter } from './login/login-limiter.js';
import { LoginService } from './login/login.service.js';
import { PasswordConfirmation } from './login/password-confirmation.service.js';
import { PasswordHasher } from './login/password-hasher.js';
import { PasswordRules } from './login/password-rules.service.js';
import { StandingPassword } from './login/standing-password.service.js';
import { PrincipalMemory } from './permissions/principal-memory.js';
import { PrincipalDirectory } from './permissions/principal-directory.js';
import { ALGORITHM, AUDIENCE, ISSUER } from './sessions/access-token.js';
import { AccessTokens } from './sessions/access-tokens.service.js';
import { ProfileController } from './profile/profile.controller.js';
import { ProfileService } from './profile/profile.service.js';
import { keyIdOf, SigningKeys } from './sessions/signing-keys.js';
import { SessionService } from './sessions/session.service.js';
import { UserSessions } from './sessions/user-sessions.service.js';
import { RolesController } from './roles/roles.controller.js';
import { RolesService } from './roles/roles.service.js';
import { CodeLimiter } from './second-factor/code-limiter.js';
import { LoginSecondFactor } from './second-factor/login-second-factor.service.js';
import { SecondFactorChanges } from './second-factor/second-factor-changes.service.js';
import { SecondFactorCodes } from './second-factor/second-factor-codes.service.js';
import { SecondFactorEnrolment } from './second-factor/second-factor-enrolment.service.js';
import { SecondFactorProof } from './second-factor/second-factor-proof.service.js';
import { SecondFactorController } from './second-factor/second-factor.controller.js';
import { SecondFactorService } from './second-factor/second-factor.service.js';
import { SeedKeys } from './second-factor/seed-keys.js';
import { SeedResealing } from './second-factor/seed-resealing.service.js';
import { TeamsController } from './teams/teams.controller.js';
import { TeamsService } from './teams/teams.service.js';
import { UserAccessController } from './users/user-access.controller.js';
import { UserDirectory } from './users/user-directory.service.js';
import { ColleaguesController } from './colleagues/colleagues.controller.js';
import { ColleaguesService } from './colleagues/colleagues.service.js';
import { UsersController } from './users/users.controller.js';
import { UsersService } from './users/users.service.js';
import { WebSessionController } from './web-session/web-session.controller.js';
import { WebSessions } from './web-session/web-sessions.service.js';

/** Who people are and what they may do: users, teams, sessions, and the global guards that close every route. */
@Module({
  imports: [
    JwtModule.registerAsync({
      inject: [AppConfig],
      useFactory: (config: AppConfig) => ({
        secret: config.jwtSecret,
        signOptions: {
          algorithm: ALGORITHM,
          issuer: ISSUER,
          audience: AUDIENCE,
          expiresIn: config.accessTokenSeconds,
          keyid: keyIdOf(config.jwtSecret),
        },
      }),
    }),
  ],
  controllers: [
    AuthController,
    WebSessionController,
    LinksController,
    ProfileController,
    UsersController,
    ColleaguesController,
    UserAccessController,
    RolesController,
    SecondFactorController,
    ApiKeysController,
    TeamsController,
    AuditController,
  ],
  providers: [
    { provide: APP_GUARD, useClass: AuthenticationGuard },
    { provide: APP_GUARD, useClass: RequestLimitGuard },
    { provide: APP_GUARD, useClass: EnrolmentGuard },
    { provide: APP_GUARD, useClass: InteractiveGuard },
    { provide: APP_GUARD, useClass: PermissionGuard },
    Credentials,
    RequestLimits,
    AuthCleaning,
    SecurityLog,
    SecurityNotes,
    LoginFailures,
    AccountNames,
    AuditService,
    Refusals,
    PrincipalDirectory,
    LoginService,
    LoginLimiter,
    PasswordHasher,
    BreachedPasswords,
    PasswordRules,
    StandingPassword,
    PasswordConfirmation,
    LinkLimiter,
    OneTimeTokens,
    Invitations,
    PasswordRecovery,
    PasswordByLink,
    AccountService,
    Registration,
    ProfileService,
    SessionService,
    UserSessions,
    WebSessions,
    SigningKeys,
    AccessTokens,
    JwtStrategy,
    PrincipalMemory,
    ApiKeyDirectory,
    ApiKeysService,
    SeedKeys,
    CodeLimiter,
    SecondFactorCodes,
    LoginSecondFactor,
    SecondFactorProof,
    SecondFactorChanges,
    SecondFactorEnrolment,
    SecondFactorService,
    SeedResealing,
    UsersService,
    ColleaguesService,
    UserDirectory,
    RolesService,
    TeamsService,
  ],
  exports: [Credentials, UserDirectory],
})
export class AuthModule {}
