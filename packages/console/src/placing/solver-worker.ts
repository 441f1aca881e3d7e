/**
 * HiGHS, apart from everything: its response alone may compile WASM (`dist.ts` knows it by this file's name), and the one
 * way to stop it is to end it.
 */
import "@fairlead/planner/placements/browser-worker";
