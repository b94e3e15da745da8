const pages = [
  { href: '/moderation', name: 'Queue' },
  { href: '/moderation/groups', name: 'Groups' },
  { href: '/moderation/rules', name: 'Rules' },
  { href: '/moderation/people', name: 'People' },
  { href: '/moderation/log', name: 'Log' },
  { href: '/moderation/insights', name: 'Insights' },
]

/** The pages of the desk. A page below one of them, such as a person's, belongs to it. */
export function DeskNav({ path }: { path: string }) {
  const here = pages.findLast(({ href }) => path === href || path.startsWith(`${href}/`) || path.startsWith(`${href}?`))
  return (
    <nav className="desk-nav" aria-label="Moderation">
      {pages.map(({ href, name }) => (
        <a key={href} href={href} aria-current={here?.href === href ? (path === href ? 'page' : 'true') : undefined}>
          {name}
        </a>
      ))}
    </nav>
  )
}
