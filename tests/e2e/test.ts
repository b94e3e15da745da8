import { expect, test as base } from '@playwright/test'
import type { Browser, BrowserContext } from '@playwright/test'

export { expect } from '@playwright/test'

type Site = { url: string; database: string; data: string }

/** A story on the site of its row. Every page of it runs under the policy of the site: what a browser refuses for its sake fails the story. `npm test` starts as many sites as it tells stories side by side. */
export const test = base.extend<{ mayBreakPolicy: boolean; policy: void; closing: void }, { site: Site }>({
  site: [async ({}, use, { parallelIndex }) => {
    const site = sites()[parallelIndex]
    if (!site) throw new Error('There is no site to be read. Run these tests with npm test.')
    // What a story carries out itself writes the addresses of this site.
    Object.assign(process.env, { DATABASE_URL: site.database, AFTERWORD_DATA: site.data, AFTERWORD_ORIGIN: site.url })
    await use(site)
  }, { scope: 'worker', auto: true }],

  baseURL: async ({ site }, use) => use(site.url),

  /** For a story that tries what the policy is there to stop. */
  mayBreakPolicy: [false, { option: true }],

  policy: [async ({ browser, mayBreakPolicy }, use) => {
    const { refused, stop } = watchPolicy(browser)
    await use()
    stop()
    if (!mayBreakPolicy) expect(refused, 'A browser refused this for the sake of the policy of the site').toEqual([])
  }, { auto: true }],

  // A page of somebody else's that a story leaves open would go on listening, and take one of the few lines that a person has.
  closing: [async ({ browser }, use) => {
    await use()
    for (const context of browser.contexts()) await context.close()
  }, { auto: true }],
})

/** Everything that the policy stopped on any page that a story opens, whoever opens it. */
function watchPolicy(browser: Browser): { refused: string[]; stop: () => void } {
  const refused: string[] = []
  const watched = new Set<BrowserContext>()
  const watch = (context: BrowserContext) => {
    if (watched.has(context)) return
    watched.add(context)
    context.on('console', (message) => {
      if (/Content Security Policy|Content-Security-Policy/i.test(message.text())) refused.push(`${message.page()?.url() ?? ''}: ${message.text()}`)
    })
  }
  browser.contexts().forEach(watch)
  const open = browser.newContext.bind(browser)
  browser.newContext = async (...given) => {
    const context = await open(...given)
    watch(context)
    return context
  }
  return { refused, stop: () => void (browser.newContext = open) }
}

function sites(): Site[] {
  return JSON.parse(process.env.AFTERWORD_E2E_SITES ?? '[]')
}
