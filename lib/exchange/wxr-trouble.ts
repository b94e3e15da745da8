import { Trouble } from '#lib/trouble.ts'

/** Where in the file something stands, both counted from 1. */
export type Place = { line: number; column: number }

/** The export cannot be read. Says what is wrong and where, in one line. */
export class WxrTrouble extends Trouble {
  override name = 'WxrTrouble'
  readonly place: Place

  constructor(sentence: string, place: Place) {
    super(`Line ${place.line}, column ${place.column}: ${sentence} Nothing was imported.`)
    this.place = place
  }
}
