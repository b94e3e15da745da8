import { holding, storedMarkup } from '#components/ui/markup.ts'

type Props = {
  /** HTML that our renderer made and sanitised when the text was written. Nothing else may come here. */
  html: string
  className?: string
  lang?: string
}

/** A stored text as it was rendered. The only place that prints HTML as it is. */
export function StoredHtml({ html, className = 'prose', lang }: Props) {
  return <div className={className} lang={lang} {...holding(storedMarkup(html))} />
}
