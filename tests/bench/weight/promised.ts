/** What a page for readers may weigh at most, in bytes by gzip but for faces, which are packed in themselves. */
export const promised = {
  /** Of the page, in times of its shortest form with all that is read of it. */
  ratio: 1.1,
  module: 10_000,
  sheets: 15_000,
  /** What is fetched before anything asks for it. */
  faces: 70_000,
  /** Of the scripts of a page with a session, above what the framework takes on a page without any of ours. */
  application: 25_000,
  /** How far what is read already moves: not at all. */
  shift: 0,
}
