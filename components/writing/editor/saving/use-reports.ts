import { useState } from 'react'
import type { Told } from './keep-saving.ts'
import type { Complaint } from './refused-line.tsx'
import { refusedField, sayRefusal } from './say-saving.ts'

/** What the server counted, and in which text. */
export type Counted = { words: number; source: string }

/** What the answers to savings say to the writer: how long the text is, whether its works were kept, why it was not taken, and that what was asked for is done. */
export function useReports(first: () => Counted) {
  const [counted, setCounted] = useState(first)
  const [worksKept, setWorksKept] = useState(true)
  const [complaint, setComplaint] = useState<Complaint | null>(null)
  const [said, setSaid] = useState('')

  /** @param source the text that was kept last */
  const hear = ({ answer, asked }: Told, source: string) => {
    if (answer?.kind === 'kept') {
      setCounted({ words: answer.words, source })
      setWorksKept(answer.worksKept)
      setComplaint((before) => (before?.asked && !asked ? before : null))
    }
    if (answer?.kind === 'refused') setComplaint({ sentence: sayRefusal(answer), field: refusedField(answer.fields), asked })
    if (answer && asked) setSaid(answer.kind === 'kept' ? `Saved at ${new Date().toLocaleTimeString('en-GB')}.` : '')
  }

  return { counted, setCounted, worksKept, complaint, said, hear }
}
