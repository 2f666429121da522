/** What was looked at, how it is, and what to do where it is not well. */
export interface Finding {
  readonly check: string;
  /** `watch`: works, and will not for ever, or not as meant; `wrong`: somebody has to act. */
  readonly state: 'sound' | 'watch' | 'wrong';
  readonly said: string;
  readonly todo?: string;
}

export const sound = (check: string, said: string): Finding => ({ check, state: 'sound', said });
export const watch = (check: string, said: string, todo: string): Finding => ({
  check,
  state: 'watch',
  said,
  todo,
});
export const wrong = (check: string, said: string, todo: string): Finding => ({
  check,
  state: 'wrong',
  said,
  todo,
});
