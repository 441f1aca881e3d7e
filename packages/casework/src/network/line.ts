/**
 * A line with more departures than one entry holds is kept as several: `tram`, `tram~2`, `tram~3` … To whoever asks for it,
 * bans it or says something about it, it is one.
 */
export const lineId = (service: string): string => service.replace(/~\d+$/, "");

export const partOfLine = (line: string, part: number): string => (part === 1 ? line : `${line}~${part}`);
