/** The address at which the build serves a face. */
declare module '*.woff2' {
  const address: string
  export default address
}
