/** The part of saxen (MIT) that is used here; it brings no types of its own. */
declare module "saxen" {
  type Decode = (text: string) => string;
  export class Parser {
    on(hook: "openTag", run: (name: string, attributes: () => Record<string, string>, decode: Decode) => void): this;
    on(hook: "closeTag", run: (name: string, decode: Decode) => void): this;
    on(hook: "text", run: (text: string, decode: Decode) => void): this;
    on(hook: "cdata", run: (text: string) => void): this;
    on(hook: "error", run: (error: Error) => void): this;
    parse(xml: string): this;
    stop(): void;
  }
}
