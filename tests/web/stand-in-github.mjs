// Loaded into the server of a test before everything else: what it asks of GitHub is answered here, and nothing leaves the machine.
const real = globalThis.fetch
const answers = {
  'https://github.com/login/oauth/access_token': { access_token: 'a-token', token_type: 'bearer', scope: 'read:user,user:email' },
  'https://api.github.com/user': { id: 4711, login: 'octavia', name: 'Octavia Fenn', email: null },
  'https://api.github.com/user/emails': [{ email: 'octavia@example.org', primary: true, verified: true }],
}

globalThis.fetch = async (input, init) => {
  const url = new URL(input instanceof Request ? input.url : String(input))
  if (!/(^|\.)github\.com$/.test(url.hostname)) return real(input, init)
  const answer = answers[url.origin + url.pathname]
  return answer ? Response.json(answer) : new Response('', { status: 404 })
}
