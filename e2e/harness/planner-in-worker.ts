/** The planner in a browser's worker, as a console would start it. Bundled by planner.test.ts. */
import { serveRoutes } from "@fairlead/planner/routes/worker";

serveRoutes(self, () => new Promise((resume) => setTimeout(resume)));
