import type { Presentation } from "../portal.ts";

/** How the invented organisation shows itself. */
export function presentationOf(name: string, door = ""): Presentation {
  return { name, door, elsewhere: "pereprava.example", leaveTo: "https://www.wikipedia.org/", zone: "Europe/Moscow" };
}
