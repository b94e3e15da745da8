import { findWorks } from '#lib/works/find-works.ts'

/** Works to choose from while one writes: those whose titles hold `q`. Public, like all that it says. */
export async function GET(request: Request): Promise<Response> {
  const words = new URL(request.url).searchParams.get('q') ?? ''
  return Response.json({ items: await findWorks(words.normalize('NFC')) }, { headers: { 'Cache-Control': 'no-cache' } })
}
