import { Notice } from '#components/ui/notice.tsx'

/** At the door, for somebody who has written something before they came to it. */
export function CarriedNotice() {
  return <Notice kind="said">Your reply is kept for an hour while you sign in here. It will stand in its form again, and is sent when you send it.</Notice>
}
