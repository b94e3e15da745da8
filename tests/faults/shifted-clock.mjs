// Preloaded into a server: its clock is wrong by so many milliseconds, for everything that it runs.

const shift = Number(process.env.AFTERWORD_FAULTS_SHIFT)
const RealDate = Date

globalThis.Date = class Date extends RealDate {
  /** @param {unknown[]} given */
  constructor(...given) {
    // @ts-expect-error The arguments of a date are of many shapes.
    super(...(given.length === 0 ? [RealDate.now() + shift] : given))
  }

  static UTC = RealDate.UTC

  static parse = RealDate.parse

  static now() {
    return RealDate.now() + shift
  }
}
