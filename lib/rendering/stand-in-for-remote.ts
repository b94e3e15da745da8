const imageTag = /<img((?:\s+[\w-]+(?:="[^"]*")?)*)\s*\/?>/g

/**
 * HTML of our renderer for the pages of somebody at work, which call nobody out there (lib/http/content-security-policy.ts): in the place of a
 * picture that lives elsewhere stand its description and its address. Our own pictures stay.
 */
export function standInForRemote(html: string): string {
  return html.replace(imageTag, (tag, attributes: string) => {
    const address = attributeIn(attributes, 'src')
    if (!/^https?:/i.test(address)) return tag
    const description = attributeIn(attributes, 'alt')
    return `<span class="remote-picture">${description || 'A picture'}<br><a href="${address}" rel="noopener noreferrer" target="_blank">${address}</a></span>`
  })
}

/** As it is written, so that what is escaped stays so. Text is escaped less than values are, never more. */
function attributeIn(attributes: string, name: string): string {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1] ?? ''
  return value.replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
