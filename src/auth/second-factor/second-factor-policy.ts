/** Whether a role may not go without a second factor. The answer is the operator's, never a setting of the account. */
export function needsSecondFactor(
  { requireAdminTotp }: { requireAdminTotp: boolean },
  role: string,
): boolean {
  return requireAdminTotp && role === 'ADMIN';
}
