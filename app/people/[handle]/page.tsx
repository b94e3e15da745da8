import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { leftOutHere } from '#app/_web/reading-choices.ts'
import { pathPart, single } from '#app/_web/search-params.ts'
import type { SearchParams } from '#app/_web/search-params.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { sayFollow, sayMute } from '#app/account/notices/actions.ts'
import { AboutPerson } from '#components/notices/about-person.tsx'
import { SitePage } from '#components/site/site-page.tsx'
import { readSaidOfPerson } from '#lib/notices/read-words.ts'
import { readPerson } from '#lib/posts/read-person.ts'
import { describePersonPage, PersonPage, personPath, writesEssays } from './person-page.tsx'

type Props = { params: Promise<{ handle: string }>; searchParams: Promise<SearchParams> }

const personOf = cache(readPerson)

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const query = await searchParams
  const before = single(query.before)
  const person = await personOf(pathPart((await params).handle), before, await leftOutHere(query))
  return person ? describePersonPage(person, before) : {}
}

export default async function Page({ params, searchParams }: Props) {
  const query = await searchParams
  const before = single(query.before)
  const person = await personOf(pathPart((await params).handle), before, await leftOutHere(query))
  if (!person) notFound()
  const viewer = await currentViewer()
  const said = await readSaidOfPerson(viewer, person.handle)
  return (
    <SitePage viewer={viewer} path={personPath(person)}>
      <PersonPage
        person={person}
        before={before}
        said={said && <AboutPerson person={{ ...person, id: said.id }} writes={writesEssays(person)} said={said} actions={{ follow: sayFollow, mute: sayMute }} />}
      />
    </SitePage>
  )
}
