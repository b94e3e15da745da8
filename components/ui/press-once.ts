/** After so long without another page, in milliseconds, somebody has stopped it: the button works again. */
const patience = 20_000

/**
 * What the buttons of forms do on pages without the framework: a form that is on its way says so on its button (`data-pending`, see
 * submit-button.tsx) and is not sent twice. Ends what it began when called.
 */
export function pressOnce(page: Document): () => void {
  const underWay = new Map<HTMLFormElement, () => void>()
  const listening = new AbortController()
  const letGo = (form: HTMLFormElement) => {
    underWay.get(form)?.()
    underWay.delete(form)
  }
  const letAllGo = () => [...underWay.keys()].forEach(letGo)

  page.addEventListener('submit', (event) => {
    const { target: form, submitter } = event
    if (!(form instanceof HTMLFormElement) || form.method === 'dialog' || event.defaultPrevented) return
    if (underWay.has(form)) return event.preventDefault()
    const release = submitter ? hold(submitter) : () => {}
    const timer = setTimeout(() => letGo(form), patience)
    underWay.set(form, () => {
      clearTimeout(timer)
      release()
    })
  }, { signal: listening.signal })
  // A page that the browser has kept whole comes back as it was left.
  page.defaultView?.addEventListener('pageshow', letAllGo, { signal: listening.signal })
  return () => {
    letAllGo()
    listening.abort()
  }
}

/** It keeps its focus and its name among what is sent. @returns makes it as it was */
function hold(button: HTMLElement): () => void {
  const words = [...button.childNodes]
  button.setAttribute('aria-disabled', 'true')
  if (button.dataset.pending) button.replaceChildren(button.dataset.pending)
  return () => {
    button.removeAttribute('aria-disabled')
    button.replaceChildren(...words)
  }
}
