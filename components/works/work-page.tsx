import { Synopses } from '#components/works/synopses.tsx'
import { WorkEssays } from '#components/works/work-essays.tsx'
import { WorkFacts } from '#components/works/work-facts.tsx'
import { sayKind } from '#components/works/work-name.tsx'
import { WorkVoices } from '#components/works/work-voices.tsx'
import { Moment } from '#components/ui/moment.tsx'
import type { RepliesAbout } from '#lib/posts/read-replies-about.ts'
import type { EssayPage } from '#lib/posts/read-work-essays.ts'
import type { Work } from '#lib/works/read-work.ts'
import { workPath } from '#lib/works/work-path.ts'

type Props = {
  work: Work
  /** Who made it, in one line. */
  makers: string
  essays: EssayPage
  replies: RepliesAbout
  mayModerate: boolean
}

/** A film, a book or what else it is, from its title to its history. */
export function WorkPage({ work, makers, essays, replies, mayModerate }: Props) {
  const path = workPath(work.slug)
  return (
    <article className="column work">
      <header className="list-head">
        <p className="foot-label">
          <a href="/works">Works</a>, {sayKind(work.kind, work.year).toLowerCase()}
        </p>
        <h1 className="page-title">
          <cite>{work.title}</cite>
        </h1>
        {makers && <p className="standfirst">{makers}</p>}
      </header>
      <Synopses document={work.document} proposers={work.proposers} />
      <section className="work-part" aria-labelledby="facts">
        <h2 className="section-title" id="facts">
          Facts
        </h2>
        <WorkFacts document={work.document} />
        <p className="work-foot">
          <a href={`${path}/propose`}>Suggest a change</a>
          <a href={`${path}/history`}>How this page came to be</a>
          {mayModerate && <a href={`${path}/moderate`}>Look after it</a>}
          <span>
            Last changed <Moment at={work.changedAt} />
          </span>
        </p>
      </section>
      <WorkEssays page={essays} path={`${path}/essays`} all={`${path}?all=1`} />
      <WorkVoices page={replies} path={`${path}/conversation`} />
    </article>
  )
}
