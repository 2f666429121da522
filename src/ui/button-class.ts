export type ButtonVariant = 'primary' | 'quiet' | 'danger';
export type ButtonSize = 'sm' | 'md';

const VARIANTS = { primary: 'btn-primary', quiet: 'btn-quiet', danger: 'btn-danger' } as const;

/** Classes shared by everything that looks like a button. */
export function buttonClass(variant: ButtonVariant, size: ButtonSize, extra = ''): string {
  return ['btn', VARIANTS[variant], size === 'sm' ? 'btn-sm' : '', extra].filter(Boolean).join(' ');
}
