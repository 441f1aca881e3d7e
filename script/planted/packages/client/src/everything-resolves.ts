import "@fairlead/protocol/src/mailbox.ts";
