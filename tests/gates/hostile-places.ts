/** Wishes to go on to another site, in every dress in which one of them has got past some door: `elsewhere.example` stands for the other site. */
export const hostilePlaces: readonly string[] = [
  'https://elsewhere.example', 'http://elsewhere.example/', 'HTTPS://ELSEWHERE.EXAMPLE', 'https:elsewhere.example', 'https:/elsewhere.example', 'https:\\\\elsewhere.example', 'https:///elsewhere.example',
  '//elsewhere.example', '///elsewhere.example', '////elsewhere.example', '/////elsewhere.example/..', '//elsewhere.example:443/', '//elsewhere%E3%80%82example', '//elsewhere。example', '//elsewhere．example', '//elsewhere｡example',
  '/\\elsewhere.example', '\\/elsewhere.example', '\\\\elsewhere.example', '/\\/elsewhere.example', '\\elsewhere.example', '/\\\\elsewhere.example', '/%5Celsewhere.example/..//elsewhere.example',
  '/\t/elsewhere.example', '/\n/elsewhere.example', '/\r/elsewhere.example', '\t//elsewhere.example', ' //elsewhere.example', '\u0000//elsewhere.example', '/\u0000/elsewhere.example', '/\u0001//elsewhere.example',
  '/\u000b/elsewhere.example', '/\u00a0/elsewhere.example/..//elsewhere.example', '%09//elsewhere.example', '%2F%2Felsewhere.example', '%2f%2felsewhere.example', '/%09/elsewhere.example', '%5C%5Celsewhere.example',
  '/..//elsewhere.example', '/.//elsewhere.example', '/a/..//elsewhere.example', '/%2e%2e//elsewhere.example', '/%2e//elsewhere.example', '/a/%2e%2e//elsewhere.example', '/./\\elsewhere.example', '/..\\/elsewhere.example',
  '//this.site@elsewhere.example', 'https://this.site@elsewhere.example', '//this.site:pass@elsewhere.example', '@elsewhere.example', ':@elsewhere.example', '.elsewhere.example', ':80@elsewhere.example', '//elsewhere.example#@this.site',
  '//elsewhere.example?@this.site', '//[::ffff:192.0.2.1]/', '//3221225985/', '//0xc0000201/', 'javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'java\tscript:alert(1)', '\u0001javascript:alert(1)', 'data:text/html,<script>alert(1)</script>', 'vbscript:msgbox(1)',
  'blob:https://elsewhere.example/x', 'file:///etc/passwd', 'ftp://elsewhere.example', 'about:blank', '/x\r\nLocation: https://elsewhere.example', '/x\r\n\r\n<script>alert(1)</script>', '/%0d%0aLocation:%20https://elsewhere.example', '/x\r\nSet-Cookie: a=b',
  '/嘊嘍Location:https://elsewhere.example', '//elsewhere.example/%2f..', '//elsewhere.example/%2f%2e%2e', 'http:/\\elsewhere.example', 'elsewhere.example', '?https://elsewhere.example', '#//elsewhere.example', '//', '/\\', '\\', '',
]

/** Whether a browser that stands on a site stays on it, whatever it was told to go on to. */
export function staysOn(site: string, location: string): boolean {
  // No answer has such a letter in its head; browsers drop some of them and read on.
  if (/[\u0000-\u001f]/.test(location)) return false
  return URL.canParse(location, `${site}/`) && new URL(location, `${site}/`).origin === new URL(site).origin
}
