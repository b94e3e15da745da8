/**
 * Something around the product is not as it must be: a setting, a port, a folder, a database, a file that was handed in.
 * Its message is one line for the person at the terminal and says what to do. Anything else that is thrown is a bug.
 */
export class Trouble extends Error {
  override name = 'Trouble'
}
