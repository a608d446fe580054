type Lifecycle = 'LEAD' | 'PROSPECT' | 'CUSTOMER' | 'DORMANT' | 'LOST';

/** The steps up that a conversion may take; anything else is an edit of `lifecycle`. */
const STEPS: Readonly<Partial<Record<Lifecycle, readonly Lifecycle[]>>> = {
  LEAD: ['PROSPECT', 'CUSTOMER'],
  PROSPECT: ['CUSTOMER'],
};

export const CONVERSION_TARGETS = ['PROSPECT', 'CUSTOMER'] as const;
export type ConversionTarget = (typeof CONVERSION_TARGETS)[number];

export function canConvert(from: Lifecycle, to: ConversionTarget): boolean {
  return STEPS[from]?.includes(to) ?? false;
}
