import { sceneOfThisFile, tellMembers } from "./rows.ts";
import { ABOUT_RECORDS } from "./tables.ts";

tellMembers(sceneOfThisFile(), ABOUT_RECORDS);
