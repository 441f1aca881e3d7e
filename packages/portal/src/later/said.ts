/** The texts that came with the later steps; `pages/later.ts` lists them. */
export const said = (name: string): string =>
  document.querySelector<HTMLTemplateElement>("#later-texts")?.content.querySelector(`[data-say="${name}"]`)
    ?.textContent ?? "";
