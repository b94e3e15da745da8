import type { AnchorHTMLAttributes, ButtonHTMLAttributes } from 'react'

/** `strong` for the one thing a form is for, `plain` for what stands beside it, `text` for quiet things in a line. */
export type ButtonLook = 'strong' | 'plain' | 'text'

const classes: Record<ButtonLook, string> = {
  strong: 'button',
  plain: 'button button-plain',
  text: 'button button-text',
}

/** A button of a form. It submits unless told otherwise. */
export function Button({ look = 'strong', className = '', ...button }: ButtonHTMLAttributes<HTMLButtonElement> & { look?: ButtonLook }) {
  return <button type="submit" {...button} className={`${classes[look]} ${className}`.trim()} />
}

/** A link that leads on as the next step, so it looks like the button that it stands in for. */
export function ButtonLink({ look = 'strong', className = '', ...link }: AnchorHTMLAttributes<HTMLAnchorElement> & { look?: ButtonLook }) {
  return <a {...link} className={`${classes[look]} ${className}`.trim()} />
}
