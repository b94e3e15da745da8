import { expect, test } from 'vitest'
import { reader } from '#lib/database.ts'
import { renderMarkdown } from '#lib/rendering/render-markdown.ts'

async function hostsIn(source: string): Promise<string[] | undefined> {
  const { html } = renderMarkdown(source, 'comment')
  const [row] = await reader().$queryRaw<{ hosts: string[] }[]>`SELECT link_hosts_of(${html}) AS hosts`
  return row?.hosts
}

test.each([
  ['no link at all', []],
  ['[one](https://films.example/a?b=c&d=e#f)', ['films.example']],
  ['[one](https://films.example) and [the same](http://www.FILMS.example:8080/x), then <https://letters.example/>', ['films.example', 'letters.example']],
  ['[a query and nothing else](https://films.example?from=here)', ['films.example']],
  ['[somebody](https://ada:secret@films.example/x)', ['films.example']],
  ['[a letter](mailto:ada@films.example) and `<a href="https://quoted.example">`', []],
])('the hosts of %j are %j', async (source, hosts) => {
  expect(await hostsIn(source)).toEqual(hosts)
})
