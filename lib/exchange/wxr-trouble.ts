import { Trouble } from '#lib/trouble.ts'

/** Where in the file something stands, both counted from 1. */
export type Place = { line: number; column: number }

/** The export cannot be read. Says what is wrong and where, and what became of the import, in one line. */
export class WxrTrouble extends Trouble {
  override name = 'WxrTrouble'
  readonly sentence: string
  readonly place: Place

  constructor(sentence: string, place: Place, outcome = 'Nothing was imported.') {
    super(`Line ${place.line}, column ${place.column}: ${sentence} ${outcome}`)
    this.sentence = sentence
    this.place = place
  }

  /** The same in a file that was whole when the import began. */
  onceWritten(): WxrTrouble {
    const outcome = 'The file changed while it was being imported. What is here by now stays; import it again when it is whole.'
    return new WxrTrouble(this.sentence, this.place, outcome)
  }
}
