/** What a person can put right: says what is wrong and what to do next. Exit code 2 is for bad input, 1 for the rest. */
export class Failure extends Error {
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.name = "Failure";
    this.exitCode = exitCode;
  }
}
