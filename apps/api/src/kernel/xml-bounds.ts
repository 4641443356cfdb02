/** What is given to a parser at once: what comes of it is in memory together. */
const slice = 8 * 1024
/** Longer names, values, texts and comments nobody writes; a parser keeps each of them whole. */
const longestPiece = 4 * 1024 * 1024
const mostAttributes = 256

/** Keeps a streaming XML parser from gathering without end: tell it of every event, and give it what is to be parsed. `fail` throws. */
export class XmlBounds {
  private pending = 0
  private attributes = 0

  constructor(
    private readonly write: (text: string) => void,
    private readonly fail: (problem: string) => never,
  ) {}

  /** Something came to its end: a tag, a text, a comment. */
  heard(): void {
    this.pending = 0
    this.attributes = 0
  }

  attribute(): void {
    this.pending = 0
    this.attributes += 1
    if (this.attributes > mostAttributes) this.fail(`an element has more than ${mostAttributes} attributes`)
  }

  /** After each slice what was heard of it can be taken away. */
  *parse(text: string): Generator<void> {
    for (let from = 0; from < text.length; from += slice) {
      const piece = text.slice(from, from + slice)
      this.pending += piece.length
      if (this.pending > longestPiece) this.fail(`a name, a value or a text is longer than ${longestPiece} characters`)
      this.write(piece)
      yield
    }
  }
}
