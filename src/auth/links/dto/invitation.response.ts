export class InvitationResponse {
  /** Works once, and until another one is made. Shown only now: hand it over if it was not mailed. */
  link: string;

  /** 72 hours from now. */
  expiresAt: Date;

  /** Whether a letter with the link is on its way to the user. */
  mailed: boolean;
}
