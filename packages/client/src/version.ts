/**
 * What this client can read and write. Grows when a release understands something that older ones must not overwrite;
 * an organisation can require it, and a client that is older then writes nothing. [RO3]
 */
export const CLIENT_VERSION = 2;
