import { DomainError } from '../errors/domain-error.js';
import type { AccessScope } from './access-scope.js';
import type { Permission, PermissionTable } from './permission.js';
import type { ProtectedField } from './protected-fields.js';

/** What a role gives and takes. */
export interface Rights {
  readonly permissions: PermissionTable;
  /** The protected fields that the role does not see. */
  readonly hiddenFields: ReadonlySet<ProtectedField>;
}

/** Who acts: the argument of every use case, never ambient state. */
export class Principal {
  constructor(
    readonly userId: string,
    readonly fullName: string,
    readonly role: string,
    readonly teamId: string | null,
    readonly sessionId: string,
    readonly rights: Rights,
    /** The request on whose behalf it acts; stands in every journal row. */
    readonly requestId: string | null = null,
    /** Has to switch a second factor on before anything else. */
    readonly mustEnrol = false,
    /** The API key with which it acts; null: a session of its own. */
    readonly apiKeyId: string | null = null,
  ) {}

  get permissions(): PermissionTable {
    return this.rights.permissions;
  }

  get hiddenFields(): ReadonlySet<ProtectedField> {
    return this.rights.hiddenFields;
  }

  /** The same principal, on behalf of one request. */
  forRequest(requestId: string): Principal {
    const { userId, fullName, role, teamId, sessionId, rights, mustEnrol, apiKeyId } = this;
    return new Principal(userId, fullName, role, teamId, sessionId, rights, requestId, mustEnrol, apiKeyId);
  }

  can(permission: Permission): boolean {
    return this.permissions[permission] !== undefined;
  }

  /** Whether the role keeps this field from its holders. */
  hides(field: ProtectedField): boolean {
    return this.hiddenFields.has(field);
  }

  /**
   * The rows that a permission reaches for this principal.
   * @throws DomainError FORBIDDEN when the role does not hold it at all
   */
  scope(permission: Permission): AccessScope {
    const level = this.permissions[permission];
    switch (level) {
      case 'own':
        return { kind: 'own', userId: this.userId };
      case 'team':
        // Somebody without a team leads nobody: only the own rows remain.
        return this.teamId ? { kind: 'team', teamId: this.teamId } : { kind: 'own', userId: this.userId };
      case 'all':
        return { kind: 'all' };
      case undefined:
        throw new DomainError('forbidden', 'FORBIDDEN', `Your role does not allow ${permission}.`);
    }
  }
}
