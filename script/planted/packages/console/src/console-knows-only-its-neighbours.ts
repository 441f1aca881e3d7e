import type { Row } from "@fairlead/protocol";

export type Planted = Row;
