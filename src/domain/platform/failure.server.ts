/**
 * A start-up failure a person can act on: what happened, and what to do. `npm start` and `kc`
 * print both lines and end with status 1; anything else that is thrown is a bug and keeps its stack.
 */
export class StartFailure extends Error {
  readonly todo: string;
  constructor(what: string, todo: string) {
    super(what);
    this.name = 'StartFailure';
    this.todo = todo;
  }
}
