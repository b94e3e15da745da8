import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { describePage } from '#app/_web/describe-page.ts'
import { listAddress, titleOfOlder, wholeList } from '#app/_web/older-list.ts'
import { leftOutHere } from '#app/_web/reading-choices.ts'
import { pathPart, single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { describePerson } from '#components/people/describe-person.ts'
import { sayFollow, sayMute } from '#app/account/notices/actions.ts'
import { AboutPerson } from '#components/notices/about-person.tsx'
import { PersonHeader } from '#components/people/person-header.tsx'
import { LeftOut, leftOutEssays } from '#components/posts/left-out.tsx'
import { OlderLink } from '#components/posts/older-link.tsx'
import { PostLines } from '#components/posts/post-lines.tsx'
import { JsonLd } from '#components/posts/json-ld.tsx'
import { RecentReplies } from '#components/posts/voices.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { AddedTo } from '#components/works/added-to.tsx'
import { env } from '#lib/env.ts'
import { readSaidOfPerson } from '#lib/notices/read-words.ts'
import { readPerson } from '#lib/posts/read-person.ts'

type Props = { params: Promise<{ handle: string }>; searchParams: Promise<SearchParams> }

const personOf = cache(readPerson)

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const query = await searchParams
  const before = single(query.before)
  const person = await personOf(pathPart((await params).handle), before, await leftOutHere(query))
  if (!person) return {}
  const path = `/people/${person.handle}`
  const writes = person.essays.lines.length + person.essays.leftOut > 0
  return describePage({
    title: before === undefined ? person.name : titleOfOlder(person.name, person.essays.lines),
    description: writes ? `Essays by ${person.name}.` : `What ${person.name} said in the conversations.`,
    canonical: listAddress(path, before),
    // There is a feed of essays only where there are essays.
    feeds: writes ? { essays: { path, title: person.name } } : {},
    about: { type: 'profile', username: person.handle },
  })
}

export default async function PersonPage({ params, searchParams }: Props) {
  const query = await searchParams
  const before = single(query.before)
  const person = await personOf(pathPart((await params).handle), before, await leftOutHere(query))
  if (!person) notFound()
  const path = `/people/${person.handle}`
  const writes = person.essays.lines.length + person.essays.leftOut > 0
  const viewer = await currentViewer()
  const said = await readSaidOfPerson(viewer, person.handle)
  return (
    <SitePage viewer={viewer} path={path}>
      <div className="beside">
        <div className="column">
          <PersonHeader person={person} />
          {said && <AboutPerson person={{ ...person, id: said.id }} writes={writes} said={said} actions={{ follow: sayFollow, mute: sayMute }} />}
          {writes && (
            <section className="h-feed" aria-labelledby="essays">
              <h2 className="list-label" id="essays">
                Essays
              </h2>
              <PostLines posts={person.essays.lines} level={3} of={person.handle} leftOut={person.essays.leftOut} />
              <LeftOut count={person.essays.leftOut} what={leftOutEssays} all={wholeList(path, before)} />
              <OlderLink path={path} older={person.essays.older} later={before !== undefined} />
            </section>
          )}
          {!writes && person.replies.length > 0 && <RecentReplies replies={person.replies} place="text" />}
          <AddedTo works={person.works} />
        </div>
        {writes && person.replies.length > 0 && <RecentReplies replies={person.replies.slice(0, 4)} place="margin" />}
      </div>
      <JsonLd data={describePerson(person, env().AFTERWORD_ORIGIN)} />
    </SitePage>
  )
}
