import { pathPart } from '#app/_web/search-params.ts'
import { currentViewer } from '#app/_web/viewer.ts'
import { readBulkProgress } from '#lib/moderation/bulk/read-bulk.ts'
import { statusOf } from '#lib/refusal.ts'

/** How far a bulk came, for its page that asks again and again. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }) {
  const progress = await readBulkProgress(await currentViewer(), pathPart((await params).id))
  return progress.ok ? Response.json(progress.value) : new Response(progress.message, { status: statusOf(progress) })
}
