/** The addresses that the links of a text lead to, each once, for readers of paper. On a screen the links themselves do. */
export function Addresses({ addresses }: { addresses: string[] }) {
  if (addresses.length === 0) return null
  return (
    <section className="paper-addresses" aria-label="Addresses">
      <ol>
        {addresses.map((address) => (
          <li key={address}>{address}</li>
        ))}
      </ol>
    </section>
  )
}

/** Whether the conversation is printed below the essay. The style sheet looks at the box: no script, and no page of its own. */
export function PrintChoice() {
  return (
    <p className="print-choice">
      <label>
        <input type="checkbox" id="print-conversation" autoComplete="off" /> Print the conversation too
      </label>
    </p>
  )
}
