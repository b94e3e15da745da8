import { papers, readTheme } from '#lib/themes.ts'
import type { Theme } from '#lib/themes.ts'

/** Where a script runs, the colours change under the reader's eyes, and the choice is sent along behind. Ends what it began when called. */
export function chooseAtOnce(page: Document): () => void {
  const choose = (event: SubmitEvent) => {
    const { target, submitter } = event
    if (!(target instanceof HTMLFormElement) || !target.matches('.theme-choice') || !(submitter instanceof HTMLButtonElement)) return
    event.preventDefault()
    wear(page, readTheme(submitter.value))
    void remember(target, submitter)
  }
  page.addEventListener('submit', choose)
  return () => page.removeEventListener('submit', choose)
}

/** The same as the server writes into the next page: app/layout.tsx. */
function wear(page: Document, theme: Theme) {
  page.documentElement.dataset.theme = theme
  page.querySelector('meta[name="color-scheme"]')?.setAttribute('content', theme === 'system' ? 'light dark' : theme)
  for (const meta of page.querySelectorAll('meta[name="theme-color"]')) {
    const said = meta.getAttribute('media')?.includes('dark') ? 'dark' : 'light'
    meta.setAttribute('content', papers[theme === 'system' ? said : theme])
  }
}

/** What the network does not take now lasts for this page. */
async function remember(form: HTMLFormElement, button: HTMLButtonElement) {
  const body = new URLSearchParams([...new FormData(form, button)].map(([name, value]) => [name, String(value)]))
  await fetch(form.action, { method: 'POST', body, redirect: 'manual', keepalive: true }).catch(() => null)
}
