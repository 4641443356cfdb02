/** What is to go: said once, and told at every door to whoever uses it. */
export interface Deprecated {
  /** The day since which it has been said: `2026-11-01`. */
  readonly since: string
  /** The day from which on it may be gone; at least a year later. */
  readonly sunset: string
  /** What takes its place, in a few words: `use colorCode`. */
  readonly instead: string
}

/** Something of the model that may be deprecated. */
export interface Deprecatable {
  readonly deprecated?: Deprecated | undefined
}

/** A deprecation as a sentence, as contracts say it. Whoever judges contracts reads the day of it: `sunsetIn`. */
export const sentenceOf = ({ since, sunset, instead }: Deprecated): string =>
  `Deprecated since ${since}, may be gone from ${sunset} on: ${instead}.`

/** The day that a sentence of a contract names; undefined where it is none of ours. */
export const sunsetIn = (sentence: string | null | undefined): string | undefined =>
  /may be gone from (\d{4}-\d\d-\d\d) on/.exec(sentence ?? '')?.[1]
