/** By what tries are counted. */
export interface Tried {
  /** An address, an account, a number. Any length; it is not stored. */
  who: string
  /**
   * So many times the setting are allowed a minute. What anybody can name, as somebody else's e-mail address, gets many: few would let a stranger lock
   * its owner out, who knows the password.
   */
  times?: 1 | 2 | 5 | 10
}

/** Counts tries, over all processes; the port of adapters/attempts. */
export interface Attempts {
  /**
   * Counts one more try at `what` by each of `by`. Refuses RATE_LIMITED {seconds} when one of them had too many within a minute; counts also
   * where the transaction is rolled back.
   */
  count(what: string, ...by: readonly Tried[]): Promise<void>
  /** Takes back what one try counted, once it has proved to be no guess: for callers who come again and again with the right password. */
  forgive(what: string, ...by: readonly Tried[]): Promise<void>
}
