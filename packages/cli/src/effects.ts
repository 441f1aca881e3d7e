import type { Clock, Random } from "@fairlead/protocol";
import type { Person } from "./terminal.ts";

/** Everything that the command line takes from the machine. Made in `main.ts` and nowhere else. */
export interface Effects {
  clock: Clock;
  random: Random;
  env: Readonly<Record<string, string | undefined>>;
  /** Results, one line each. */
  print(line: string): void;
  /** Progress and remarks; never anything secret. */
  tell(line: string): void;
  /** Progress of one long piece of work; on a terminal each line takes the place of the one before. */
  tellProgress(line: string): void;
  /** True where a person watches as it happens. */
  terminal: boolean;
  /** Who sits at the keyboard and sees what is printed; null where either leads elsewhere. */
  person: Person | null;
  /** Settles when somebody asks the process to stop. */
  stopped: Promise<void>;
}
