/** path-to-regexp 0.1, which Express 4 uses, as far as it is used here. It comes without types. */
declare module "path-to-regexp-express4" {
  interface Options {
    readonly sensitive: boolean;
    readonly strict: boolean;
    readonly end: boolean;
  }
  function pathToRegexp(
    path: string | RegExp | readonly (string | RegExp)[],
    keys: unknown[],
    options: Options,
  ): RegExp;
  export = pathToRegexp;
}
