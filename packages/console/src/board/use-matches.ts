import { type MatchedWith, subjectKey } from "@fairlead/casework";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { useSession, useView } from "../session/session.tsx";
import type { Found } from "./matching.ts";

/** null while it is being looked through. */
export const useMatches = (subject: MatchedWith): Found | null => {
  const view = useView();
  const { matching } = useSession();
  useEffect(() => matching.read(view), [matching, view]);
  const version = useSyncExternalStore(matching.subscribe, matching.version);
  const key = subjectKey(subject);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was found changes with the version, and the subject with its key
  return useMemo(() => matching.found(subject), [matching, version, key]);
};
