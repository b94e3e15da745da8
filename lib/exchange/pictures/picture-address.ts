/** Hosts of the delivery network that WordPress puts before pictures; the address behind them names the blog's own file: `i0.wp.com/blog.example/a.jpg?w=300`. */
const delivery = /^i[0-3]\.wp\.com$/

const pictureFile = /\.(?:jpe?g|png|webp|gif|avif|bmp|tiff?|svg|heic)$/i

/**
 * One name for a file of the old blog, however it was written: over https, without a query, which only asks for a size. Null for what is no address
 * of a web server, and for one with a name and password in it.
 */
export function pictureAddress(raw: string): string | null {
  if (!URL.canParse(raw)) return null
  const url = new URL(raw)
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return null
  if (delivery.test(url.host)) return behindDelivery(url.pathname)
  // The port is written away with the scheme that it belongs to.
  return `https://${url.host}${url.pathname.replace(/\/{2,}/g, '/')}`
}

/** The network never delivers from itself: whatever names it again is no file of a blog. */
function behindDelivery(pathname: string): string | null {
  const address = `https:/${pathname}`
  return URL.canParse(address) && !delivery.test(new URL(address).host) ? pictureAddress(address) : null
}

/** Whether an address names the file of a picture, by its ending: of links, since what an image shows is one anyway. */
export function namesPicture(address: string): boolean {
  return URL.canParse(address) && pictureFile.test(new URL(address).pathname)
}

/**
 * The files that may hold a picture, the largest first. WordPress keeps smaller copies beside what was sent, `a-300x200.jpg`, and since 5.3 one of at most
 * 2,560 pixels, `a-scaled.jpg`.
 * @param isListed whether the export names a file of its own at that address: such a one is no copy, whatever it looks like
 */
export function filesOfPicture(address: string, isListed: (address: string) => boolean): string[] {
  const [, stem = '', ending = ''] = /^(.+?)(?:-\d{1,5}x\d{1,5}|-scaled)(\.[a-z]+)$/i.exec(address) ?? []
  if (stem === '' || (isListed(address) && !address.endsWith(`-scaled${ending}`))) return [address]
  return [...new Set([`${stem}${ending}`, `${stem}-scaled${ending}`, address])]
}

/** Whether a picture lies on one of some hosts; with or without `www.` they are the same. */
export function liesOn(hosts: ReadonlySet<string>, address: string): boolean {
  return hosts.has(withoutWww(new URL(address).host))
}

/** A host as {@link liesOn} compares it. */
export function withoutWww(host: string): string {
  return host.toLowerCase().replace(/^www\./, '')
}
