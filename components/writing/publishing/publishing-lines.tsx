import type { ReactNode } from 'react'
import { AddressForm } from '#components/writing/publishing/address-form.tsx'
import { AuthorForms } from '#components/writing/publishing/author-forms.tsx'
import { CoverForm } from '#components/writing/publishing/cover-form.tsx'
import type { CoverImage } from '#components/writing/publishing/cover-form.tsx'
import { CoverUpload } from '#components/writing/publishing/cover-upload.tsx'
import { DateForm } from '#components/writing/publishing/date-form.tsx'
import { ExcerptForm } from '#components/writing/publishing/excerpt-form.tsx'
import { FilingForm } from '#components/writing/publishing/filing-form.tsx'
import { LinkForms } from '#components/writing/publishing/link-forms.tsx'
import { PasswordForms } from '#components/writing/publishing/password-forms.tsx'
import { movesOf, PlaceForms } from '#components/writing/publishing/place-forms.tsx'
import { linePath, PublishingLine } from '#components/writing/publishing/publishing-line.tsx'
import type { LineName } from '#components/writing/publishing/publishing-line.tsx'
import type { PublishingActions } from '#components/writing/publishing/publishing-page.tsx'
import { sayAuthors, sayExcerpt, sayLinks, sayPlace } from '#components/writing/publishing/say-values.ts'
import { SeriesForms } from '#components/writing/publishing/series-forms.tsx'
import { sayDay } from '#components/ui/moment.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { postPath } from '#lib/posts/post-path.ts'
import type { Cover } from '#lib/posts/publishing/cover.ts'
import { sayLanguage } from '#lib/posts/publishing/language.ts'
import type { Publishing } from '#lib/posts/publishing/read-publishing.ts'

/** The pictures that the essay has, and the one that was uploaded for its cover just now. */
export type CoverPictures = { images: CoverImage[]; added: Cover | null }

type Props = { post: Publishing; now: Date; origin: string; actions: PublishingActions; pictures: CoverPictures; open: LineName | null }

/** All that is not the text, as a table: what it is called, how it is, and folded under each line what changes it. */
export function PublishingLines({ post, now, origin, actions, pictures, open }: Props) {
  const { standing, excerpt, tags, canonicalUrl, historyShown, authors, asked, links, series, password } = post
  const [finders, away] = [standing === 'published' || standing === 'unlisted' ? movesOf(post, ['published', 'unlisted']) : [], movesOf(post, ['draft', 'archived'])]
  return (
    <div className="publishing-lines">
      <Group title="What goes with it">
        <PublishingLine name="address" label="Address" open={open} value={`${origin.replace(/^https?:\/\//, '')}${decodeURI(postPath(post.slug))}`} unsaid={!post.slugIsOwn}>
          <AddressForm post={post} origin={origin} action={actions.changeSlug} />
        </PublishingLine>
        {finders.length > 0 && (
          <PublishingLine name="found" label="Who finds it" open={open} value={standing === 'published' ? 'Everybody: in lists, feeds and search' : 'Whoever has its address'}>
            <PlaceForms post={post} to={finders} line="found" action={actions.move} />
          </PublishingLine>
        )}
        <PublishingLine name="excerpt" label="Excerpt" open={open} value={sayExcerpt(post)} unsaid={excerpt === ''}>
          <ExcerptForm post={post} action={actions.announce} />
        </PublishingLine>
        <CoverLine post={post} actions={actions} pictures={pictures} open={open} />
        <PublishingLine name="tags" label="Tags" open={open} value={tags.join(', ') || 'None'} unsaid={tags.length === 0}>
          <FilingForm post={post} part="tags" action={actions.file} />
        </PublishingLine>
        <PublishingLine name="language" label="Language" open={open} value={sayLanguage(post.lang)}>
          <FilingForm post={post} part="language" action={actions.file} />
        </PublishingLine>
        {(standing === 'published' || standing === 'unlisted' || post.wasSeen) && post.appears && !password && (
          <PublishingLine name="date" label="Date" open={open} value={sayDay(post.appears)}>
            <DateForm postId={post.id} appears={post.appears} now={now} action={actions.date} here={linePath(post.id, 'date')} />
          </PublishingLine>
        )}
        {post.kind === 'essay' && (
          <PublishingLine name="series" label="Series" open={open} value={series ? `Part ${series.part} of ${series.of} in ${series.title}` : 'None'} unsaid={!series}>
            <SeriesForms post={post} actions={actions} />
          </PublishingLine>
        )}
        <PublishingLine name="origin" label="First appeared" open={open} value={canonicalUrl || 'Here'} unsaid={canonicalUrl === ''}>
          <FilingForm post={post} part="origin" action={actions.file} />
        </PublishingLine>
        <PublishingLine name="earlier" label="Earlier texts" open={open} value={historyShown ? 'Readers may see what it said before' : 'Readers see the present one only'} unsaid={!historyShown}>
          <FilingForm post={post} part="earlier" action={actions.file} />
        </PublishingLine>
      </Group>
      <Group title="Who sees the draft">
        <PublishingLine name="authors" label="Authors" open={open} value={sayAuthors(post)} unsaid={authors.length + asked.length < 2}>
          <AuthorForms post={post} actions={actions} />
        </PublishingLine>
        <PublishingLine name="links" label="Secret links" open={open} value={sayLinks(links)} unsaid={links.length === 0}>
          <LinkForms post={post} origin={origin} actions={actions} />
        </PublishingLine>
        {standing === 'draft' && !password && (
          <PublishingLine name="password" label="Password" open={open} value="None" unsaid>
            <PasswordForms post={post} actions={actions} here={linePath(post.id, 'password')} />
          </PublishingLine>
        )}
        {away.length > 0 && (
          <PublishingLine name="back" label="On your desk" open={open} value={sayPlace(standing)}>
            <PlaceForms post={post} to={away} line="back" action={actions.move} />
          </PublishingLine>
        )}
      </Group>
    </div>
  )
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2 className="list-label">{title}</h2>
      {children}
    </section>
  )
}

function CoverLine({ post: { id, cover }, actions, pictures: { images, added }, open }: Pick<Props, 'post' | 'actions' | 'pictures' | 'open'>) {
  const small = images.find(({ url }) => url === cover?.media)?.small
  const said = cover ? cover.alt || cover.caption || 'A picture that is decoration' : 'None'
  return (
    <PublishingLine
      name="cover" label="Cover" open={open} unsaid={!cover}
      value={small ? <span className="publishing-cover"><img src={small} alt="" /> <span>{said}</span></span> : said}
    >
      {added && <Notice>The picture is there and chosen below. It is the cover once you save that.</Notice>}
      {images.length > 0 && <CoverForm action={actions.announce} postId={id} cover={added ?? cover} images={images} here={linePath(id, 'cover')} />}
      <CoverUpload postId={id} first={images.length === 0} />
    </PublishingLine>
  )
}
