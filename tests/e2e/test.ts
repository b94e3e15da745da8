import { test as base } from '@playwright/test'

export { expect } from '@playwright/test'

type Site = { url: string; database: string; data: string }

/** A story on the site of its row. `npm test` starts as many sites as it tells stories side by side. */
export const test = base.extend<{ closing: void }, { site: Site }>({
  site: [async ({}, use, { parallelIndex }) => {
    const site = sites()[parallelIndex]
    if (!site) throw new Error('There is no site to be read. Run these tests with npm test.')
    // What a story carries out itself writes the addresses of this site.
    Object.assign(process.env, { DATABASE_URL: site.database, AFTERWORD_DATA: site.data, AFTERWORD_ORIGIN: site.url })
    await use(site)
  }, { scope: 'worker', auto: true }],

  baseURL: async ({ site }, use) => use(site.url),

  // A page of somebody else's that a story leaves open would go on listening, and take one of the few lines that a person has.
  closing: [async ({ browser }, use) => {
    await use()
    for (const context of browser.contexts()) await context.close()
  }, { auto: true }],
})

function sites(): Site[] {
  return JSON.parse(process.env.AFTERWORD_E2E_SITES ?? '[]')
}
