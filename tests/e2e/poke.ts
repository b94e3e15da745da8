type Element_ = { name: string; attributes: Record<string, string> }

/**
 * Runs in a page: the elements of each text that somebody wrote, and what stands anywhere in the page that no page of ours has. The page must still be its
 * own: no name that somebody gave has taken the place of one of its parts.
 */
export function readTexts(): { elements: Element_[][]; odd: string[] } {
  // The number under which an address is printed on paper is written there by the page itself.
  const attributesOf = (element: Element) => Object.fromEntries([...element.attributes].filter(({ name }) => name !== 'data-address').map(({ name, value }) => [name, value]))
  const texts = document.querySelectorAll('.prose, .comment-text, .desk-text, .desk-neighbour-text, .blind-text, .name-change-new')
  // The card of an essay that was sent has its title and its text within it.
  const whole = [...texts].filter((text) => !text.parentElement?.closest('.prose, .comment-text') && !text.querySelector('.guest-essay-title'))
  const elements = whole.map((text) => [...text.querySelectorAll('*')].map((element) => ({ name: element.localName, attributes: attributesOf(element) })))
  const odd: string[] = []
  // What the framework puts in the place of the action of a form of its own.
  const ofFramework = /^javascript:throw new Error\('A React form was unexpectedly submitted/
  for (const element of document.querySelectorAll('iframe, frame, object, embed, applet, base, math, portal, fencedframe, meta[http-equiv], [srcdoc], [style*="url("]')) odd.push(element.outerHTML.slice(0, 200))
  for (const element of document.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      if (/^on/.test(name) || (/^(?:xlink:)?(?:href|src|action|formaction|data|poster|background|ping|manifest)$/.test(name) && !ofFramework.test(value) && /^[\0-\x20]*(?:javascript|vbscript|data):/i.test(value))) odd.push(`<${element.localName} ${name}="${value}">`)
    }
  }
  const own = [typeof document.cookie === 'string', document.body instanceof HTMLBodyElement, typeof document.querySelector === 'function', document.defaultView === window, document.documentElement.localName === 'html', document.forms instanceof HTMLCollection]
  if (own.includes(false)) odd.push(`The page is not its own: ${own.join(' ')}`)
  return { elements, odd }
}

/** Runs in a page: opens what is folded, and touches everything as a hand would; what stands in texts is pressed as well. Nothing leads away but what runs. */
export function pokeAll(): Promise<void> {
  const stay = (event: Event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (link === null || /^(?:https?|mailto):/.test(link.protocol)) event.preventDefault()
  }
  window.addEventListener('click', stay)
  window.addEventListener('submit', (event) => event.preventDefault())
  for (const details of document.querySelectorAll('.prose details, .comment-text details')) details.toggleAttribute('open', true)
  const kinds = ['pointerover', 'mouseover', 'mouseenter', 'mousemove', 'focus', 'focusin', 'blur', 'scroll', 'wheel', 'animationstart', 'transitionend', 'toggle', 'load', 'error', 'contextmenu', 'dragstart', 'selectstart']
  for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
    if (!element.closest('.prose, .comment-text, .desk-text, .desk-neighbour-text, .blind-text')) {
      for (const kind of ['mouseover', 'focus', 'error', 'toggle']) element.dispatchEvent(new Event(kind, { bubbles: false }))
      continue
    }
    for (const kind of kinds) element.dispatchEvent(new Event(kind, { bubbles: false, cancelable: true }))
    element.focus?.()
    element.click?.()
  }
  return new Promise((resolve) => setTimeout(resolve, 50))
}
