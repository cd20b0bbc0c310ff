/** One measurement of `npm run bench`. */
export interface Bench {
  /** One line for the list of them. */
  measures: string
  /** Its options, one a line, for its help; every one takes `--smoke`. */
  options: string
  /**
   * Measures, with the arguments after its name; prints what it finds. Resolves with whether its bars hold; a smoke
   * run shows in seconds that it works, not how well, and holds only what does not depend on the machine.
   */
  run(args: string[]): Promise<boolean>
}
