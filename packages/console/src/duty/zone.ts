/** The zone in which this device shows every time: said wherever shifts are planned, for a team may sit in several. */
export const zoneName = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
