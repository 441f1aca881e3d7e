import "../../../../../packages/protocol/src/mailbox.ts";
