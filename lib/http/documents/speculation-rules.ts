/**
 * Which links of a document a browser may begin to fetch when somebody presses on them, a moment before they let go. Not earlier: a
 * page that was fetched while a finger passed over its link could show, minutes later, what has been taken away since. Not what is
 * for people with an account, what leads on to writing, or what is not a page.
 */
export const speculationRules = {
  prefetch: [
    {
      where: {
        and: [
          { href_matches: '/*' },
          { not: { href_matches: ['/sign-in*', '/sign-up*', '/sign-out*', '/account*', '/admin*', '/moderation*', '/notifications*', '/unsubscribe*', '/write*', '/drafts/*', '/protected/*', '/theme', '/api/*', '/_*'] } },
          { not: { href_matches: ['/c/*/*', '/*.xml', '/*.json', '/*.csv'] } },
          { not: { selector_matches: '[rel~="nofollow"], [download], [data-does]' } },
        ],
      },
      eagerness: 'conservative',
    },
  ],
}
