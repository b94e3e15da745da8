/** The passwords of the demo people on the site that `npm test` starts for the browser. */
export function demoPassword(handle: string): string {
  const people: { handle: string; password: string }[] = JSON.parse(process.env.AFTERWORD_E2E_PEOPLE ?? '[]')
  const person = people.find((each) => each.handle === handle)
  if (!person) throw new Error(`There is no demo person ${handle}. Run these tests with npm test.`)
  return person.password
}
