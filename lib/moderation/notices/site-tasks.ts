import type { Transporter } from 'nodemailer'
import { runCommand } from '#lib/command.ts'
import type { Tasks } from '#lib/jobs/run-jobs.ts'
import { mailNotices } from '#lib/moderation/notices/mail-notices.ts'
import { sendMail } from '#lib/moderation/notices/send-mail.ts'
import { tellOfComment } from '#lib/notices/tell-of-comment.ts'
import { tellOfInvitation } from '#lib/notices/tell-of-invitation.ts'
import { tellOfPost } from '#lib/notices/tell-of-post.ts'
import { tellOfThanks } from '#lib/notices/tell-of-thanks.ts'
import { renewSearch } from '#lib/posts/renew-search.ts'
import { renderDraft } from '#lib/posts/renewing/renew-texts.ts'
import { operator } from '#lib/viewer.ts'

/**
 * What this site does for each kind of job. All of it can be begun again at any point: rows say what was done already.
 * @param post the way out for mail; without one its jobs wait for a process that has one
 * @param at the moment at which it is done, in tests; else the database's
 */
export function siteTasks(post: Transporter | null, at?: Date): Tasks {
  return {
    ...(post && { 'send-mail': ({ mailId }, report) => sendMail(post, mailId, report) }),
    'mail-notices': ({ personId }) => mailAll(() => runCommand(mailNotices, operator, { personId }, at)),
    'tell-of-comment': ({ commentId, edited }) => inSteps((after) => runCommand(tellOfComment, operator, { commentId, edited, after }, at)),
    'renew-search': ({ personId }) => inSteps((after) => runCommand(renewSearch, operator, { personId, after }, at)),
    'tell-of-invitation': async (asked) => void (await runCommand(tellOfInvitation, operator, asked, at)),
    'render-draft': ({ revisionId }) => renderDraft(revisionId),
    'tell-of-thanks': async (note) => void (await runCommand(tellOfThanks, operator, note, at)),
    'tell-of-post': ({ postId }) => inSteps((after) => runCommand(tellOfPost, operator, { postId, after }, at)),
  }
}

type Step = { ok: boolean; value?: { next: string | null } }

/** In many transactions, so that none of them is long. */
async function inSteps(some: (after: string) => Promise<Step>): Promise<void> {
  for (let after: string | null = ''; after !== null; ) after = (await some(after)).value?.next ?? null
}

type Mailed = { ok: boolean; value?: { again: boolean } }

async function mailAll(mailSome: () => Promise<Mailed>): Promise<void> {
  while ((await mailSome()).value?.again);
}
