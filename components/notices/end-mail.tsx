import { Button } from '#components/ui/button.tsx'
import { postPath } from '#lib/posts/post-path.ts'
import type { AskedToEnd } from '#lib/notices/read-unsubscription.ts'
import { topicWords } from '#lib/notices/topics.ts'

type Props = { asked: AskedToEnd; token: string }

/** Asks whether some mail is to end, or says that it has and how to take that back: plain forms, for people without a session or a script. */
export function EndMail({ asked, token }: Props) {
  const { about, ended } = asked
  const action = `/unsubscribe/${token}/now`
  return (
    <>
      <h1 className="page-title">{ended ? 'It has ended' : 'Less mail?'}</h1>
      {about.kind === 'thread' ? <AboutThread about={about} ended={ended} /> : <AboutTopics topics={about.topics.map((topic) => topicWords[topic])} ended={ended} />}
      <form action={action} method="post">
        <input type="hidden" name="from" value="page" />
        {ended && <input type="hidden" name="back" value="yes" />}
        <Button look={ended ? 'plain' : 'strong'}>{ended ? 'Take this back' : 'End it'}</Button>
      </form>
      <p className="meta">
        All of it stands in <a href="/account/notices">your account</a>.
      </p>
    </>
  )
}

function AboutThread({ about: { title, slug }, ended }: { about: { title: string | null; slug: string | null }; ended: boolean }) {
  const where = title && slug ? <>under <a href={postPath(slug)}>{title}</a></> : 'that this link is about'
  return ended ? (
    <p>You are told nothing more of the conversation {where}, neither by mail nor here.</p>
  ) : (
    <p>You will be told nothing more of the conversation {where}, neither by mail nor here, also when somebody replies to you.</p>
  )
}

function AboutTopics({ topics, ended }: { topics: string[]; ended: boolean }) {
  const list = new Intl.ListFormat('en-GB').format(topics)
  return ended ? <p>No more mail comes about {list}. Here on the site you are still told.</p> : <p>No more mail will come about {list}. Here on the site you are still told.</p>
}
