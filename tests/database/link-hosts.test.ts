import { expect, test } from 'vitest'
import { reader } from '#lib/database.ts'
import { renderMarkdown } from '#lib/rendering/render-markdown.ts'

const hostsOf = async (html: string) => (await reader().$queryRaw<{ hosts: string[] }[]>`SELECT link_hosts_of(${html}) AS hosts`)[0]?.hosts

async function hostsIn(source: string): Promise<string[] | undefined> {
  return hostsOf(renderMarkdown(source, 'comment').html)
}

test.each([
  ['no link at all', []],
  ['[one](https://films.example/a?b=c&d=e#f)', ['films.example']],
  ['[one](https://films.example) and [the same](http://www.FILMS.example:8080/x), then <https://letters.example/>', ['films.example', 'letters.example']],
  ['[a query and nothing else](https://films.example?from=here)', ['films.example']],
  ['[somebody](https://ada:secret@films.example/x)', ['films.example']],
  ['[one](https://films.example./) <https://FILMS。example/x> [and](https://%66ilms.example)', ['films.example']],
  ['[one](https://bücher.example) <https://xn--bcher-kva.example/x> [and](http://www.XN--BCHER-KVA.example:8443)', ['xn--bcher-kva.example']],
  ['[one](http://0x7f.1/) [and](http://127.0.0.1:8080/x)', ['127.0.0.1']],
  ['[one](http://[2001:db8::1]/) and [another](http://[2001:DB8:0::2]:8080/x)', ['[2001:db8::1]', '[2001:db8::2]']],
  ['[a letter](mailto:ada@films.example) and `<a href="https://quoted.example">`', []],
])('the hosts of %j are %j', async (source, hosts) => {
  expect(await hostsIn(source)).toEqual(hosts)
})

test('a host is what stands behind a name and a password, whoever wrote the link', async () => {
  expect(await hostsOf('<p><a href="https://ada:secret@films.example/x" rel="ugc">a</a></p>')).toEqual(['films.example'])
})

test.each([
  ['nothing at all', []],
  ['See https://films.example. And (https://www.films.example), “HTTPS://FILMS.example:8080/x”, https://films.example…', ['films.example']],
  ['https://films.example!\nhttps://ada:secret@films.example; [https://films.example] <https://films.example> https://films.example./x', ['films.example']],
  ['https://films.example, http://letters.example?a=b', ['films.example', 'letters.example']],
  ['https://... and https://', []],
])('plain words such as %j name %j', async (words, hosts) => {
  const [row] = await reader().$queryRaw<{ hosts: string[] }[]>`SELECT hosts_named_in(${words}) AS hosts`
  expect(row?.hosts).toEqual(hosts)
})
